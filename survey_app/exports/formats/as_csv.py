"""CSV: a row a statement, for a spreadsheet; nothing in it is ever run as a formula.

UTF-8 with a mark, so that Excel reads the letters. The first columns say which persona, which
version and how sure it is; then the statement with its n of asked, its 95 % interval (shares
0-1), its basis and what speaks against it. Rows of the fields `key_quote`, `given_name`,
`figure`, `story`, `relation`, `board:…`, `not_known`, `override` and `everyone` hold what else
stands on a sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Any, BinaryIO

from survey_app.exports.board_view import curve_text
from survey_app.exports.boards import BoardSheet
from survey_app.exports.bundle import Bundle, Line, Quote, Section, Sheet
from survey_app.exports.portrayal import (
    figure_text,
    given_name_text,
    relation_text,
    story_text,
)
from survey_app.exports.words import basis_text, number, word
from survey_app.sources import csv_writer

EXTENSION = "csv"
MEDIA_TYPE = "text/csv; charset=utf-8"
LABEL = {"en": "Table (CSV)", "ru": "Таблица (CSV)", "zh": "表格（CSV）"}
PURPOSE = {
    "en": "A row a line, for a spreadsheet",
    "ru": "Строка на утверждение, для таблиц",
    "zh": "每条陈述一行，适合电子表格",
}
DIGITS = 4

COLUMNS = (
    "study", "persona", "type", "version", "status", "published_on", "reviewed_by", "people",
    "respondents", "share", "fit_no_persona_share", "card_fits", "stability", "field", "field_name",
    "statement", "basis", "n", "asked", "low", "high", "differs", "others_share", "our_answer",
    "quotes", "speaks_against",
)  # fmt: skip


def write(bundle: Bundle, stream: BinaryIO) -> None:
    """Write the bundle as CSV (RFC 4180); without the appendix the quotes stay at home.

    What speaks against a line goes along always (rule R11), words and counts alike.
    """
    text = StringIO()
    table = csv_writer(text)
    table.writerow(COLUMNS)
    for row in _rows(bundle):
        table.writerow([row.get(column) for column in COLUMNS])
    stream.write(text.getvalue().encode("utf-8-sig", "replace"))


def _rows(bundle: Bundle) -> Iterator[dict[str, object]]:
    for sheet in bundle.personas:
        about = _about(sheet, bundle)
        if sheet.key_quote:
            quote = sheet.key_quote
            yield {**about, "field": "key_quote", "statement": _said(quote)}
        for one in _portrayal(sheet, bundle.language):
            yield {**about, **one}
        yield from _statements(sheet.sections, sheet.quotes, about, bundle)
        for board in sheet.boards:
            yield from ({**about, **one} for one in _board(board, bundle.language))
        for gap in sheet.not_known:
            label = word("not_known", bundle.language)
            yield {**about, "field": "not_known", "field_name": label, "statement": gap}
        if sheet.override_reason:
            label = word("override", bundle.language)
            statement = sheet.override_reason
            yield {**about, "field": "override", "field_name": label, "statement": statement}
    shared = {
        "study": bundle.study,
        "persona": word("everyone", bundle.language),
        "respondents": bundle.n_respondents,
    }
    yield from _statements(bundle.everyone, bundle.everyone_quotes, shared, bundle)


def _board(board: BoardSheet, language: str) -> Iterator[dict[str, object]]:
    """A row for each line of a board, its cell beside it; then its clashes and how it feels."""
    field = f"board:{board.key}"
    for cell in board.cells:
        name = f"{board.label}: {cell.label}"
        for line in cell.lines:
            yield {
                "field": field,
                "field_name": name,
                "statement": f"{line.question}: {line.text}" if line.question else line.text,
                "basis": word("basis_assumed", language) if line.assumed else "",
                "n": line.n,
                "asked": line.asked,
            }
    for one in board.clashes:
        pair = word("clash_pair", language, wish=one.wish, need=one.need, n=number(one.n, language))
        name = f"{board.label}: {word('clashes', language)}"
        yield {"field": field, "field_name": name, "statement": pair, "n": one.n}
    if board.has_curve:
        yield {"field": field, "field_name": board.label, "statement": curve_text(board, language)}


def _portrayal(sheet: Sheet, language: str) -> Iterator[dict[str, object]]:
    if sheet.given_name:
        yield {"field": "given_name", "statement": given_name_text(sheet, language)}
    for figure in sheet.figures:
        yield {
            "field": "figure",
            "field_name": figure.label,
            "statement": figure_text(figure, language),
            "n": figure.n,
            "asked": figure.asked,
        }
    if sheet.story:
        label = word("story", language)
        yield {"field": "story", "field_name": label, "statement": story_text(sheet, language)}
    for relation in sheet.relations:
        label = word("relations", language)
        statement = relation_text(relation, language)
        yield {"field": "relation", "field_name": label, "statement": statement}


def _about(sheet: Sheet, bundle: Bundle) -> dict[str, object]:
    return {
        "study": bundle.study,
        "persona": sheet.name,
        "type": sheet.type,
        "version": sheet.version,
        "status": sheet.status,
        "published_on": sheet.published_on.isoformat() if sheet.published_on else "",
        "reviewed_by": sheet.reviewed_by,
        "people": sheet.n,
        "respondents": sheet.n_respondents,
        "share": _rounded(sheet.share),
        "fit_no_persona_share": _rounded(sheet.unclassified_share),
        "card_fits": sheet.fits[0] if sheet.fits else "",
        "stability": sheet.stability_word,
    }


def _statements(
    sections: Iterable[Section],
    quotes: Sequence[Quote],
    about: dict[str, object],
    bundle: Bundle,
) -> Iterator[dict[str, object]]:
    by_number = {quote.number: quote for quote in quotes}

    def joined(numbers: Iterable[int]) -> str:
        return " | ".join(_said(by_number[n]) for n in numbers)

    for section in sections:
        for line in section.lines:
            yield {
                **about,
                "field": section.key,
                "field_name": section.label,
                "statement": line.text,
                "basis": basis_text(line, bundle.language),
                **_figures(line),
                "our_answer": line.our_answer,
                "quotes": joined(line.evidence) if bundle.appendix else "",
                "speaks_against": joined(line.against),
            }


def _figures(line: Line) -> dict[str, Any]:
    """What was counted; an assumed statement carries no number (rule R14)."""
    if line.basis == "assumed":
        return {}
    differs = None if line.differs is None else "yes" if line.differs else "no"
    return {
        "n": line.n,
        "asked": line.asked,
        "low": _rounded(line.low),
        "high": _rounded(line.high),
        "differs": differs,
        "others_share": _rounded(line.versus),
    }


def _said(quote: Quote) -> str:
    """A quote with its source on one line."""
    text = " ".join(quote.text.split())
    return f"{text} ({quote.source})" if quote.source else text


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)
