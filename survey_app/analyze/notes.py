"""Notes and transcripts as material: one person a file, without the interviewer's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from survey_app.analyze.material import BadInput, Material, Person, Place
from survey_app.analyze.words import Fact
from survey_app.nlp import KINDS, Document, infer_elicits
from survey_app.sources import (
    TRANSCRIPT_ENDINGS,
    Transcript,
    Turn,
    guess_interviewers,
    read_transcript,
    with_roles,
)
from survey_app.sources.errors import SourceError

MAX_FILES = 2_000
MAX_FILE_BYTES = 25 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    transcript: Transcript


def read_notes(paths: Sequence[Path], title: str) -> Material:
    """Read one person a file. Raises SourceError or BadInput where a file cannot be used."""
    if len(paths) > MAX_FILES:
        raise BadInput(f"There are {len(paths)} files; at most {MAX_FILES} are read in one go.")
    files = [_File(path.name, read_transcript(path.name, _bytes(path))) for path in paths]
    asking = guess_interviewers([file.transcript for file in files])
    documents: list[Document] = []
    places: dict[str, Place] = {}
    people = []
    n_left_out = 0
    for file in files:
        transcript = with_roles(file.transcript, dict.fromkeys(asking, "interviewer"))
        interviewers = {s.name for s in transcript.speakers if s.role == "interviewer"}
        turns = [turn for turn in transcript.turns if turn.speaker not in interviewers]
        n_left_out += len(transcript.turns) - len(turns)
        offset = 0
        for at, turn in enumerate(turns, start=1):
            document = _document(file.name, at, turn)
            documents.append(document)
            places[document.id] = Place(file.name, offset)
            offset += len(document.text) + 1  # the file's text is its turns, a line feed between
        if turns:
            people.append(_person(file.name, transcript))
    if not documents:
        raise BadInput("The files hold nothing that a customer said. Check who speaks in them.")
    return Material(
        title=title,
        documents=tuple(documents),
        people=tuple(people),
        places=places,
        sources=_said(files, asking, len(documents), n_left_out),
        speakers=tuple(sorted({s.name for file in files for s in file.transcript.speakers})),
    )


def notes_in(folder: Path) -> list[Path]:
    """The notes and transcripts in a folder and those in it, by path; BadInput without any."""
    found = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in TRANSCRIPT_ENDINGS
        and path.is_file()
        and not any(part.startswith((".", "~")) for part in path.relative_to(folder).parts)
    )
    if not found:
        raise BadInput(
            f"{folder.name}: the folder has no notes or transcripts. "
            f"Put files with one of these endings in it: {', '.join(TRANSCRIPT_ENDINGS)}."
        )
    names = [path.name for path in found]
    if len(set(names)) < len(names):
        twice = min(name for name in names if names.count(name) > 1)
        raise BadInput(f"{folder.name}: two files are called '{twice}'. Rename one.")
    return found


def _document(name: str, at: int, turn: Turn) -> Document:
    elicits = infer_elicits(turn.question) if turn.question else ()
    return Document(f"{name}#{at}", turn.text, None, name, turn.question, elicits)


def _person(name: str, transcript: Transcript) -> Person:
    """Someone who was talked to: all kinds count as asked, since a talk is open to all of them."""
    stem = name.rsplit(".", 1)[0]
    heard = [s.name for s in transcript.speakers if s.role == "participant"]
    label = transcript.title if len(transcript.title) <= 40 else stem
    if label == stem and len(heard) == 1 and len(heard[0]) <= 40:
        label = f"{stem}, {heard[0]}"
    return Person(id=name, label=label, asked=frozenset(KINDS), channel="interview")


def _said(
    files: Sequence[_File], asking: frozenset[str], n_documents: int, n_left_out: int
) -> tuple[Fact, ...]:
    facts = [Fact("files", {"files": len(files), "passages": n_documents})]
    if n_left_out:
        names = tuple(sorted(asking))
        facts.append(Fact("interviewers", {"turns": n_left_out, "names": names}))
    return (*facts, Fact("file_each"))


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            limit = MAX_FILE_BYTES // (1024 * 1024)
            raise SourceError("SR002", {"limit_mb": limit}, path.name)
        return path.read_bytes()
    except OSError as error:
        raise SourceError("SR008", {"reason": error.strerror or ""}, path.name) from None
