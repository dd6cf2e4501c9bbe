"""WebVTT captions, as video calls record them (W3C WebVTT, https://www.w3.org/TR/webvtt1/)."""

from __future__ import annotations

import re

from survey_app.sources.cues import Cue, read_cues
from survey_app.sources.encodings import decode, plain_text
from survey_app.sources.speaker_lines import seconds
from survey_app.sources.turns import Draft, squeezed

NAME = "vtt"
ENDINGS = (".vtt",)

# SRT differs by a comma and by cue numbers, so that one reader serves both.
TIMING = re.compile(
    r"^\s*((?:\d{1,4}:)?\d{1,2}:\d{2}[.,]\d{1,3})\s*-->\s*((?:\d{1,4}:)?\d{1,2}:\d{2}[.,]\d{1,3})"
)
_BLOCK = re.compile(r"^(?:NOTE|STYLE|REGION)(?:\s|$)")


def read(data: bytes, name: str) -> Draft:
    """Read a WebVTT file."""
    return read_text(plain_text(decode(data, name)[0]))


def read_text(text: str) -> Draft:
    """Read WebVTT from text; the words after 'WEBVTT' in its first line are the title."""
    draft = read_cues(cues_of(text))
    first = text.lstrip().split("\n", 1)[0]
    if first.startswith("WEBVTT"):
        draft.title = squeezed(first.removeprefix("WEBVTT").strip(" -–—\t"))
    return draft


def cues_of(text: str) -> list[Cue]:
    """Return the captions: each timing line with the lines below it, up to a blank one."""
    cues: list[Cue] = []
    for block in re.split(r"\n[ \t]*(?:\n[ \t]*)+", text):
        lines = block.strip("\n").split("\n")
        if _BLOCK.match(lines[0]):
            continue
        timings = [i for i, line in enumerate(lines) if TIMING.match(line)]
        for n, i in enumerate(timings):
            end = len(lines)
            if n + 1 < len(timings):
                # No blank line between two captions: the line above a timing is its number.
                end = timings[n + 1]
                end -= end - 1 > i and lines[end - 1].strip().isdigit()
            found = TIMING.match(lines[i])
            assert found is not None
            cues.append(Cue(seconds(found[1]), seconds(found[2]), tuple(lines[i + 1 : end])))
    return cues
