"""PDF: an A4 sheet a persona, tagged, with the evidence behind it as an appendix.

Set by typst from `sheet.typ`. What people said reaches it as JSON data, never as its source.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import BinaryIO

from survey_app.exports.bundle import Bundle
from survey_app.exports.errors import ExportError
from survey_app.exports.view import page_of

EXTENSION = "pdf"
MEDIA_TYPE = "application/pdf"
LABEL = {"en": "PDF (A4, for print)", "ru": "PDF (A4, для печати)", "zh": "PDF（A4，可打印）"}

SHEET = Path(__file__).with_name("sheet.typ")
FONTS = Path(__file__).parents[2] / "web" / "static" / "fonts"
BODY_FONT = "Literata"
CJK_FONTS = (
    "Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "Songti SC", "STSong", "SimSun",
    "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei",
    "WenQuanYi Zen Hei", "WenQuanYi Micro Hei",
)  # fmt: skip
"""Fonts with Chinese letters, the best fitting to the body's serif first."""

NO_CJK_FONT = {
    "en": "This text has Chinese letters and the server has no font for them. "
    "Install one (for instance Noto Serif CJK SC), or take the HTML instead.",
    "ru": "В тексте есть китайские иероглифы, а шрифта для них на сервере нет. "
    "Установите его (например, Noto Serif CJK SC) или выберите HTML.",
    "zh": "内容包含中文，但服务器上没有中文字体。请安装（例如 Noto Serif CJK SC），或改用 HTML。",
}

_CJK = re.compile(r"[\u2e80-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")


def write(bundle: Bundle, stream: BinaryIO) -> None:
    """Write the bundle as PDF; the same bundle gives the same bytes on the same machine.

    Raises ExportError where the text needs a Chinese font that the machine lacks.
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
    pdf = typst.compile(
        str(SHEET),
        font_paths=[str(FONTS)],
        sys_inputs={"page": data, "fonts": json.dumps(families)},
        timestamp=int(bundle.made_at.timestamp()),
        format="pdf",
    )
    stream.write(pdf)


def chinese_font() -> str | None:
    """The best font with Chinese letters on this machine, or None."""
    import typst

    found = set(typst.Fonts(font_paths=[str(FONTS)]).families())
    return next((family for family in CJK_FONTS if family in found), None)
