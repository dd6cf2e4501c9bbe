"""JSON: the bundle as it is, for other programs.

Top level: `format` ("portrait.personas"), `format_version`, `study`, `organisation`, `language`,
`made_at` (ISO 8601, UTC), `n_respondents`, `unclassified_share`, `personas`, `everyone`,
`themes`, `notes`, `sources`, `engine`. A persona has `fields`, each with `statements`; a
statement has its `n` of `asked`, the 95 % interval `low`-`high` (shares 0-1) and the numbers of
its `evidence` and `counter_evidence` in the persona's own `evidence` list. `boards` hold the same
statements by cell, and the team's own notes as assumed lines. `figures` are worded values
with the spread of those asked, `story` its sentences with their evidence, `relations` the names of
other personas, `given_name` what the team calls them, if anything. Keys keep their order.
Without the appendix that list holds the key quote and what speaks against a line, nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC
from typing import Any, BinaryIO

from survey_app.exports.boards import BoardSheet
from survey_app.exports.bundle import (
    Bundle,
    Figure,
    Line,
    Quote,
    Section,
    Sheet,
    StorySentence,
    ThemeSheet,
)

EXTENSION = "json"
MEDIA_TYPE = "application/json"
LABEL = {"en": "JSON (for programs)", "ru": "JSON (для программ)", "zh": "JSON（供程序使用）"}
PURPOSE = {
    "en": "For other programs",
    "ru": "Для других программ",
    "zh": "供其他程序使用",
}
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
        "personas": [_persona(sheet, bundle) for sheet in bundle.personas],
        "everyone": {
            "fields": _fields(bundle.everyone, kept := _kept(bundle.everyone_quotes, bundle)),
            "evidence": _quotes(kept),
        },
        "themes": [_theme(theme) for theme in bundle.themes],
        "notes": list(bundle.notes),
        "sources": list(bundle.sources),
        "engine": dict(bundle.engine),
    }


def _kept(quotes: Iterable[Quote], bundle: Bundle, key: Quote | None = None) -> tuple[Quote, ...]:
    """The evidence that goes along."""
    number = key.number if key else None
    return tuple(q for q in quotes if bundle.appendix or q.against or q.number == number)


def _persona(sheet: Sheet, bundle: Bundle) -> dict[str, Any]:
    kept = _kept(sheet.quotes, bundle, sheet.key_quote)
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
        "fits": {"n": sheet.fits[0], "of": sheet.fits[1]} if sheet.fits else None,
        "key_quote": _quote(sheet.key_quote) if sheet.key_quote else None,
        "fields": _fields(sheet.sections, kept),
        "boards": [_board(board, kept) for board in sheet.boards],
        "not_known": list(sheet.not_known),
        "override_reason": sheet.override_reason,
        "given_name": sheet.given_name or None,
        "figures": [_figure(one) for one in sheet.figures],
        "story": _story(sheet.story, kept),
        "relations": [
            {"relation": one.words, "personas": list(one.others)} for one in sheet.relations
        ],
        "evidence": _quotes(kept),
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "key": figure.key,
        "label": figure.label,
        "value": figure.value,
        "chosen_by_team": figure.by_hand,
        "median": figure.median,
        "middle_half": [figure.lower, figure.upper],
        "all": [figure.low, figure.high],
        "n": figure.n,
        "asked": figure.asked,
    }


def _story(story: Iterable[StorySentence], kept: Iterable[Quote]) -> list[dict[str, Any]]:
    numbers = {quote.number for quote in kept}
    return [
        {"text": one.text, "evidence": [n for n in one.evidence if n in numbers]} for one in story
    ]


def _board(board: BoardSheet, kept: Iterable[Quote]) -> dict[str, Any]:
    numbers = {quote.number for quote in kept}
    return {
        "key": board.key,
        "label": board.label,
        "clashes": [{"wish": one.wish, "need": one.need, "people": one.n} for one in board.clashes],
        "cells": [
            {
                "key": cell.key,
                "label": cell.label,
                "feeling": _rounded(cell.feeling),
                "lines": [
                    {
                        "text": line.text,
                        "question": line.question or None,
                        "basis": "assumed" if line.assumed else "observed",
                        "n": line.n,
                        "asked": line.asked,
                        "clash": line.clash,
                        "evidence": [n for n in line.evidence if n in numbers],
                    }
                    for line in cell.lines
                ],
            }
            for cell in board.cells
        ],
    }


def _fields(sections: Iterable[Section], kept: Iterable[Quote]) -> list[dict[str, Any]]:
    numbers = {quote.number for quote in kept}
    return [
        {
            "key": section.key,
            "label": section.label,
            "kind": section.kind or None,
            "statements": [_statement(line, numbers) for line in section.lines],
        }
        for section in sections
    ]


def _statement(line: Line, numbers: set[int]) -> dict[str, Any]:
    return {
        "text": line.text,
        "question": line.question or None,
        "basis": line.basis,
        "n": line.n,
        "asked": line.asked,
        "low": _rounded(line.low),
        "high": _rounded(line.high),
        "differs": line.differs,
        "versus": _rounded(line.versus),
        "our_answer": line.our_answer,
        "evidence": [n for n in line.evidence if n in numbers],
        "counter_evidence": [n for n in line.against if n in numbers],
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
