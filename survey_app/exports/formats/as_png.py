"""PNG: a persona as one picture, for a slide, a chat or a wiki."""

from __future__ import annotations

from typing import BinaryIO

from survey_app.exports.bundle import Bundle
from survey_app.exports.typeset import typeset

EXTENSION = "png"
MEDIA_TYPE = "image/png"
LABEL = {"en": "Picture (PNG)", "ru": "Картинка (PNG)", "zh": "图片（PNG）"}
PURPOSE = {
    "en": "One picture a persona, for a chat or a wiki",
    "ru": "По картинке на персону: для чата или вики",
    "zh": "每个画像一张图片，适合聊天或维基",
}
PAPERS = True
ONE_EACH = True


def write(bundle: Bundle, stream: BinaryIO) -> None:
    """Write the bundle as one PNG. Raises ExportError where a Chinese font is missing."""
    stream.write(typeset(bundle, "png"))
