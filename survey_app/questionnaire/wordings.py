"""All wordings of a questionnaire in one list, for whoever translates it.

Each has an address such as ``question/size/choices/one/text``, under which it is read and written.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from survey_app.questionnaire.model import Questionnaire

TITLE = "title"
QUESTION_WORDINGS = ("text", "help", "interviewer_text", "purpose", "required_text", "unit")
_NAMED_LISTS = ("choices", "items")


@dataclass(frozen=True, slots=True)
class Wording:
    """One text by language: its address, which field it is, and where it stands.

    ``section`` and ``question`` are keys, empty above them; ``of`` names the choice, row or check.
    """

    address: str
    name: str
    texts: Mapping[str, str]
    section: str = ""
    question: str = ""
    of: str = ""

    def missing(self, languages: tuple[str, ...]) -> tuple[str, ...]:
        """Tell in which languages nothing is written, though something is in another."""
        if not any(self.texts.values()):
            return ()
        return tuple(language for language in languages if not self.texts.get(language, "").strip())


def wordings(questionnaire: Questionnaire) -> list[Wording]:
    """List every wording that is written in some language, in the order in which it is read."""
    found = [
        Wording("/".join(where), name, dict(texts), *place)
        for where, name, texts, *place in _walk(questionnaire.to_dict())
    ]
    return [one for one in found if any(one.texts.values())]


def n_missing(questionnaire: Questionnaire) -> dict[str, int]:
    """Count the wordings that still lack each of the questionnaire's languages."""
    languages = questionnaire.languages
    missing = [language for one in wordings(questionnaire) for language in one.missing(languages)]
    return {language: missing.count(language) for language in languages}


def with_wordings(
    questionnaire: Questionnaire, language: str, texts: Mapping[str, str]
) -> Questionnaire:
    """Write wordings by their address in one language; unknown addresses are left alone.

    An emptied text is taken away, so that it shows as missing.
    """
    data = copy.deepcopy(questionnaire.to_dict())
    for where, _, written, _, _, _ in _walk(data):
        said = texts.get("/".join(where))
        if said is not None:
            if said.strip():
                written[language] = said.strip()
            else:
                written.pop(language, None)
    return Questionnaire.from_dict(data)


_Found = tuple[tuple[str, ...], str, dict[str, str], str, str, str]


def _walk(data: dict[str, Any]) -> Iterator[_Found]:
    yield (TITLE,), TITLE, data["title"], "", "", ""
    for value in data.get("computed", ()):
        if "text" in value:
            yield ("computed", value["key"], "text"), "text", value["text"], "", "", value["key"]
    for section in data.get("sections", ()):
        key = section["key"]
        for name in ("title", "intro"):
            if name in section:
                yield ("section", key, name), name, section[name], key, "", ""
        for question in section.get("questions", ()):
            yield from _of_question(question, key)


def _of_question(question: dict[str, Any], section: str) -> Iterator[_Found]:
    key = question["key"]
    for name in QUESTION_WORDINGS:
        if name in question:
            yield ("question", key, name), name, question[name], section, key, ""
    for name in ("low_text", "high_text"):
        if "scale" in question:
            yield ("question", key, "scale", name), name, question["scale"][name], section, key, ""
    for listed in _NAMED_LISTS:
        for entry in question.get(listed, ()):
            code = entry["code"]
            yield ("question", key, listed, code), listed, entry["text"], section, key, code
    for number, check in enumerate(question.get("checks", ()), start=1):
        of = str(number)
        yield ("question", key, "checks", of), "checks", check["text"], section, key, of
    for part in question.get("parts", ()):
        yield from _of_question(part, section)
