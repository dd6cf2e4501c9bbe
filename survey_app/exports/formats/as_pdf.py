"""PDF: A4 sheets to read or A3 posters for the wall; tagged, fonts inside, evidence behind it."""

from __future__ import annotations

from typing import BinaryIO

from survey_app.exports.bundle import Bundle
from survey_app.exports.typeset import typeset

EXTENSION = "pdf"
MEDIA_TYPE = "application/pdf"
LABEL = {"en": "PDF (for print)", "ru": "PDF (для печати)", "zh": "PDF（可打印）"}
PURPOSE = {
    "en": "To print, to pin to the wall, to send round",
    "ru": "Распечатать, повесить на стену, разослать",
    "zh": "打印、张贴或发送",
}
PAPERS = True


def write(bundle: Bundle, stream: BinaryIO) -> None:
    """Write the bundle as PDF. Raises ExportError where a Chinese font is needed and missing."""
    stream.write(typeset(bundle, "pdf"))
