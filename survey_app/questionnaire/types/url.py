"""The address of a web page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar
from urllib.parse import urlsplit

from survey_app.questionnaire.model import Answer, Question, Text
from survey_app.questionnaire.types.base import AnswerError, QuestionType, cleaned
from survey_app.questionnaire.types.summary import Summary, count_words

MAX_URL_CHARS = 2_000

_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*:", re.IGNORECASE)
# 'example.com:8080' has a port, not a scheme.
_HOST_AND_PORT = re.compile(r"[^/:@\s]+\.[^/:@\s]+:\d", re.IGNORECASE)


class Url(QuestionType):
    """A link. Only http and https, so that a link on a staff page can run nothing."""

    name = "url"
    label: ClassVar[Text] = {"en": "Web address", "ru": "Ссылка", "zh": "网址"}
    required_code = "write_url"

    def to_answer(self, question: Question, typed: Sequence[str], language: str) -> Answer | None:
        """Take the address; one without 'https://' gets it."""
        text = cleaned(typed[0]) if typed else ""
        if text and (_HOST_AND_PORT.match(text) or not _SCHEME.match(text)):
            text = f"https://{text.removeprefix('//')}"
        return text or None

    def check(self, question: Question, answer: Any) -> list[AnswerError]:
        """Complain of what no browser would open as a web page."""
        return [] if isinstance(answer, str) and _opens(answer) else [AnswerError("write_url")]

    def summary(self, question: Question, answers: Iterable[Any]) -> Summary:
        """Count pages of one site together, the most frequent first."""
        sites = [urlsplit(str(answer)).hostname or "" for answer in answers]
        rows = count_words(site.removeprefix("www.") for site in sites)
        return Summary(n=len(sites), rows=rows)


def _opens(address: str) -> bool:
    if len(address) > MAX_URL_CHARS or not address.isprintable() or " " in address:
        return False
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return False
    named = "." in host.strip(".") and not set(host) & set("<>\"'`\\^{}|%")
    return parts.scheme in ("http", "https") and named and parts.username is None
