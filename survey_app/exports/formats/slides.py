"""A deck of slides: titles, text boxes, portraits, and text that flows over columns and slides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from math import ceil
from typing import Any

from survey_app.exports.office import (
    CHINESE_SERIF,
    INK,
    LINE,
    PANEL,
    SERIF,
    clean,
    ems,
    portrait_png,
)

WIDTH, HEIGHT = 13.333, 7.5
"""Inches, 16 to 9."""
MARGIN = 0.9
TOP, BOTTOM = 1.45, 6.95
GUTTER = 0.45
LINE_HEIGHT = 1.22
SCALES = (1.5, 1.4, 1.3, 1.2, 1.1, 1.0)
"""Print grows so far where a slide has room: it is read from the back of a room."""
MAX_CHARS = 1_600
"""A longer paragraph is cut on a slide, with '…'; it stands whole in every other format."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in one voice; sizes and space `before` in points, colour as RRGGBB."""

    text: str
    size: float
    colour: str = INK
    bold: bool = False
    italic: bool = False
    before: float = 0.0

    def scaled(self, scale: float) -> Paragraph:
        """The same in larger or smaller print."""
        return replace(self, size=round(self.size * scale, 1), before=self.before * scale)

    def height(self, width: float) -> float:
        """About how high it stands in a column of `width` inches, in inches."""
        line = max(1.0, width * 72 / self.size)
        # Words do not fill a line to its end; bold letters are wider.
        wide = 1.16 if self.bold else 1.06
        lines = sum(max(1, ceil(ems(part) * wide / line)) for part in self.text.split("\n"))
        return (lines * self.size * LINE_HEIGHT + self.before) / 72


class Deck:
    """A presentation under way; `language` (en, ru, zh) chooses how its letters are set."""

    def __init__(self, language: str, study: str) -> None:
        from pptx import Presentation
        from pptx.util import Inches

        self.presentation: Any = Presentation()
        self.presentation.slide_width = Inches(WIDTH)
        self.presentation.slide_height = Inches(HEIGHT)
        self._language = {"en": "en-GB", "ru": "ru-RU", "zh": "zh-CN"}[language]
        self._study = study

    @staticmethod
    def clean(text: str) -> str:
        """Text that XML can hold."""
        return clean(text)

    def slide(self, title: str, *, size: float = 28, width: float = WIDTH - 2 * MARGIN) -> Any:
        """A slide with a title at its top and the study's name at its foot."""
        slide = self._blank()
        box = self.title(slide, title, left=MARGIN, top=0.55, width=width, height=0.8)
        self.shrink(box, title, width, 0.75, largest=size)
        number = f"{self._study} · {len(self.presentation.slides)}"
        self.text(slide, [Paragraph(number, 9, "5D574C")], left=MARGIN, top=7.02, width=11.5,
                  height=0.3)  # fmt: skip
        return slide

    def panel_slide(self) -> Any:
        """A slide with a tinted side on the left."""
        slide = self._blank()
        self._bar(slide, 0, 0, 4.6, HEIGHT, PANEL)
        return slide

    def title(self, slide: Any, text: str, **place: float) -> Any:
        """Set the slide's own title, by which readers and outlines find it."""
        from pptx.util import Inches

        box = slide.shapes.title
        box.left, box.top = Inches(place["left"]), Inches(place["top"])
        box.width, box.height = Inches(place["width"]), Inches(place["height"])
        self._fill(box.text_frame, [Paragraph(text, 28, bold=True)])
        return box

    def shrink(self, box: Any, text: str, width: float, height: float, *, largest: float) -> None:
        """Give a title the largest print at which it fits its place."""
        from pptx.util import Pt

        size = self.fitting(text, width, height, largest=largest, bold=True)
        for paragraph in box.text_frame.paragraphs:
            for run in paragraph.runs:
                run.font.size = Pt(size)

    @staticmethod
    def fitting(
        text: str, width: float, height: float, *, largest: float, bold: bool = False
    ) -> float:
        """The largest size, from `largest` points down to 9, at which a text fits its place."""
        size = largest
        while size > 9 and Paragraph(clean(text), size, bold=bold).height(width) > height:
            size -= 1
        return size

    def text(
        self,
        slide: Any,
        paragraphs: Sequence[Paragraph],
        *,
        left: float,
        top: float,
        width: float,
        height: float = 1.0,
        anchor: str = "top",
    ) -> None:
        """Place a text box, inches from the slide's corner; `anchor`: top, middle, bottom."""
        from pptx.enum.text import MSO_ANCHOR
        from pptx.util import Inches

        box = slide.shapes.add_textbox(Inches(left), Inches(top), Inches(width), Inches(height))
        self._fill(box.text_frame, paragraphs)
        box.text_frame.vertical_anchor = getattr(MSO_ANCHOR, anchor.upper())

    def panel(
        self,
        slide: Any,
        paragraphs: Sequence[Paragraph],
        *,
        left: float,
        top: float,
        width: float,
        height: float,
        inset: float,
        colour: str,
    ) -> None:
        """Place a text box on a tint, with `inset` inches between its edge and the words."""
        from pptx.util import Inches

        box = slide.shapes.add_textbox(Inches(left), Inches(top), Inches(width), Inches(height))
        box.fill.solid()
        box.fill.fore_color.rgb = _rgb(colour)
        frame = box.text_frame
        self._fill(frame, paragraphs)
        frame.margin_left = frame.margin_right = Inches(inset)
        frame.margin_top = frame.margin_bottom = Inches(inset)

    def picture(
        self,
        slide: Any,
        png: bytes,
        *,
        left: float,
        top: float,
        width: float,
        alt: str,
        height: float | None = None,
    ) -> None:
        """Place a picture with words for those who do not see it."""
        from pptx.util import Inches

        places = (Inches(left), Inches(top), Inches(width), height and Inches(height))
        picture = slide.shapes.add_picture(BytesIO(png), *places)
        picture._element.nvPicPr.cNvPr.set("descr", clean(alt))

    def portrait(
        self,
        slide: Any,
        persona: dict[str, Any],
        *,
        left: float,
        top: float,
        width: float,
        alt: str,
    ) -> None:
        """Place a drawn portrait, where the persona has one."""
        if persona["portrait"]:
            png = portrait_png(persona["portrait"])
            self.picture(slide, png, left=left, top=top, width=width, alt=alt)

    def flow(
        self, title: str, blocks: Sequence[Sequence[Paragraph]], *, columns: int, lead: str = ""
    ) -> None:
        """Set blocks in columns of even height, on as few slides as they take, as large as fits.

        A block is never parted; an empty one begins a new column.
        """
        width = (WIDTH - 2 * MARGIN - (columns - 1) * GUTTER) / columns
        room = BOTTOM - TOP - (0.4 if lead else 0)
        plain = [sum(one.height(width - 0.05) for one in block) for block in blocks]
        fewest = len(_in_columns(blocks, plain, columns, room))
        for scale in SCALES:
            larger = [[one.scaled(scale) for one in block] for block in blocks]
            heights = [sum(one.height(width - 0.05) for one in block) for block in larger]
            if len(_in_columns(larger, heights, columns, room)) <= fewest:
                blocks = larger
                break
        share = sum(heights) / columns / max(1, fewest) if all(blocks) else room
        pages = _in_columns(blocks, heights, columns, min(room, share))
        while len(pages) > fewest:  # what cannot be parted needs more than the even share
            share *= 1.1
            pages = _in_columns(blocks, heights, columns, min(room, share))
        for number, page in enumerate(pages, start=1):
            named = f"{title} ·\u00a0{number}/{len(pages)}" if len(pages) > 1 else title
            slide = self.slide(named)
            self._bar(slide, MARGIN, 1.36, WIDTH - 2 * MARGIN, 0.014, LINE)
            if lead:
                self.text(slide, [Paragraph(lead, 13, "5D574C")], left=MARGIN, top=TOP, width=11.5)
            for place, column in enumerate(page):
                self.text(
                    slide, column,
                    left=MARGIN + place * (width + GUTTER), top=TOP + (0.4 if lead else 0.05),
                    width=width, height=BOTTOM - TOP,
                )  # fmt: skip

    def _blank(self) -> Any:
        layout = self.presentation.slide_layouts[5]  # a title and nothing else
        return self.presentation.slides.add_slide(layout)

    def _bar(
        self, slide: Any, left: float, top: float, width: float, height: float, colour: str
    ) -> None:
        """Place a plain rectangle behind everything; it says nothing, so readers pass over it."""
        from pptx.enum.shapes import MSO_SHAPE
        from pptx.util import Inches

        places = (Inches(left), Inches(top), Inches(width), Inches(height))
        bar = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *places)
        bar.fill.solid()
        bar.fill.fore_color.rgb = _rgb(colour)
        bar.line.fill.background()
        bar.shadow.inherit = False
        slide.shapes._spTree.remove(bar._element)
        slide.shapes._spTree.insert(2, bar._element)

    def _fill(self, frame: Any, paragraphs: Sequence[Paragraph]) -> None:
        from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
        from pptx.util import Pt

        frame.word_wrap = True
        frame.auto_size = MSO_AUTO_SIZE.NONE
        frame.vertical_anchor = MSO_ANCHOR.TOP
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        for place, one in enumerate(paragraphs):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            paragraph.alignment = PP_ALIGN.LEFT
            paragraph.line_spacing = 1.05
            if place:
                paragraph.space_before = Pt(one.before)
            run = paragraph.add_run()
            text = clean(one.text)
            run.text = text if len(text) <= MAX_CHARS else text[: MAX_CHARS - 1] + "…"
            font = run.font
            font.name, font.size = SERIF, Pt(one.size)
            font.bold, font.italic = one.bold, one.italic and self._language != "zh-CN"
            font.color.rgb = _rgb(one.colour)
            properties = run._r.get_or_add_rPr()
            properties.set("lang", self._language)
            east = properties.makeelement(
                "{http://schemas.openxmlformats.org/drawingml/2006/main}ea",
                {"typeface": CHINESE_SERIF},
            )
            properties.append(east)


def _in_columns(
    blocks: Sequence[Sequence[Paragraph]], heights: Sequence[float], columns: int, room: float
) -> list[list[list[Paragraph]]]:
    """Fill columns of `room` inches one after the other; returns slides of columns."""
    pages: list[list[list[Paragraph]]] = []
    left = -1.0
    for block, needed in zip(blocks, heights, strict=True):
        if needed > left or not block:
            if not pages or len(pages[-1]) == columns:
                pages.append([])
            pages[-1].append([])
            left = room
        pages[-1][-1].extend(block)
        left -= needed
    return pages


def _rgb(colour: str) -> Any:
    """A colour RRGGBB as the library holds it."""
    from pptx.dml.color import RGBColor

    untyped: Any = RGBColor
    return untyped(*bytes.fromhex(colour))
