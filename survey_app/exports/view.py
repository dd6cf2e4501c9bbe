"""A bundle put into words line by line, the same for every format that is set on a page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from survey_app.exports.board_view import boards_of
from survey_app.exports.bundle import Bundle, Line, Quote, Section, Sheet
from survey_app.exports.columns import CHARS_A_LINE, in_columns, sides_of
from survey_app.exports.nearest import nearest_quote
from survey_app.exports.portrayal import between, portrayal_boxes, portrayal_of
from survey_app.exports.references import evidence_id, references
from survey_app.exports.words import (
    count_text,
    counter_of,
    day,
    facts_of,
    fits_text,
    foot_texts,
    number,
    otherwise_texts,
    short_facts_of,
    standing_texts,
    word,
)
from survey_app.synthesis.shown import sentence_case
from survey_app.web.portraits import portrait_svg

MAX_THEMES_A_KIND = 12
"""A report lists so many themes of a kind; the rest is counted."""

LABELS = (
    "open", "close", "personas", "against", "against_short", "our_answer", "counter",
    "otherwise", "how_to_read",
    "not_known", "not_known_none", "evidence", "everyone", "everyone_lead",
    "themes", "themes_lead", "read_from", "override", "portrait", "nothing", "no_statements",
    "boards", "clashes", "no_evidence", "feeling",
    "story", "figures", "relations", "behind",
)  # fmt: skip


def page_of(bundle: Bundle) -> dict[str, Any]:
    """Everything that a page shows as strings, lists and dictionaries; nothing is left to count."""
    language = bundle.language
    return {
        "language": language,
        "paper": bundle.paper,
        "appendix": bundle.appendix,
        "words": {key: word(key, language) for key in LABELS},
        "between": between(language),
        "title": bundle.study or word("personas", language),
        "organisation": bundle.organisation,
        "made": word("made", language, day=day(bundle.made_at.date(), language)),
        "people": word("said_by", language, n=number(bundle.n_respondents, language)),
        "notes": list(bundle.notes),
        "sources": list(bundle.sources),
        "personas": [_sheet(sheet, bundle, f"p{i}") for i, sheet in enumerate(bundle.personas, 1)],
        "everyone": (shared := _sections(bundle.everyone, bundle.everyone_quotes, "all", language)),
        "everyone_columns": in_columns(shared, 2),
        "everyone_quotes": [quote_of(quote, "all") for quote in bundle.everyone_quotes],
        "kinds": _kinds(bundle),
    }


def _voices(sections: list[dict[str, Any]], key_quote: Quote | None) -> int:
    """Give each line of a theme a quote to stand under it, ranked for paper, where room is short.

    The quote nearest to the line's words is taken; the evidence itself stays complete. Returns
    how many lines have one.
    """
    taken = {key_quote.text} if key_quote else set()
    chosen: list[tuple[dict[str, Any], dict[str, Any]]] = []
    # The first line of every field before the second of any.
    lines = [line for rank in zip_longest(*(one["lines"] for one in sections)) for line in rank]
    for line in filter(None, lines):
        quote = nearest_quote(line["text"], line["evidence"], taken)
        if quote is not None:
            taken.add(quote["text"])
            chosen.append((line, quote))
    for rank, (line, quote) in enumerate(chosen):
        line["voice"], line["voice_rank"] = quote, rank
    return len(chosen)


def _sheet(sheet: Sheet, bundle: Bundle, prefix: str) -> dict[str, Any]:
    language = bundle.language
    sections = _sections(sheet.sections, sheet.quotes, prefix, language)
    n_voices = _voices(sections, sheet.key_quote)
    counter = [
        {
            "text": sentence_case(line.text),
            "quotes": [quote_of(quote, prefix) for quote in said],
            "said": _said_once(said, prefix),
        }
        for line, said in counter_of(sheet)
    ]
    otherwise = otherwise_texts(sheet, language)
    # What speaks against it and what is not known stand after the fields, where there is room.
    n_said = sum(2.2 + 1.2 * len(one["said"][:2]) for one in counter)
    portrayal = portrayal_of(sheet, prefix, language)
    boxes: list[dict[str, Any]] = [
        {"key": "counter", "height": 4 + n_said + len("; ".join(otherwise)) / CHARS_A_LINE},
        {
            "key": "unknown",
            "height": 4 + sum(1.6 + len(t) // CHARS_A_LINE for t in sheet.not_known),
        },
    ]
    # Of a single persona the sheet itself says what is true of everyone; a set has a page for it.
    shared = _everyone_box(bundle) if len(bundle.personas) == 1 else []
    # A poster has them among its fields; A4 has places of its own for them.
    told = portrayal_boxes(portrayal, CHARS_A_LINE)
    counter_none = ""
    if sheet.n_lines and not counter:
        counter_none = word("counter_none", language, n=sheet.n_lines)
    return {
        "id": prefix,
        "name": sheet.name,
        "type": word(f"type_{sheet.type}", language),
        "summary": sheet.summary,
        **portrayal,
        "standing": standing_texts(sheet, language),
        "stability": sheet.stability,
        "fits": fits_text(sheet, language),
        "fits_share": sheet.fits[0] / sheet.fits[1] if sheet.fits and sheet.fits[1] else None,
        "key_quote": quote_of(sheet.key_quote, prefix) if sheet.key_quote else None,
        "sections": sections,
        "columns": in_columns(sections, 2),
        "paper_columns": in_columns([*sections, *boxes, *shared], 2),
        "sides": sides_of(sections, [boxes[0], *shared]),
        "poster_columns": in_columns(
            [*sections, *told, *boxes, *_everyone_box(bundle)], 3, narrow=1.35
        ),
        "n_voices": n_voices,
        "quotes": [quote_of(quote, prefix) for quote in sheet.quotes],
        "evidence_title": word("evidence_of", language, name=sheet.name),
        "counter": counter,
        "otherwise": otherwise,
        "counter_none": counter_none,
        "not_known": list(sheet.not_known),
        "override_reason": sheet.override_reason,
        "boards": boards_of(
            sheet, {q.number: quote_of(q, prefix) for q in sheet.quotes}, prefix, language
        ),
        "foot": foot_texts(sheet, bundle),
        # Off until the team turns it on (rule R18).
        "portrait": portrait_svg(sheet.portrait, word("portrait", language))
        if sheet.portrait
        else "",
    }


def _said_once(quotes: Sequence[Quote], prefix: str) -> list[dict[str, Any]]:
    """The same words only once, with the numbers of all who said them."""
    by_words: dict[str, list[Quote]] = {}
    for quote in quotes:
        by_words.setdefault(quote.text, []).append(quote)
    return [
        {**quote_of(same[0], prefix), "refs": references([one.number for one in same], prefix)}
        for same in by_words.values()
    ]


def _everyone_box(bundle: Bundle) -> list[dict[str, Any]]:
    """What sets no persona apart as a box of its own: a poster has no page for it."""
    n_lines = sum(len(section.lines) for section in bundle.everyone)
    return [{"key": "everyone", "height": 3 + 1.9 * n_lines}] if n_lines else []


def _sections(
    sections: Sequence[Section], quotes: Sequence[Quote], prefix: str, language: str
) -> list[dict[str, Any]]:
    by_number = {quote.number: quote_of(quote, prefix) for quote in quotes}
    return [
        {
            "key": section.key,
            "label": section.label,
            "kind": section.kind,
            "lines": [
                # A question stands once above its answers.
                {**_line(line, by_number, prefix, language), "repeats": line.question == above}
                for line, above in zip(
                    section.lines, ["", *(one.question for one in section.lines)], strict=False
                )
            ],
        }
        for section in sections
    ]


def _line(
    line: Line, quotes: dict[int, dict[str, Any]], prefix: str, language: str
) -> dict[str, Any]:
    facts = facts_of(line, language)
    counted = line.share is not None and line.basis != "assumed"
    return {
        "text": sentence_case(line.text),
        "question": line.question,
        "short": sentence_case(line.short),
        "observed": counted,
        "basis": line.basis,
        "facts": facts,
        "short_facts": short_facts_of(line, language),
        "share": line.share if counted else None,
        "low": line.low,
        "high": line.high,
        "our_answer": line.our_answer,
        "voice": None,
        "voice_rank": 0,
        "evidence": [quotes[n] for n in line.evidence],
        "refs": references(line.evidence, prefix),
        "against": [quotes[n] for n in line.against],
        "against_refs": references(line.against, prefix),
    }


def quote_of(quote: Quote, prefix: str) -> dict[str, Any]:
    """A quote as a page shows it; its `id` is where the numbers lead."""
    return {
        "id": evidence_id(prefix, quote.number),
        "number": quote.number,
        "before": quote.before,
        "text": quote.text,
        "after": quote.after,
        "source": quote.source,
        "is_answer": quote.is_answer,
        "against": quote.against,
        "href": quote.href or "",
    }


def _kinds(bundle: Bundle) -> list[dict[str, Any]]:
    language = bundle.language
    kinds = []
    for kind in dict.fromkeys(theme.kind for theme in bundle.themes):
        own = [theme for theme in bundle.themes if theme.kind == kind]
        rest = len(own) - MAX_THEMES_A_KIND
        kinds.append(
            {
                "kind": kind,
                "label": word(kind, language),
                "more": word("more_themes", language, n=number(rest, language)) if rest > 0 else "",
                "themes": [
                    {
                        "name": theme.name,
                        "share": theme.n / theme.asked if theme.asked else 0.0,
                        "count": count_text(Line("", n=theme.n, asked=theme.asked), language)
                        if theme.asked
                        else word("said_by", language, n=number(theme.n, language)),
                        "quotes": [quote_of(quote, "t") for quote in theme.quotes],
                        "more": word("more_quotes", language, n=len(theme.quotes) - 1),
                    }
                    for theme in own[:MAX_THEMES_A_KIND]
                ],
            }
        )
    return kinds
