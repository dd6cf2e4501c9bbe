"""Timed captions made readable: pieces of a few words joined into what somebody said."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from survey_app.sources.speaker_lines import read_speaker_lines
from survey_app.sources.turns import Draft, Line, Turn, joined, squeezed

# Without speakers, a new turn begins after a pause of this length at the end of a sentence …
PAUSE_SECONDS = 2.0
# … and at the first end of a sentence past this length. With speakers, pauses make paragraphs.
PARAGRAPH_CHARS = 600
SPEAKER_PAUSE_SECONDS = 4.0

_TAG = re.compile(r"</?[A-Za-z0-9][^<>\n]{0,500}>")
_STYLE = re.compile(r"\{\\[^}]{0,200}\}")
_VOICE = re.compile(r"<v(?:\.[\w.\-]+)?[ \t]+(?P<name>[^<>\n]{1,200})>")
_SENTENCE_END = re.compile(r"[.!?…。！？]['\"”’»)\]]*$")
_DASH = re.compile(r"^\s*[-–—]\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption: when it is shown, in seconds, and its lines with their tags."""

    start: float
    end: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    speaker: str | None
    text: str
    start: float
    end: float


def read_cues(cues: list[Cue]) -> Draft:
    """Join captions into turns: by voice tag, by 'Name:' where it repeats, else by sentence."""
    pieces = _named(_pieces(_without_rolling(cues)))
    draft = Draft()
    by_speaker = any(piece.speaker is not None for piece in pieces)
    speaker: str | None = None
    text, start, last_end = "", 0.0, 0.0
    for piece in pieces:
        name = piece.speaker if piece.speaker is not None else speaker
        pause = piece.start - last_end
        at_end = bool(_SENTENCE_END.search(text))
        new_turn = name != speaker or (
            not by_speaker and at_end and (pause >= PAUSE_SECONDS or len(text) >= PARAGRAPH_CHARS)
        )
        if text and new_turn:
            draft.turns.append(Turn(speaker, text, start))
            text = ""
        if not text:
            text, start = piece.text, piece.start
        elif by_speaker and at_end and pause >= SPEAKER_PAUSE_SECONDS:
            text = f"{text}\n{piece.text}"
        else:
            text = joined(text, piece.text)
        speaker, last_end = name, piece.end
    if text:
        draft.turns.append(Turn(speaker, text, start))
    return draft


def _without_rolling(cues: list[Cue]) -> list[Cue]:
    """Drop the lines that rolling captions show twice: last line of one, first of the next."""
    result: list[Cue] = []
    previous = ""
    for cue in cues:
        lines = tuple(line for line in cue.lines if squeezed(_bare(line)))
        plain = [squeezed(_bare(line)) for line in lines]
        if len(plain) > 1 and plain[0] == previous:
            lines, plain = lines[1:], plain[1:]
        if plain:
            previous = plain[-1]
            result.append(Cue(cue.start, cue.end, lines))
    return result


def _pieces(cues: list[Cue]) -> list[_Piece]:
    pieces: list[_Piece] = []
    for cue in cues:
        joined_lines = "\n".join(cue.lines)
        parts = _VOICE.split(joined_lines)  # before, name, text, name, text …
        named = [(None, parts[0]), *zip(parts[1::2], parts[2::2], strict=True)]
        for name, raw in named:
            text = ""
            for line in _bare(raw).split("\n"):
                text = joined(text, squeezed(line))
            if text:
                speaker = squeezed(html.unescape(name)) if name else None
                pieces.append(_Piece(speaker or None, text, cue.start, cue.end))
    return pieces


def _named(pieces: list[_Piece]) -> list[_Piece]:
    """Take speakers from 'Name: …' at the beginning of captions, where that pattern repeats."""
    if any(piece.speaker is not None for piece in pieces):
        return pieces
    conversation = read_speaker_lines([Line(piece.text) for piece in pieces])
    if conversation is None:
        return [_Piece(None, _DASH.sub("", p.text), p.start, p.end) for p in pieces]
    names = {turn.speaker for turn in conversation.turns if turn.speaker}
    result = []
    for piece in pieces:
        name, colon, text = re.sub("：", ":", piece.text, count=1).partition(":")
        if colon and squeezed(name) in names:
            if text.strip():
                result.append(_Piece(squeezed(name), text.strip(), piece.start, piece.end))
        else:
            result.append(piece)
    return result


def _bare(text: str) -> str:
    return html.unescape(_STYLE.sub("", _TAG.sub("", text)))
