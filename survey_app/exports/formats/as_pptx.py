"""PPTX: slides to show and to change: who it is with its quote, then each field, then the limits.

Every text is a text box of its own, so that a slide can be edited; nothing is a picture but the
drawn portrait. What does not fit a column goes on in the next one, and then on the next slide.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any, BinaryIO

from survey_app.exports.bundle import Bundle
from survey_app.exports.formats.board_slides import add_boards
from survey_app.exports.formats.slides import Deck, Paragraph
from survey_app.exports.office import ACCENT, INK, KINDS, SIGNS, SOFT, stamp, without_clock
from survey_app.exports.view import page_of

EXTENSION = "pptx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
LABEL = {"en": "Slides (PPTX)", "ru": "Слайды (PPTX)", "zh": "幻灯片（PPTX）"}
PURPOSE = {
    "en": "To present, and to change each line",
    "ru": "Показывать и править каждую строку",
    "zh": "用于演示，每一行都可修改",
}

TEXT_PT = 14.0
SMALL_PT = 11.0
EVIDENCE_PT = 10.0


def write(bundle: Bundle, stream: BinaryIO) -> None:
    """Write the bundle as slides of 16 to 9; the same bundle gives the same bytes."""
    page = page_of(bundle)
    deck = Deck(page["language"], page["title"])
    if len(page["personas"]) != 1:
        _cover(deck, page)
    for persona in page["personas"]:
        _persona(deck, page, persona)
    if page["everyone"]:
        blocks = _fields(page["everyone"], page)
        deck.flow(page["words"]["everyone"], blocks, columns=3, lead=page["words"]["everyone_lead"])
    if bundle.appendix:
        for persona in page["personas"]:
            deck.flow(persona["evidence_title"], _evidence(persona["quotes"], page), columns=3)
        if page["everyone_quotes"]:
            title = f"{page['words']['evidence']}: {page['words']['everyone']}"
            deck.flow(title, _evidence(page["everyone_quotes"], page), columns=3)
    stamp(deck.presentation.core_properties, bundle)
    written = BytesIO()
    deck.presentation.save(written)
    stream.write(without_clock(written.getvalue(), bundle.made_at))


def _cover(deck: Deck, page: dict[str, Any]) -> None:
    """The study, and each persona with its share."""
    slide = deck.slide(page["title"], size=40, width=11.5)
    facts = " · ".join(one for one in (page["organisation"], page["people"], page["made"]) if one)
    notes = [Paragraph(facts, 14, SOFT)] + [Paragraph(note, 12, SOFT) for note in page["notes"]]
    deck.text(slide, notes, left=0.9, top=1.75, width=11.5, height=1.2)
    if not page["personas"]:
        deck.text(slide, [Paragraph(page["words"]["nothing"], 20)], left=0.9, top=3.2, width=11.5)
    wide = min(3.7, 11.6 / max(1, len(page["personas"])))
    for place, persona in enumerate(page["personas"][:6]):
        left = 0.9 + place * wide
        deck.portrait(slide, persona, left=left, top=3.0, width=1.5, alt=page["words"]["portrait"])
        about = [
            Paragraph(persona["name"], 18 if wide > 3 else 15, bold=True),
            Paragraph(persona["standing"][0], 12, SOFT, before=4),
            Paragraph(persona["type"], 12, SOFT),
        ]
        deck.text(slide, about, left=left, top=5.05, width=wide - 0.3, height=1.8)


def _persona(deck: Deck, page: dict[str, Any], persona: dict[str, Any]) -> None:
    slide = deck.panel_slide()
    left, width = 0.55, 3.75
    deck.portrait(slide, persona, left=left, top=0.6, width=1.5, alt=page["words"]["portrait"])
    title = deck.title(slide, persona["name"], left=left, top=2.85, width=width, height=1.55)
    deck.shrink(title, persona["name"], width, 1.5, largest=30)
    about = [Paragraph(persona["type"], 12, SOFT)]
    if persona["given_name"]:
        about.insert(0, Paragraph(persona["given_name"], 13))
    about += [Paragraph(text, 12, before=3, bold=n == 0) for n, text in enumerate(
        persona["standing"])]  # fmt: skip
    if persona["override_reason"]:
        text = f"{page['words']['override']}: {persona['override_reason']}"
        about.append(Paragraph(text, 11, KINDS["pain"], before=6))
    deck.text(slide, about, left=left, top=4.45, width=width, height=1.75)
    foot = [Paragraph(" · ".join(persona["foot"]), 9, SOFT)]
    deck.text(slide, foot, left=left, top=6.3, width=width, height=0.85, anchor="bottom")
    lines = []
    if persona["key_quote"]:
        quote = persona["key_quote"]
        said = f"{page['words']['open']}{_whole(quote)}{page['words']['close']}"
        size = deck.fitting(said, 7.2, 4.2, largest=44)
        lines = [Paragraph(said, size), Paragraph(f"— {quote['source']}", 12, SOFT, before=12)]
    if persona["summary"]:
        lines.append(Paragraph(persona["summary"], 14, SOFT, before=30))
    if lines:
        deck.text(slide, lines, left=5.3, top=0.6, width=7.4, height=6.3, anchor="middle")
    deck.flow(persona["name"], _fields(persona["sections"], page), columns=3)
    if told := _portrayal(persona, page):
        deck.flow(persona["name"], told, columns=3)
    deck.flow(persona["name"], _limits(persona, page), columns=2)
    add_boards(deck, page, persona)


def _fields(sections: Sequence[dict[str, Any]], page: dict[str, Any]) -> list[list[Paragraph]]:
    """Each statement as a block that stays together; a field's name stays with its first."""
    blocks = []
    for section in sections:
        colour = KINDS.get(section["kind"], INK)
        sign = SIGNS.get(section["kind"], "")
        heading = [
            Paragraph(f"{sign} {section['label']}".strip(), 15, colour, bold=True, before=14)
        ]
        for line in section["lines"]:
            if line["question"] and not line["repeats"]:
                heading.append(Paragraph(line["question"], SMALL_PT, SOFT, before=6))
            block = [*heading, Paragraph(line["short"], TEXT_PT, bold=True, before=6)]
            block.append(Paragraph(" · ".join(line["short_facts"]), SMALL_PT, SOFT, before=1))
            if line["voice"]:
                said = f"{page['words']['open']}{_whole(line['voice'])}{page['words']['close']}"
                block.append(Paragraph(said, 12, italic=True, before=2))
            if line["our_answer"]:
                answer = f"{page['words']['our_answer']}: {line['our_answer']}"
                block.append(Paragraph(answer, 12, ACCENT, before=2))
            blocks.append(block)
            heading = []
    return blocks


def _portrayal(persona: dict[str, Any], page: dict[str, Any]) -> list[list[Paragraph]]:
    """Figures, how it belongs to others, and the story, a sentence a paragraph."""
    figures = []
    for one in persona["figures"]:
        named = Paragraph(f"{one['label']}: {one['value']}", TEXT_PT, bold=True, before=6)
        figures.append([named, Paragraph(one["facts"], SMALL_PT, SOFT, before=1)])
    story = []
    for one in persona["story"]:
        numbers = ", ".join(ref["label"] for ref in one["refs"]) if page["appendix"] else ""
        cited = f" [{numbers}]" if numbers else ""
        story.append([Paragraph(f"{one['text']}{cited}", 13, before=6)])
    parts = {
        "figures": figures,
        "relations": [[Paragraph(text, 13, before=6)] for text in persona["relations"]],
        "story": story,
    }
    blocks = []
    for key, part in parts.items():
        heading = [Paragraph(page["words"][key], 15, bold=True, before=14)]
        for block in part:
            blocks.append([*heading, *block])
            heading = []
    return blocks


def _limits(persona: dict[str, Any], page: dict[str, Any]) -> list[list[Paragraph]]:
    """What speaks against it and what is not known."""
    words = page["words"]
    heading = [Paragraph(words["counter"], 16, bold=True, before=12)]
    blocks = []
    for one in persona["counter"]:
        block = [*heading, Paragraph(one["text"], 12, SOFT, before=6)]
        block += [
            Paragraph(f"{words['open']}{_whole(quote)}{words['close']}", 13, italic=True, before=2)
            for quote in one["said"][:2]
        ]
        blocks.append(block)
        heading = []
    if persona["counter_none"]:
        blocks.append([*heading, Paragraph(persona["counter_none"], 13, before=4)])
        heading = []
    if persona["otherwise"]:
        text = f"{words['otherwise']}: {'; '.join(persona['otherwise'])}."
        blocks.append([*heading, Paragraph(text, 12, SOFT, before=6)])
    blocks.append([])
    gaps = persona["not_known"] or [words["not_known_none"]]
    heading = [Paragraph(words["not_known"], 16, bold=True, before=12)]
    for gap in gaps:
        blocks.append([*heading, Paragraph(f"– {gap}", 13, before=4)])
        heading = []
    blocks.append([Paragraph(words["how_to_read"], 10, SOFT, before=16)])
    return blocks


def _evidence(quotes: Iterable[dict[str, Any]], page: dict[str, Any]) -> list[list[Paragraph]]:
    words = page["words"]
    blocks = []
    for quote in quotes:
        said = quote["text"] if quote["is_answer"] else (
            f"{words['open']}{_whole(quote)}{words['close']}")  # fmt: skip
        against = f"{words['against']}: " if quote["against"] else ""
        blocks.append([
            Paragraph(f"{quote['number']}  {against}{said}", EVIDENCE_PT, before=5),
            Paragraph(quote["source"], EVIDENCE_PT - 1.5, SOFT),
        ])  # fmt: skip
    return blocks


def _whole(quote: dict[str, Any]) -> str:
    """A quote within its sentence."""
    return f"{quote['before']}{quote['text']}{quote['after']}"
