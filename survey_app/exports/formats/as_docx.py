"""DOCX: the sheets as a document to comment on and to take passages from."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any, BinaryIO

from survey_app.exports.bundle import Bundle
from survey_app.exports.formats.board_tables import write_board
from survey_app.exports.formats.paragraphs import Paper
from survey_app.exports.office import ACCENT, INK, KINDS, SIGNS, SOFT, stamp, without_clock
from survey_app.exports.view import page_of

EXTENSION = "docx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LABEL = {"en": "Document (DOCX)", "ru": "Документ (DOCX)", "zh": "文档（DOCX）"}
PURPOSE = {
    "en": "To comment on and to quote from",
    "ru": "Комментировать и цитировать",
    "zh": "便于批注和引用",
}


def write(bundle: Bundle, stream: BinaryIO) -> None:
    """Write the bundle as a document of A4 pages; the same bundle gives the same bytes."""
    page = page_of(bundle)
    words = page["words"]
    paper = Paper(page["language"])
    paper.foot(" · ".join(one for one in (page["title"], page["organisation"]) if one))
    paper.heading(page["title"], level=0)
    facts = (page["organisation"], page["people"], page["made"])
    paper.line(" · ".join(one for one in facts if one), size=9, colour=SOFT)
    for note in page["notes"]:
        paper.aside(note, ACCENT)
    if not page["personas"]:
        paper.line(words["nothing"])
    for position, persona in enumerate(page["personas"]):
        if position and not page["personas"][position - 1]["boards"]:
            paper.next_page()
        _persona(paper, page, persona)
    if page["everyone"]:
        if not any(persona["boards"] for persona in page["personas"][-1:]):
            paper.next_page()
        paper.heading(words["everyone"], level=1)
        paper.line(words["everyone_lead"], colour=SOFT)
        _fields(paper, page, page["everyone"])
    if bundle.appendix:
        for persona in page["personas"]:
            _evidence(paper, page, persona["evidence_title"], persona["quotes"])
        title = f"{words['evidence']}: {words['everyone']}"
        _evidence(paper, page, title, page["everyone_quotes"])
    stamp(paper.document.core_properties, bundle)
    written = BytesIO()
    paper.document.save(written)
    stream.write(without_clock(written.getvalue(), bundle.made_at))


def _persona(paper: Paper, page: dict[str, Any], persona: dict[str, Any]) -> None:
    words = page["words"]
    with paper.beside_portrait(persona["portrait"], words["portrait"]):
        paper.line(persona["type"], size=9, colour=SOFT, after=2)
        paper.heading(persona["name"], level=1)
        if persona["given_name"]:
            paper.line(persona["given_name"], after=2)
        paper.line(" · ".join(persona["standing"][:-1]), bold=True, after=0)
        paper.line(persona["standing"][-1], size=9.5, colour=SOFT)
    if persona["override_reason"]:
        paper.aside(f"{words['override']}: {persona['override_reason']}", KINDS["pain"])
    if persona["key_quote"]:
        quote = persona["key_quote"]
        paper.line(_quoted(quote, words), size=18, before=14, after=4, together=True)
        paper.line(f"— {quote['source']}", size=9, colour=SOFT, after=12)
    if persona["summary"]:
        paper.line(persona["summary"], colour=SOFT)
    if not persona["sections"]:
        paper.line(words["no_statements"])
    _fields(paper, page, persona["sections"])
    _portrayal(paper, page, persona)
    paper.heading(words["counter"], level=2)
    for one in persona["counter"]:
        paper.line(one["text"], colour=SOFT, after=1, together=True)
        for quote in one["said"]:
            paper.line(
                _quoted(quote, words), italic=True, after=1, numbers=_marks(quote["refs"], page)
            )
    if persona["counter_none"]:
        paper.line(persona["counter_none"])
    if persona["otherwise"]:
        paper.line(f"{words['otherwise']}: {'; '.join(persona['otherwise'])}.", size=9.5, before=4)
    paper.heading(words["not_known"], level=2)
    for gap in persona["not_known"] or [words["not_known_none"]]:
        paper.line(f"– {gap}", after=2)
    paper.line(" · ".join(persona["foot"]), size=9, before=14, after=1)
    paper.line(words["how_to_read"], size=9, colour=SOFT)
    if persona["boards"]:
        with paper.across():
            for place, board in enumerate(persona["boards"]):
                write_board(paper, page, persona, board, new_page=place > 0)


def _portrayal(paper: Paper, page: dict[str, Any], persona: dict[str, Any]) -> None:
    """Figures with their spread, how it belongs to others, and the story."""
    words = page["words"]
    if persona["figures"]:
        paper.heading(words["figures"], level=2)
    for one in persona["figures"]:
        paper.line(f"{one['label']}: {one['value']}", bold=True, after=0, together=True)
        paper.line(one["facts"], size=9, colour=SOFT)
    if persona["relations"]:
        paper.heading(words["relations"], level=2)
    for text in persona["relations"]:
        paper.line(text, after=2)
    if persona["story"]:
        paper.heading(words["story"], level=2)
        cited = page["appendix"]
        paper.passage(
            [
                (one["text"], ", ".join(ref["label"] for ref in one["refs"]) if cited else "")
                for one in persona["story"]
            ],
            between=page["between"],
        )


def _fields(paper: Paper, page: dict[str, Any], sections: Sequence[dict[str, Any]]) -> None:
    words = page["words"]
    for section in sections:
        colour = KINDS.get(section["kind"], INK)
        sign = SIGNS.get(section["kind"], "")
        paper.heading(f"{sign} {section['label']}".strip(), level=2, colour=colour)
        for line in section["lines"]:
            if line["question"] and not line["repeats"]:
                paper.line(
                    line["question"], size=9.5, colour=SOFT, before=6, after=2, together=True
                )
            numbers = ", ".join(one["label"] for one in line["refs"]) if page["appendix"] else ""
            paper.line(line["short"], bold=True, after=0, together=True, numbers=numbers)
            said = line["voice"] is not None
            paper.line(" · ".join(line["facts"]), size=9, colour=SOFT, after=1 if said else 6)
            if said:
                paper.line(_quoted(line["voice"], words), italic=True, after=6)
            if line["our_answer"]:
                paper.aside(f"{words['our_answer']}: {line['our_answer']}", ACCENT)


def _evidence(
    paper: Paper, page: dict[str, Any], title: str, quotes: Sequence[dict[str, Any]]
) -> None:
    """The evidence behind a sheet, on a page of its own."""
    if not quotes:
        return
    paper.next_page()
    paper.heading(title, level=1)
    for quote in quotes:
        against = f"{page['words']['against']}: " if quote["against"] else ""
        text = f"{quote['number']}  {against}{_quoted(quote, page['words'])}"
        paper.line(text, size=9.5, after=0, together=True)
        if quote["source"]:
            paper.line(quote["source"], size=8.5, colour=SOFT, after=5)


def _marks(refs: Sequence[dict[str, str]], page: dict[str, Any]) -> str:
    return ", ".join(one["label"] for one in refs) if page["appendix"] else ""


def _quoted(quote: dict[str, Any], words: dict[str, str]) -> str:
    """A quote in its sentence and in marks; a ticked answer as it is."""
    if quote["is_answer"]:
        return str(quote["text"])
    return f"{words['open']}{quote['before']}{quote['text']}{quote['after']}{words['close']}"
