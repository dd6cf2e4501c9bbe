"""The store of photos and documents: taken in before the page is saved, erased with the response.

A file lies under a random name in the instance folder; its row says whose it is. A row that has
lost its response, and a file that has no row, are swept away.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage, MultiDict

from survey_app.collect.filekinds import NotTakenError, sound_copy
from survey_app.collect.models import Upload
from survey_app.collect.visits import Answering
from survey_app.questionnaire import Section
from survey_app.questionnaire.canonical import canonical_dumps
from survey_app.questionnaire.types.file import DESCRIPTION, MAX_FILE_BYTES, REFUSED

MAX_FILES_A_PAGE = 5
STRAY_AFTER_SECONDS = 3600  # a file whose page was not saved in the end

_RANDOM_NAME = re.compile("[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Received:
    """A file as it came with a page: what to keep of it, or why it cannot be taken."""

    content: bytes = b""
    answer: Mapping[str, Any] | None = None
    refused: str = ""

    @property
    def typed(self) -> str:
        """How the form of the page is told of it."""
        return canonical_dumps(self.answer) if self.answer else REFUSED + self.refused


def receive(files: Iterable[tuple[str, FileStorage]], section: Section) -> dict[str, Received]:
    """Look at the files of a page, by question key. No lock is held: photos are slow to draw."""
    keys = file_keys(section.questions)
    chosen = [(key, sent) for key, sent in files if sent.filename and key in keys]
    chosen = chosen[:MAX_FILES_A_PAGE]
    return {key: _received(sent) for key, sent in chosen}


def with_files(
    form: MultiDict[str, str], section: Section, received: Mapping[str, Received]
) -> MultiDict[str, str]:
    """Put the files received into a page's form. A description sent as text is thrown away."""
    keys = file_keys(section.questions)
    if not keys:
        return form
    told = MultiDict(form)
    for key in keys:
        told.poplist(key)
        if key in received:
            told.add(key, received[key].typed)
    return told


def keep_files(
    connection: Connection,
    response: Answering,
    received: Mapping[str, Received],
    *,
    before: Mapping[str, Any],
) -> None:
    """Store the new files that became answers, and let go of those that are answers no more.

    ``before`` are the answers that were stored until now.
    """
    had, has = _files_in(before), _files_in(response.answers)
    for file in received.values():
        if file.answer and file.answer["id"] in has:
            _write(file.answer["id"], file.content)
            row = {"id": file.answer["id"], "response_id": response.id}
            connection.execute(insert(Upload).values(**row, stored_at=response.updated_at))
    if gone := had - has:
        connection.execute(update(Upload).where(Upload.id.in_(gone)).values(response_id=None))


def stored_file(session: Session, response_id: int, answer: Any) -> Path | None:
    """Find the file that an answer of this very response names; None when it is gone."""
    name = answer.get("id") if isinstance(answer, dict) else None
    row = session.get(Upload, name) if isinstance(name, str) else None
    if row is None or row.response_id != response_id:
        return None
    path = _folder() / row.id
    return path if path.is_file() else None


def sweep(session: Session) -> int:
    """Erase the files of erased responses and those that no page kept. Returns how many."""
    folder = _folder()
    gone = set(session.scalars(select(Upload.id).where(Upload.response_id.is_(None))))
    known = set(session.scalars(select(Upload.id)))
    old = time.time() - STRAY_AFTER_SECONDS
    strays = {
        path.name
        for path in (folder.iterdir() if folder.is_dir() else ())
        if _RANDOM_NAME.fullmatch(path.name)
        and path.name not in known
        and path.stat().st_mtime < old
    }
    for name in gone | strays:
        (folder / name).unlink(missing_ok=True)
    session.execute(delete(Upload).where(Upload.id.in_(gone)))
    return len(gone | strays)


def file_keys(questions: Iterable[Any]) -> list[str]:
    """The keys of the questions that ask for a file, parts of groups included."""
    return [
        each.key
        for question in questions
        for each in (question, *question.parts)
        if each.type == "file"
    ]


def _files_in(answers: Mapping[str, Any]) -> set[str]:
    """The names in the store of all files that some answers describe."""
    return {
        answer["id"]
        for answer in answers.values()
        if isinstance(answer, dict) and answer.keys() == DESCRIPTION.keys()
    }


def _received(sent: FileStorage) -> Received:
    content = sent.stream.read(MAX_FILE_BYTES + 1)
    try:
        kept, media_type, name = sound_copy(content, sent.filename or "")
    except NotTakenError as error:
        return Received(refused=error.code)
    answer = {
        "name": name,
        "size": len(kept),
        "sha256": hashlib.sha256(kept).hexdigest(),
        "media_type": media_type,
        "id": secrets.token_hex(16),
    }
    return Received(kept, answer)


def _write(name: str, content: bytes) -> None:
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)


def _folder() -> Path:
    return Path(current_app.extensions["portrait_settings"].uploads)
