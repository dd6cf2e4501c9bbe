"""Markdown: the sheets as text that a wiki or a chat takes; evidence as footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from survey_app.exports.board_view import boards_of
from survey_app.exports.bundle import Bundle, Line, Quote, Section, Sheet
from survey_app.exports.portrayal import between, figure_text, given_name_text, relation_text
from survey_app.exports.view import quote_of
from survey_app.exports.words import (
    count_text,
    counter_of,
    facts_of,
    foot_texts,
    in_marks,
    number,
    otherwise_texts,
    standing_texts,
    word,
)
from survey_app.synthesis.shown import sentence_case

EXTENSION = "md"
MEDIA_TYPE = "text/markdown; charset=utf-8"
LABEL = {"en": "Markdown (for wikis)", "ru": "Markdown (для вики)", "zh": "Markdown（用于维基）"}
PURPOSE = {
    "en": "For wikis and notes",
    "ru": "Для вики и заметок",
    "zh": "适合维基和笔记",
}

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~$&!^@])")
_LINE_START = re.compile(r"^(\s*)([-+=:]|\d+[.)])")
_AUTOLINK = re.compile(r"\b(https?|ftp|www)([:.])", re.IGNORECASE)


def escaped(text: str) -> str:
    """What people said as one line of Markdown that shows exactly these words and no markup."""
    plain = " ".join(text.split())
    plain = _MARKS.sub(r"\\\1", plain)
    plain = _LINE_START.sub(_guarded, plain)
    # Bare addresses become links in most dialects; a character entity in them prevents it.
    return _AUTOLINK.sub(lambda m: f"{m[1]}&#{ord(m[2])};", plain)


def write(bundle: Bundle, stream: BinaryIO) -> None:
    """Write the bundle as UTF-8 Markdown (CommonMark with footnotes)."""
    blocks = [f"# {escaped(bundle.study) or word('personas', bundle.language)}"]
    if bundle.organisation:
        blocks.append(escaped(bundle.organisation))
    blocks += [f"> {escaped(note)}" for note in bundle.notes]
    if not bundle.personas:
        blocks.append(word("nothing", bundle.language))
    for position, sheet in enumerate(bundle.personas, start=1):
        blocks += _sheet(sheet, bundle, f"p{position}" if bundle.appendix else "")
    if bundle.everyone:
        blocks.append(f"## {word('everyone', bundle.language)}")
        blocks.append(word("everyone_lead", bundle.language))
        prefix = "all" if bundle.appendix else ""
        blocks += _sections(bundle.everyone, prefix, bundle.language)
        blocks += _footnotes(bundle.everyone_quotes, prefix, bundle.language)
    blocks += _themes(bundle)
    if bundle.sources:
        blocks.append(f"## {word('read_from', bundle.language)}")
        blocks.append("\n".join(f"- {escaped(source)}" for source in bundle.sources))
    stream.write(("\n\n".join(blocks) + "\n").encode("utf-8", "replace"))


def _sheet(sheet: Sheet, bundle: Bundle, prefix: str) -> Iterable[str]:
    """The blocks of a sheet; `prefix` sets its footnotes apart, with '' there are none."""
    language = bundle.language
    yield f"## {escaped(sheet.name)}"
    if sheet.given_name:
        yield escaped(given_name_text(sheet, language))
    yield f"*{escaped(word(f'type_{sheet.type}', language))}* · " + " · ".join(
        escaped(text) for text in standing_texts(sheet, language)
    )
    if sheet.override_reason:
        yield f"**{word('override', language)}:** {escaped(sheet.override_reason)}"
    if sheet.summary:
        yield escaped(sheet.summary)
    if sheet.key_quote:
        quote = sheet.key_quote
        yield f"> {_in_sentence(quote)}{_marks([quote.number], prefix)}\n>\n> — " + escaped(
            quote.source
        )
    if not sheet.n_lines:
        yield word("no_statements", language)
    yield from _sections(sheet.sections, prefix, language)
    yield from _portrayal(sheet, prefix, language)
    yield f"### {word('counter', language)}"
    yield from _counter(sheet, prefix, language)
    yield f"### {word('not_known', language)}"
    gaps = sheet.not_known or (word("not_known_none", language),)
    yield "\n".join(f"- {escaped(gap)}" for gap in gaps)
    yield from _boards(sheet, prefix, language)
    yield "*" + escaped(" · ".join(foot_texts(sheet, bundle))) + "*"
    yield "*" + escaped(word("how_to_read", language)) + "*"
    yield from _footnotes(sheet.quotes, prefix, language)


def _portrayal(sheet: Sheet, prefix: str, language: str) -> Iterable[str]:
    """Figures and relations as lists, the story as one paragraph."""
    if sheet.figures:
        yield f"### {word('figures', language)}"
        yield "\n".join(
            f"- {escaped(one.label)}: {escaped(figure_text(one, language))}"
            for one in sheet.figures
        )
    if sheet.relations:
        yield f"### {word('relations', language)}"
        yield "\n".join(f"- {escaped(relation_text(one, language))}" for one in sheet.relations)
    if sheet.story:
        yield f"### {word('story', language)}"
        yield between(language).join(
            f"{escaped(one.text)}{_marks(one.evidence, prefix)}" for one in sheet.story
        )


def _sections(sections: Iterable[Section], prefix: str, language: str) -> Iterable[str]:
    for section in sections:
        yield f"### {escaped(section.label)}"
        yield "\n".join(_line(line, prefix, language) for line in section.lines)


def _line(line: Line, prefix: str, language: str) -> str:
    facts = "; ".join(facts_of(line, language))
    text = f"- **{escaped(sentence_case(line.text))}**{_marks(line.evidence, prefix)} — {facts}"
    if line.our_answer:
        text += f"\n  - {word('our_answer', language)}: {escaped(line.our_answer)}"
    if line.against and prefix:
        text += f"\n  - {word('against', language)}: {_marks(line.against, prefix)}"
    return text


def _marks(numbers: Iterable[int], prefix: str) -> str:
    """The footnote marks behind a line."""
    return "".join(f"[^{prefix}-{n}]" for n in numbers) if prefix else ""


def _counter(sheet: Sheet, prefix: str, language: str) -> Iterable[str]:
    """What people said against a line, word for word, and how many answered otherwise."""
    said = counter_of(sheet)
    for line, quotes in said:
        yield f"{escaped(sentence_case(line.text))}:\n\n" + "\n".join(
            f"- {in_marks(_in_sentence(quote), language)}{_marks([quote.number], prefix)}"
            f" — {escaped(quote.source)}"
            for quote in quotes
        )
    if not said:
        yield word("counter_none", language, n=sheet.n_lines)
    if others := otherwise_texts(sheet, language):
        yield f"{word('otherwise', language)}: {escaped('; '.join(others))}."


def _boards(sheet: Sheet, prefix: str, language: str) -> Iterable[str]:
    """Each board as a heading, what clashes, how it feels, and a list a cell."""
    quotes = {quote.number: quote_of(quote, prefix) for quote in sheet.quotes}
    for board in boards_of(sheet, quotes, prefix, language):
        yield f"### {escaped(board['label'])}"
        yield escaped(board["about"])
        if board["clashes"]:
            yield f"**{word('clashes', language)}**\n\n" + "\n".join(
                f"- {escaped(one)}" for one in board["clashes"]
            )
        if board["curve"]:
            yield escaped(board["curve_alt"])
        for cell in board["cells"]:
            lines = [_board_line(line, prefix, language) for line in cell["lines"]]
            yield f"**{escaped(cell['label'])}**\n\n" + "\n".join(
                lines or [f"- *{word('no_evidence', language)}*"]
            )


def _board_line(line: Mapping[str, Any], prefix: str, language: str) -> str:
    asked = f"{escaped(line['question'])} " if line["question"] else ""
    facts = f" — {escaped(line['facts'])}" if line["facts"] else ""
    return f"- {asked}{escaped(line['text'])}{_marks(line['numbers'], prefix)}{facts}"


def _footnotes(quotes: Iterable[Quote], prefix: str, language: str) -> Iterable[str]:
    notes = []
    for quote in quotes if prefix else ():
        said = escaped(quote.text) if quote.is_answer else in_marks(_in_sentence(quote), language)
        source = escaped(quote.source)
        if quote.href:
            source = f"[{source}](<{quote.href.replace('>', '%3E').replace('<', '%3C')}>)"
        notes.append(f"[^{prefix}-{quote.number}]: {said} — {source}")
    if notes:
        yield "\n".join(notes)


def _in_sentence(quote: Quote) -> str:
    """The quote in bold within the rest of its sentence, or plain where it stands alone."""
    text = escaped(quote.text)
    if not (quote.before or quote.after):
        return text
    before = escaped(quote.before) + (" " if quote.before[-1:].isspace() else "")
    after = (" " if quote.after[:1].isspace() else "") + escaped(quote.after)
    return f"{before}**{text}**{after}"


def _themes(bundle: Bundle) -> Iterable[str]:
    language = bundle.language
    if not bundle.themes:
        return
    yield f"## {word('themes', language)}"
    yield word("themes_lead", language)
    for kind in dict.fromkeys(theme.kind for theme in bundle.themes):
        yield f"### {word(kind, language)}"
        lines = []
        for theme in bundle.themes:
            if theme.kind == kind:
                count = count_text(Line("", n=theme.n, asked=theme.asked), language)
                if not theme.asked:
                    count = word("said_by", language, n=number(theme.n, language))
                quote = (
                    " — " + in_marks(_in_sentence(theme.quotes[0]), language)
                    if theme.quotes
                    else ""
                )
                lines.append(f"- **{escaped(theme.name)}**, {count}{quote}")
        yield "\n".join(lines)


def _guarded(match: re.Match[str]) -> str:
    mark = match[2]
    return f"{match[1]}{mark[:-1]}\\{mark[-1]}"
