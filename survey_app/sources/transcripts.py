"""Interviews out of files: notes and transcripts, with who said what and to which question.

    transcript = read_transcript("anna.vtt", data)
    for turn in transcript.turns: print(turn.speaker, turn.text, turn.question)

Who is the interviewer is a guess (see `speakers`): `with_roles` corrects it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from survey_app.sources.archives import MEGABYTE, OLE_MAGIC, check_size
from survey_app.sources.errors import SourceError, shown_name
from survey_app.sources.speakers import guess_speakers, with_questions
from survey_app.sources.transcript_formats import BY_ENDING
from survey_app.sources.turns import Transcript

MAX_FILE_BYTES = 20 * MEGABYTE
MAX_TURNS = 20_000
MAX_TITLE_CHARS = 200

TRANSCRIPT_ENDINGS = tuple(sorted(BY_ENDING))


def read_transcript(name: str, data: bytes) -> Transcript:
    """Read notes or a transcript from a file's name and bytes (txt, md, docx, vtt, srt).

    The name's ending tells the format. The title is the file's own heading, or else its name.
    At most 20 MB and 20,000 turns. Raises SourceError, and nothing else, for what cannot be
    read: its message says in three languages what to do.
    """
    check_size(data, MAX_FILE_BYTES, name)
    ending = re.search(r"\.[^.\s/\\]+$", name.lower())
    reader = BY_ENDING.get(ending[0]) if ending else None
    if reader is None or data.startswith(OLE_MAGIC):
        raise SourceError("SR003", {"known": ", ".join(TRANSCRIPT_ENDINGS)}, name)
    draft = reader.read(data, name)
    turns = [t for t in draft.turns if any(c.isalnum() for c in t.text)]
    if not turns:
        raise SourceError("SR010", name=name)
    if len(turns) > MAX_TURNS:
        raise SourceError("SR011", {"limit": MAX_TURNS}, name)
    speakers = guess_speakers(turns)
    stem = re.sub(r"\.[^.]+$", "", shown_name(name))
    transcript = Transcript(
        title=(draft.title or stem)[:MAX_TITLE_CHARS],
        turns=tuple(turns),
        format=reader.NAME,
        speakers=speakers,
        about=tuple(draft.about),
    )
    return replace(transcript, turns=with_questions(turns, speakers))
