"""SubRip captions: a number, a line of times, and text."""

from __future__ import annotations

from survey_app.sources.cues import read_cues
from survey_app.sources.encodings import decode, plain_text
from survey_app.sources.transcript_formats.vtt import cues_of
from survey_app.sources.turns import Draft

NAME = "srt"
ENDINGS = (".srt",)


def read(data: bytes, name: str) -> Draft:
    """Read an SRT file."""
    return read_text(plain_text(decode(data, name)[0]))


def read_text(text: str) -> Draft:
    """Read SRT from text."""
    return read_cues(cues_of(text))
