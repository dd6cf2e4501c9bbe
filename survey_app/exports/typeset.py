"""Sets a bundle by typst, as pages of a PDF or as one picture."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Literal

from survey_app.exports.bundle import Bundle
from survey_app.exports.errors import ExportError
from survey_app.exports.view import page_of

TEMPLATES = Path(__file__).parent / "formats" / "typst"
TEMPLATE_BY_PAPER = {"a4": "sheet.typ", "a3": "poster.typ"}
FONTS = Path(__file__).parents[1] / "web" / "static" / "fonts"
BODY_FONT = "Literata"
CJK_FONTS = (
    "Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "Songti SC", "STSong", "SimSun",
    "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei",
    "WenQuanYi Zen Hei", "WenQuanYi Micro Hei",
)  # fmt: skip
"""Fonts with Chinese letters, the best fitting to the body's serif first."""
DOTS_PER_INCH = 144
"""Of a picture: an A4 sheet is 1190 dots wide, sharp on a slide and small enough to mail."""

NO_CJK_FONT = {
    "en": "This text has Chinese letters and the server has no font for them. "
    "Install one (for instance Noto Serif CJK SC), or take the HTML instead.",
    "ru": "В тексте есть китайские иероглифы, а шрифта для них на сервере нет. "
    "Установите его (например, Noto Serif CJK SC) или выберите HTML.",
    "zh": "内容包含中文，但服务器上没有中文字体。请安装（例如 Noto Serif CJK SC），或改用 HTML。",
}

_CJK = re.compile(r"[\u2e80-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")


def typeset(bundle: Bundle, form: Literal["pdf", "png"]) -> bytes:
    """The bundle on its paper; the same bundle gives the same bytes on the same machine.

    What people said reaches typst as JSON data, never as its source. A picture grows downwards
    until all stands on it; a PDF is made for screen readers (PDF/UA-1, ISO 14289-1).
    Raises ExportError where the machine lacks a Chinese font it needs.
    """
    import typst

    data = json.dumps(page_of(bundle), ensure_ascii=False)
    # Typst takes UTF-8 only: a lone surrogate becomes a question mark.
    data = data.encode("utf-8", "replace").decode("utf-8")
    families = [BODY_FONT]
    if _CJK.search(data):
        chinese = chinese_font()
        if chinese is None:
            raise ExportError(NO_CJK_FONT[bundle.language])
        families.append(chinese)
    inputs = {"page": data, "fonts": json.dumps(families)}
    template = str(TEMPLATES / TEMPLATE_BY_PAPER[bundle.paper])
    inputs["image"] = "yes" if form == "png" else ""

    def compiled(standards: Literal["ua-1"] | None) -> bytes:
        set_ = typst.compile(
            template,
            font_paths=[str(FONTS)],
            sys_inputs=inputs,
            timestamp=int(bundle.made_at.timestamp()),
            pdf_standards=standards or [],
            format=form,
            ppi=DOTS_PER_INCH,
        )
        return bytes(set_[0] if isinstance(set_, list) else set_)

    if form == "png":
        return compiled(None)
    try:
        return compiled("ua-1")
    except typst.TypstError:
        # A letter that no font here has breaks the standard; the sheet is tagged all the same.
        return compiled(None)


def chinese_font() -> str | None:
    """The best font with Chinese letters on this machine, or None."""
    import typst

    found = set(typst.Fonts(font_paths=[str(FONTS)]).families())
    return next((family for family in CJK_FONTS if family in found), None)
