"""Questionnaires in and out: one file a format, and the table of them below.

Each export and import names what it could not carry over; nothing is dropped in silence.
"""

from __future__ import annotations

from types import ModuleType
from typing import Protocol

from survey_app.questionnaire.exchange import as_md, as_pdf, as_surveyjs, as_toml, as_xlsx
from survey_app.questionnaire.exchange.errors import ExchangeError
from survey_app.questionnaire.exchange.losses import Loss
from survey_app.questionnaire.exchange.results import Brought, Taken
from survey_app.questionnaire.model import Questionnaire, Text

__all__ = [
    "FORMATS",
    "READABLE",
    "Brought",
    "ExchangeError",
    "Format",
    "Loss",
    "Taken",
    "bring",
    "format_for",
    "lost",
    "take",
]


class Format(Protocol):
    """What each format's file offers."""

    NAME: str
    LABEL: Text
    EXTENSION: str
    MEDIA_TYPE: str
    READS: bool

    def read(self, data: bytes, name: str, language: str = "") -> Brought:
        """Read a questionnaire. Raises ExchangeError."""

    def write(self, questionnaire: Questionnaire, language: str = "") -> Taken:
        """Write a questionnaire. Raises ExchangeError."""


def table_of(*modules: ModuleType) -> dict[str, Format]:
    """List formats by name. Raises ValueError when two have one name."""
    table: dict[str, Format] = {}
    for module in modules:
        one: Format = module
        if one.NAME in table:
            raise ValueError(f"two formats are named '{one.NAME}'")
        table[one.NAME] = one
    return table


FORMATS = table_of(as_toml, as_xlsx, as_md, as_surveyjs, as_pdf)
READABLE = tuple(name for name, one in FORMATS.items() if one.READS)


def bring(data: bytes, name: str, *, language: str = "", format: str = "") -> Brought:  # noqa: A002
    """Read a questionnaire from a file's bytes.

    ``language`` is that of wordings without one; where it is empty it is guessed. The format is
    told by the name's ending or by what the file begins with. Raises ExchangeError.
    """
    chosen = format_for(format) if format else _told(data, name)
    return chosen.read(data, name, language)


def take(questionnaire: Questionnaire, format: str, *, language: str = "") -> Taken:  # noqa: A002
    """Write a questionnaire in a format. Raises ExchangeError."""
    return format_for(format).write(questionnaire, language)


def lost(questionnaire: Questionnaire, format: str, *, language: str = "") -> tuple[Loss, ...]:  # noqa: A002
    """Tell what a format cannot carry, without setting a page. Raises ExchangeError."""
    if format_for(format) is FORMATS[as_pdf.NAME]:
        return as_pdf.lost(questionnaire, language)
    return take(questionnaire, format, language=language).losses


def format_for(name: str) -> Format:
    """Find a format by its name or its file's ending. Raises ExchangeError for an unknown one."""
    wanted = name.strip().lower().removeprefix(".")
    if wanted in FORMATS:
        return FORMATS[wanted]
    for one in FORMATS.values():
        if wanted == one.EXTENSION:
            return one
    raise ExchangeError("QX001", name=name, known=", ".join(FORMATS))


def _told(data: bytes, name: str) -> Format:
    beginning = data[:200].lstrip(b"\xef\xbb\xbf \r\n\t")
    if beginning.startswith(b"PK"):
        return FORMATS["xlsform"]
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending in {one.EXTENSION for one in FORMATS.values()}:
        return format_for(ending)
    if beginning.startswith(b"{"):
        return FORMATS["surveyjs"]
    if beginning.startswith(b"|"):
        return FORMATS["xlsform-md"]
    if not ending and beginning:
        return FORMATS["toml"]
    known = ", ".join(f".{FORMATS[one].EXTENSION}" for one in READABLE)
    raise ExchangeError("QX001", name=name, known=known)
