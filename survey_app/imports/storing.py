"""Rows that were read become responses with their passages, a batch at a time."""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table as DatabaseTable
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.collect.models import Passage, Response
from survey_app.collect.passages import sha256 as fingerprint
from survey_app.db import now
from survey_app.imports.bulk import Inserter
from survey_app.imports.models import AnswerImport, ImportedResponse
from survey_app.imports.reading import Read
from survey_app.questionnaire import Question, Questionnaire, question_type
from survey_app.questionnaire.answers import other_text
from survey_app.questionnaire.types.base import QuestionType

PUBLIC_ID_BYTES = 10
_RESPONSES, _IMPORTED, _PASSAGES = (
    cast(DatabaseTable, one.__table__) for one in (Response, ImportedResponse, Passage)
)

_VARYING = (
    "contact_id", "public_id", "status", "language", "page", "answers", "started_at",
    "updated_at", "completed_at",
)  # fmt: skip


class Storing:
    """Stores batches of one import. The same object serves all its batches."""

    def __init__(
        self, made: AnswerImport, questionnaire: Questionnaire, contacts: Mapping[str, int]
    ) -> None:
        self.import_id, self.study_id, self.token = made.id, made.study_id, made.file
        self.publication_id = made.publication_id
        self.contacts = contacts
        self.last_page = max(0, len(questionnaire.sections) - 1)
        self._speaking = [
            (question, question_type(question.type))
            for question in questionnaire.iter_inputs()
            if _may_speak(question)
        ]

    def store(self, session: Session, batch: Sequence[Read]) -> None:
        """Add a batch: responses, which import they came with, passages."""
        if not batch:
            return
        moment = now()
        connection = session.connection()
        names = [secrets.token_hex(PUBLIC_ID_BYTES) for _ in batch]
        Inserter(connection, _RESPONSES, _VARYING).insert(
            {
                "study_id": self.study_id,
                "publication_id": self.publication_id,
                "channel": "import",
                "revision": 1,
            },
            [self._response(read, name, moment) for name, read in zip(names, batch, strict=True)],
        )
        # Asked for by their random names: SQLite would give new ids only one row at a time.
        by_name: dict[str, int] = {
            name: key
            for key, name in connection.execute(
                select(_RESPONSES.c.id, _RESPONSES.c.public_id).where(
                    _RESPONSES.c.public_id.in_(names)
                )
            )
        }
        ids = [by_name[name] for name in names]
        Inserter(connection, _IMPORTED, ("response_id", "row")).insert(
            {"import_id": self.import_id},
            [(key, read.line) for key, read in zip(ids, batch, strict=True)],
        )
        fields = ("response_id", "question_key", "position", "text", "sha256")
        Inserter(connection, _PASSAGES, fields).insert(
            {"study_id": self.study_id, "noted_at": moment},
            [
                passage
                for key, read in zip(ids, batch, strict=True)
                for passage in self._passages(key, read)
            ],
        )

    def _response(self, read: Read, name: str, moment: datetime) -> tuple[Any, ...]:
        """The values of `_VARYING`."""
        ended = read.completed or read.started or moment
        return (
            self.contacts.get(read.email) if read.email else None,
            name,
            "completed" if read.finished else "started",
            read.language,
            self.last_page if read.finished else 0,
            read.answers,
            min(read.started or ended, ended),
            ended,
            ended if read.finished else None,
        )

    def _passages(self, response_id: int, read: Read) -> list[tuple[int, str, int, str, str]]:
        """The open texts of answers that are cleaned already."""
        found = []
        for question, kind in self._speaking:
            answer = read.answers.get(question.key)
            if answer is None:
                continue
            other = other_text(question, read.answers) if question.choices else ""
            for place, said in enumerate(kind.open_texts(question, answer, read.language, other)):
                text = said if said.isascii() else unicodedata.normalize("NFC", said)
                found.append((response_id, question.key, place, text, fingerprint(text)))
        return found


def _may_speak(question: Question) -> bool:
    """Whether answers to a question can hold text that is to be analysed."""
    kind = type(question_type(question.type))
    if kind.open_texts is QuestionType.open_texts:
        return False
    return not question.choices or question.other_choice is not None
