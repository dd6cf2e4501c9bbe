"""A document under way: headings, lines in one voice, asides, a portrait with text beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from survey_app.exports.office import CHINESE_SERIF, INK, SERIF, SOFT, SUNK, clean, portrait_png

HEADING_PT = {0: 13.0, 1: 26.0, 2: 13.0, 3: 11.0}
HEADINGS = ("Title", "Heading 1", "Heading 2", "Heading 3")
PORTRAIT_MM = 26
TEXT_MM = 166
LANGUAGES = {"en": "en-GB", "ru": "ru-RU", "zh": "zh-CN"}


class Paper:
    """An A4 document in `language` (en, ru, zh); sizes and spaces in points, colours as RRGGBB."""

    def __init__(self, language: str) -> None:
        from docx import Document
        from docx.shared import Mm, Pt

        self.document: Any = Document()
        self._language = language
        self._place: Any = self.document
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(22)
        section.top_margin, section.bottom_margin = Mm(20), Mm(20)
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = SERIF, Pt(10.5)
        self._letters(style.element.get_or_add_rPr())
        style.paragraph_format.space_after = Pt(6)
        style.paragraph_format.line_spacing = 1.15

    def heading(
        self,
        text: str,
        *,
        level: int,
        colour: str = INK,
        together: bool = True,
        new_page: bool = False,
    ) -> None:
        """A heading; level 0 is the document's own, 1 a persona, 2 a field, 3 a cell."""
        from docx.shared import Pt

        paragraph = self._paragraph()
        paragraph.style = self.document.styles[HEADINGS[level]]
        borders = paragraph.style.element.pPr.find(f"{_W}pBdr")
        if borders is not None:  # the built-in title has a line under it
            paragraph.style.element.pPr.remove(borders)
        self._run(paragraph, text, HEADING_PT[level], colour, bold=True)
        paragraph.paragraph_format.space_before = Pt((0, 0, 16, 0)[level])
        paragraph.paragraph_format.space_after = Pt((2, 4, 4, 3)[level])
        paragraph.paragraph_format.keep_with_next = together
        if new_page:  # not a paragraph of its own, which a full page would push onto the next one
            paragraph.paragraph_format.page_break_before = True

    def line(
        self,
        text: str,
        *,
        size: float = 10.5,
        colour: str = INK,
        bold: bool = False,
        italic: bool = False,
        before: float = 0,
        after: float = 6,
        together: bool = False,
        numbers: str = "",
    ) -> Any:
        """A paragraph; `together` keeps it with the next, `numbers` point to the evidence."""
        from docx.shared import Pt

        paragraph = self._paragraph()
        slanted = italic and self._language != "zh"
        self._run(paragraph, text, size, colour, bold=bold, italic=slanted)
        if numbers:
            self._run(paragraph, f" {numbers}", size, SOFT).font.superscript = True
        paragraph.paragraph_format.space_before = Pt(before)
        paragraph.paragraph_format.space_after = Pt(after)
        paragraph.paragraph_format.keep_with_next = together
        return paragraph

    def passage(self, sentences: Sequence[tuple[str, str]], *, between: str) -> None:
        """One paragraph of sentences, each with the numbers that point to its evidence."""
        paragraph = self._paragraph()
        for text, numbers in sentences:
            self._run(paragraph, text, 10.5, INK)
            if numbers:
                self._run(paragraph, numbers, 10.5, SOFT).font.superscript = True
            if between:
                self._run(paragraph, between, 10.5, INK)

    def aside(self, text: str, colour: str) -> None:
        """A line set apart by a rule on its left."""
        from docx.oxml import OxmlElement
        from docx.shared import Mm

        paragraph = self.line(text, size=10)
        paragraph.paragraph_format.left_indent = Mm(4)
        borders, left = OxmlElement("w:pBdr"), OxmlElement("w:left")
        for key, value in (("val", "single"), ("sz", "12"), ("space", "8"), ("color", colour)):
            left.set(f"{_W}{key}", value)
        borders.append(left)
        paragraph._p.get_or_add_pPr().insert_element_before(
            borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
        )

    @contextmanager
    def beside_portrait(self, svg: str, alt: str) -> Iterator[None]:
        """What is written within stands to the right of the drawing."""
        from docx.enum.table import WD_ALIGN_VERTICAL
        from docx.shared import Mm

        if not svg:  # no face: the words stand alone
            yield
            return
        self.line("", size=6, after=2)  # air above the drawing
        table = self.document.add_table(rows=1, cols=2)
        table.autofit = False
        left, right = table.rows[0].cells
        widths = (PORTRAIT_MM + 8, TEXT_MM - PORTRAIT_MM - 8)
        for column, cell, width in zip(table.columns, (left, right), widths, strict=True):
            column.width = cell.width = Mm(width)
            cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        picture = (
            left.paragraphs[0]
            .add_run()
            .add_picture(BytesIO(portrait_png(svg)), width=Mm(PORTRAIT_MM))
        )
        picture._inline.docPr.set("descr", clean(alt))
        with self.within(right):
            yield

    @contextmanager
    def across(self) -> Iterator[None]:
        """What is written within stands on pages that are wider than high."""
        self._turned()
        try:
            yield
        finally:
            self._turned()

    def _turned(self) -> None:
        """Begin a page of the other orientation."""
        from docx.enum.section import WD_ORIENT, WD_SECTION

        was = self.document.sections[-1]
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        section.page_width, section.page_height = was.page_height, was.page_width
        wide = section.page_width > section.page_height
        section.top_margin, section.bottom_margin = was.left_margin, was.right_margin
        section.left_margin, section.right_margin = was.top_margin, was.bottom_margin
        section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT

    def row(self, n: int) -> list[Any]:
        """A row of `n` tinted cells over the whole width; write into each by `within`."""
        from docx.oxml import OxmlElement
        from docx.shared import Emu

        section = self.document.sections[-1]
        room = section.page_width - section.left_margin - section.right_margin
        table = self.document.add_table(rows=1, cols=n)
        table.style = self.document.styles["Table Grid"]
        table.autofit = False
        for column, cell in zip(table.columns, table.rows[0].cells, strict=True):
            column.width = cell.width = Emu(room // n)
            shade = OxmlElement("w:shd")
            for key, value in (("val", "clear"), ("color", "auto"), ("fill", SUNK)):
                shade.set(f"{_W}{key}", value)
            cell._tc.get_or_add_tcPr().append(shade)
        for border in table._tbl.tblPr.xpath("./w:tblBorders"):
            table._tbl.tblPr.remove(border)
        borders = OxmlElement("w:tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            edge = OxmlElement(f"w:{side}")
            for key, value in (
                ("val", "single"),
                ("sz", "24"),
                ("space", "0"),
                ("color", "FFFFFF"),
            ):
                edge.set(f"{_W}{key}", value)
            borders.append(edge)
        table._tbl.tblPr.append(borders)
        return list(table.rows[0].cells)

    @contextmanager
    def within(self, cell: Any) -> Iterator[None]:
        """What is written within stands in a cell."""
        self._place = cell
        try:
            yield
        finally:
            first = cell.paragraphs[0]
            if len(cell.paragraphs) > 1:  # a new cell has an empty line of its own
                first._p.getparent().remove(first._p)
            self._place = self.document

    def picture(self, png: bytes, alt: str, width_mm: float) -> None:
        """A picture with words for those who do not see it."""
        from docx.shared import Mm, Pt

        paragraph = self._paragraph()
        placed = paragraph.add_run().add_picture(BytesIO(png), width=Mm(width_mm))
        placed._inline.docPr.set("descr", clean(alt))
        paragraph.paragraph_format.space_after = Pt(2)

    def next_page(self) -> None:
        """Begin a new page."""
        self.document.add_page_break()

    def foot(self, text: str) -> None:
        """Words and the page's number at the foot of every page."""
        from docx.oxml import OxmlElement
        from docx.shared import Pt

        self.document.styles["Footer"].font.size = Pt(8)
        paragraph = self.document.sections[0].footer.paragraphs[0]
        self._run(paragraph, f"{text} · " if text else "", 8, SOFT)
        run = self._run(paragraph, "", 8, SOFT)
        for kind, instruction in (("begin", ""), ("", "PAGE"), ("end", "")):
            part = OxmlElement("w:instrText" if instruction else "w:fldChar")
            if instruction:
                part.text = instruction
            else:
                part.set(f"{_W}fldCharType", kind)
            run._r.append(part)

    def _paragraph(self) -> Any:
        return self._place.add_paragraph()

    def _run(
        self,
        paragraph: Any,
        text: str,
        size: float,
        colour: str,
        *,
        bold: bool = False,
        italic: bool = False,
    ) -> Any:
        from docx.shared import Pt, RGBColor

        run = paragraph.add_run(clean(text))
        run.font.name, run.font.size = SERIF, Pt(size)
        run.font.bold, run.font.italic = bold, italic
        run.font.color.rgb = RGBColor.from_string(colour)
        self._letters(run._r.get_or_add_rPr())
        return run

    def _letters(self, properties: Any) -> None:
        """Set the fonts of every script and the language, which the spelling check reads."""
        from docx.oxml import OxmlElement

        fonts = properties.get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(f"{_W}{kind}", None)
        fonts.set(f"{_W}eastAsia", CHINESE_SERIF)
        fonts.set(f"{_W}cs", SERIF)
        language = OxmlElement("w:lang")
        # That of the Latin and Cyrillic letters: taken for Chinese, words would break anywhere.
        language.set(f"{_W}val", LANGUAGES["en" if self._language == "zh" else self._language])
        language.set(f"{_W}eastAsia", "zh-CN")
        properties.append(language)


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
