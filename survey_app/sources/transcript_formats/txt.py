"""Plain text: a typed conversation, notes, or captions under another name."""

from __future__ import annotations

import re

from survey_app.sources.encodings import decode, plain_text
from survey_app.sources.note_lines import read_lines
from survey_app.sources.transcript_formats import srt, vtt
from survey_app.sources.turns import Draft

NAME = "txt"
ENDINGS = (".txt", ".text")

_BEGINS_AS_SRT = re.compile(r"\s*\d+\n\s*\d+:\d{2}:\d{2}[,.]\d{3}\s*-->")


def read(data: bytes, name: str) -> Draft:
    """Read text as it is typed; captions saved as .txt are read as captions."""
    text = plain_text(decode(data, name)[0])
    if text.lstrip().startswith("WEBVTT"):
        return vtt.read_text(text)
    if _BEGINS_AS_SRT.match(text):
        return srt.read_text(text)
    return read_lines(text.split("\n"), markdown=False)
