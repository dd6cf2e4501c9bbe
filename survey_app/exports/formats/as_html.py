"""HTML: one file that holds everything it needs, opens without a network and prints well."""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from markupsafe import Markup

from survey_app.exports.bundle import Bundle
from survey_app.exports.view import page_of

if TYPE_CHECKING:
    from jinja2 import Template

EXTENSION = "html"
MEDIA_TYPE = "text/html; charset=utf-8"
LABEL = {"en": "Web page (one file)", "ru": "Веб-страница (один файл)", "zh": "网页（单个文件）"}
PURPOSE = {
    "en": "Opens anywhere; each line opens its quotes",
    "ru": "Открывается везде; каждая строка раскрывает цитаты",
    "zh": "随处可打开，每一行都能展开引语",
}

HERE = Path(__file__).parent
STATIC = Path(__file__).parents[2] / "web" / "static"
STYLES = (
    STATIC / "tokens.css",
    STATIC / "sheet.css",
    *(HERE / name for name in ("report.css", "report_lines.css", "report_boards.css")),
)
FONTS = (("literata-regular.woff2", 400), ("literata-semibold.woff2", 600))
"""Literata as a subset of Latin and Cyrillic, about 35 KB each."""


def write(bundle: Bundle, stream: BinaryIO) -> None:
    """Write the bundle as one HTML file in UTF-8, without scripts or outside addresses."""
    page = page_of(bundle)
    for persona in page["personas"]:
        persona["portrait"] = Markup(persona["portrait"])  # noqa: S704  our own drawing
        for board in persona["boards"]:
            board["curve"] = Markup(board["curve"])  # noqa: S704  our own drawing of numbers
    text = _template().render(page=page, w=page["words"], style=_style())
    stream.write(text.encode("utf-8", "replace"))


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html")


@cache
def _style() -> Markup:
    """All rules and fonts for the style element: files of our own, which hold no '<'."""
    faces = [
        f"@font-face{{font-family:Literata;font-weight:{weight};font-display:swap;"
        f"src:url(data:font/woff2;base64,{_base64(STATIC / 'fonts' / name)}) format('woff2')}}"
        for name, weight in FONTS
    ]
    css = "\n".join([*faces, *(path.read_text(encoding="utf-8") for path in STYLES)])
    if "</" in css:
        raise ValueError("a stylesheet of the export holds '</', which would end the style element")
    return Markup(css)  # noqa: S704  our own files, checked above


def _base64(path: Path) -> str:
    return base64.b64encode(path.read_bytes()).decode("ascii")
