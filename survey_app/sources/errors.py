"""The one error that reading a customer's file can raise."""

from __future__ import annotations

import re
import unicodedata

from survey_app.sources.messages import message

MAX_SHOWN_CHARS = 120


class SourceError(Exception):
    """A file that cannot be read as it is: a code, the facts, and a remedy in three languages.

    `name` is the file's name as it may be shown (no folders, no control characters).
    `str(error)` is one line in English, fit for a command's stderr; `exit_code` is for it too.
    """

    exit_code = 2

    def __init__(self, code: str, params: dict[str, object] | None = None, name: str = "") -> None:
        self.code = code
        self.params = {key: _shown(value) for key, value in (params or {}).items()}
        self.name = shown_name(name)
        super().__init__(code, self.params, self.name)

    def message(self, language: str = "en") -> str:
        """Say what is wrong and what to do, in 'en', 'ru' or 'zh'."""
        return message(self.code, self.params, language)

    def __str__(self) -> str:
        place = f" {self.name}" if self.name else ""
        return f"{self.code}{place}: {self.message('en')}"


def shown_name(name: str) -> str:
    """Return a file's name fit to be shown: the last part of the path, one short line."""
    return one_line(re.split(r"[/\\]", name)[-1])


def one_line(text: str, limit: int = MAX_SHOWN_CHARS) -> str:
    """Return text without control characters and line breaks, cut to `limit` characters."""
    plain = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in text)
    plain = " ".join(plain.split())
    return plain if len(plain) <= limit else plain[: limit - 1] + "…"


def _shown(value: object) -> object:
    return one_line(value, 600) if isinstance(value, str) else value
