"""JSON: the bundle as it is, for other programs.

Top level: `format` ("portrait.personas"), `format_version`, `study`, `organisation`, `language`,
`made_at` (ISO 8601, UTC), `n_respondents`, `unclassified_share`, `personas`, `everyone`,
`themes`, `notes`, `sources`, `engine`. A persona has `fields`, each with `statements`; a
statement has its `n` of `asked`, the 95 % interval `low`-`high` (shares 0-1) and the numbers of
its `evidence` and `counter_evidence` in the persona's own `evidence` list. Keys keep their order.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC
from typing import Any, BinaryIO

from survey_app.exports.bundle import Bundle, Line, Quote, Section, Sheet, ThemeSheet

EXTENSION = "json"
MEDIA_TYPE = "application/json"
LABEL = {"en": "JSON (for programs)", "ru": "JSON (для программ)", "zh": "JSON（供程序使用）"}
FORMAT_VERSION = 1
DIGITS = 4


def write(bundle: Bundle, stream: BinaryIO) -> None:
    """Write the bundle as UTF-8 JSON with a line feed at the end."""
    text = json.dumps(as_data(bundle), ensure_ascii=False, indent=2, default=str)
    # A lone surrogate cannot be UTF-8; it is shown as JSON's own escape instead.
    stream.write(text.encode("utf-8", "backslashreplace") + b"\n")


def as_data(bundle: Bundle) -> dict[str, Any]:
    """The bundle as plain lists and dictionaries."""
    return {
        "format": "portrait.personas",
        "format_version": FORMAT_VERSION,
        "study": bundle.study,
        "organisation": bundle.organisation,
        "language": bundle.language,
        "made_at": bundle.made_at.astimezone(UTC).isoformat(timespec="seconds"),
        "n_respondents": bundle.n_respondents,
        "unclassified_share": _rounded(bundle.unclassified_share),
        "personas": [_persona(sheet) for sheet in bundle.personas],
        "everyone": {
            "fields": _fields(bundle.everyone),
            "evidence": _quotes(bundle.everyone_quotes),
        },
        "themes": [_theme(theme) for theme in bundle.themes],
        "notes": list(bundle.notes),
        "sources": list(bundle.sources),
        "engine": dict(bundle.engine),
    }


def _persona(sheet: Sheet) -> dict[str, Any]:
    return {
        "id": sheet.key,
        "name": sheet.name,
        "type": sheet.type,
        "summary": sheet.summary,
        "version": sheet.version,
        "status": sheet.status,
        "published_on": sheet.published_on.isoformat() if sheet.published_on else None,
        "reviewed_by": sheet.reviewed_by,
        "n": sheet.n,
        "n_respondents": sheet.n_respondents,
        "share": _rounded(sheet.share),
        "unclassified_share": _rounded(sheet.unclassified_share),
        "stability": {"word": sheet.stability_word or None, "text": sheet.stability},
        "key_quote": _quote(sheet.key_quote) if sheet.key_quote else None,
        "fields": _fields(sheet.sections),
        "not_known": list(sheet.not_known),
        "override_reason": sheet.override_reason,
        "evidence": _quotes(sheet.quotes),
    }


def _fields(sections: Iterable[Section]) -> list[dict[str, Any]]:
    return [
        {
            "key": section.key,
            "label": section.label,
            "kind": section.kind or None,
            "statements": [_statement(line) for line in section.lines],
        }
        for section in sections
    ]


def _statement(line: Line) -> dict[str, Any]:
    return {
        "text": line.text,
        "basis": line.basis,
        "n": line.n,
        "asked": line.asked,
        "low": _rounded(line.low),
        "high": _rounded(line.high),
        "differs": line.differs,
        "versus": _rounded(line.versus),
        "our_answer": line.our_answer,
        "evidence": list(line.evidence),
        "counter_evidence": list(line.against),
    }


def _quotes(quotes: Iterable[Quote]) -> list[dict[str, Any]]:
    return [_quote(quote) for quote in quotes]


def _quote(quote: Quote) -> dict[str, Any]:
    return {
        "number": quote.number,
        "quote": quote.text,
        "before": quote.before,
        "after": quote.after,
        "source": quote.source,
        "stance": "against" if quote.against else "for",
        "closed_answer": quote.is_answer,
        "href": quote.href,
    }


def _theme(theme: ThemeSheet) -> dict[str, Any]:
    return {
        "id": theme.key,
        "name": theme.name,
        "kind": theme.kind,
        "n": theme.n,
        "asked": theme.asked,
        "quotes": _quotes(theme.quotes),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)
