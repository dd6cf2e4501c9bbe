"""The kinds of files that interviews come in: one module each, listed here.

A module has `NAME` (as people call the format), `ENDINGS` (of file names) and
`read(data, name) -> Draft`. To add a format, write its module and add it to FORMATS.
"""

from __future__ import annotations

from typing import Protocol

from survey_app.sources.transcript_formats import docx, markdown, srt, txt, vtt
from survey_app.sources.turns import Draft


class TranscriptFormat(Protocol):
    """What a module of this folder offers."""

    @property
    def NAME(self) -> str:  # noqa: N802 - a module's constant
        """The format, as people call it."""

    @property
    def ENDINGS(self) -> tuple[str, ...]:  # noqa: N802
        """The endings of file names, small, with their dots."""

    def read(self, data: bytes, name: str) -> Draft:
        """Read a file's bytes; raises SourceError."""


FORMATS: tuple[TranscriptFormat, ...] = (
    txt,
    markdown,
    docx,
    vtt,
    srt,
)

BY_ENDING: dict[str, TranscriptFormat] = {}
for _format in FORMATS:
    for _ending in _format.ENDINGS:
        if _ending in BY_ENDING:
            raise ValueError(f"two transcript formats claim {_ending}")
        BY_ENDING[_ending] = _format
