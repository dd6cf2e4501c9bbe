"""Verbs: keep a file to check, say what its columns are, store its answers, take them back."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from survey_app.accounts.models import User
from survey_app.builder import services as builder
from survey_app.builder.models import Publication
from survey_app.builder.versions import questionnaire_of
from survey_app.collect.models import Passage, Response
from survey_app.collect.passages import sha256 as fingerprint
from survey_app.config import Settings
from survey_app.db import now
from survey_app.errors import Conflict, NotFound, Unprocessable
from survey_app.imports import mapping, queries
from survey_app.imports.models import AnswerImport, ImportedResponse
from survey_app.imports.reading import Prepared, Read, prepare
from survey_app.imports.tools import Tool, recognise, with_whole_headings
from survey_app.questionnaire import Question, Questionnaire, question_type
from survey_app.questionnaire.answers import other_text
from survey_app.sources import Table, read_table
from survey_app.studies.models import Study

STEP_ROWS = 1_000
PUBLIC_ID_BYTES = 10
KEPT = timedelta(days=2)


def keep(
    session: Session,
    study: Study,
    *,
    name: str,
    data: bytes,
    publication: Publication | None,
    language: str,
    user: User | None,
) -> AnswerImport:
    """Keep a file to be checked; without a survey one is made of its headings and published.

    Raises SourceError for a file that cannot be read, Conflict for one that came in before.
    """
    digest = hashlib.sha256(data).hexdigest()
    if queries.stored_before(session, study, digest):
        raise Conflict(_l("This very file came in before. Take it back first."))
    table, tool = _read(name, data)
    tool_name = tool.name if tool else ""
    if publication is None:
        title = Path(name).stem
        definition, targets = mapping.definition_of(table, tool, title=title, language=language)
        if not definition.sections:
            raise Unprocessable(_l("No column of this file looks like an answer."))
        made = builder.create_from(
            session, study, purpose="survey", title=title[:200] or "survey", definition=definition
        )
        publication = builder.publish(session, made, user=user)
    else:
        targets = mapping.guess_targets(table, tool, questionnaire_of(session, publication))
    token = secrets.token_hex(16)
    (folder() / token).write_bytes(data)
    kept = AnswerImport(
        study_id=study.id,
        user_id=user.id if user else None,
        publication_id=publication.id,
        source=name[:200],
        tool=tool_name,
        sha256=digest,
        file=token,
        language=language,
        targets=targets,
    )
    session.add(kept)
    session.flush()
    return kept


def point(made: AnswerImport, questionnaire: Questionnaire, targets: Mapping[str, str]) -> None:
    """Say what columns are. Raises Unprocessable for a question that is not asked."""
    for target in targets.values():
        if not mapping.is_known(target, questionnaire):
            raise Unprocessable(_l("Choose a question of this survey."))
    made.targets = dict(made.targets) | {
        column: target for column, target in targets.items() if column in made.targets
    }


def table_of(made: AnswerImport) -> Table:
    """Read the kept file again. Raises NotFound when it was thrown away."""
    path = folder() / made.file
    if not made.file or not path.is_file():
        raise NotFound(_l("This file was thrown away. Bring it again."))
    return _read(made.source, path.read_bytes())[0]


def look(session: Session, made: AnswerImport, table: Table) -> Prepared:
    """Read all rows as they would be stored."""
    questionnaire = questionnaire_of(session, made.publication)
    return prepare(table, made.targets, questionnaire, made.language)


def store(session: Session, study: Study, made: AnswerImport, prepared: Prepared) -> int:
    """Store what was read as completed responses. Raises Conflict when that is done already."""
    if made.status != "checking":
        raise Conflict(_l("These answers are stored already."))
    contacts = queries.contacts_by_email(session, study)
    questionnaire = questionnaire_of(session, made.publication)
    for start in range(0, len(prepared.rows), STEP_ROWS):
        batch = prepared.rows[start : start + STEP_ROWS]
        _store(session, made, questionnaire, batch, contacts)
    made.status = "stored"
    made.n_added, made.n_problems = len(prepared.rows), len(prepared.troubles)
    _throw_away(made)
    session.flush()
    return made.n_added


def undo(session: Session, made: AnswerImport) -> tuple[int, int]:
    """Take back what no theme quotes; tells how many went and how many stay."""
    if made.status != "stored":
        raise Conflict(_l("There is nothing to take back."))
    gone = queries.untouched(session, made)
    for start in range(0, len(gone), STEP_ROWS):
        ids = gone[start : start + STEP_ROWS]
        session.execute(delete(Response).where(Response.id.in_(ids)))
    stay = made.n_added - len(gone)
    made.n_added = stay
    if not stay:
        made.status = "undone"
    made.undone_at = now()
    session.flush()
    return len(gone), stay


def drop(session: Session, made: AnswerImport) -> None:
    """Forget a file that was being checked."""
    if made.status == "checking":
        _throw_away(made)
        session.delete(made)
        session.flush()


def folder() -> Path:
    """Where files wait while they are checked; readable by the server only."""
    settings: Settings = current_app.extensions["portrait_settings"]
    found = settings.instance / "imports"
    found.mkdir(exist_ok=True, mode=0o700)
    return found


def throw_away_old() -> int:
    """Delete files that nobody went on with; tell how many."""
    limit = (now() - KEPT).timestamp()
    old = [path for path in folder().iterdir() if path.stat().st_mtime < limit]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _read(name: str, data: bytes) -> tuple[Table, Tool | None]:
    table = read_table(name, data)
    tool = recognise(table)
    return with_whole_headings(table, tool), tool


def _throw_away(made: AnswerImport) -> None:
    if made.file:
        (folder() / made.file).unlink(missing_ok=True)
    made.file = ""


def _store(
    session: Session,
    made: AnswerImport,
    questionnaire: Questionnaire,
    batch: Sequence[Read],
    contacts: Mapping[str, int],
) -> None:
    moment = now()
    rows: list[dict[str, Any]] = []
    for read in batch:
        completed = read.completed or read.started or moment
        started = min(read.started or completed, completed)
        rows.append(
            {
                "study_id": made.study_id,
                "publication_id": made.publication_id,
                "contact_id": contacts.get(read.email),
                "public_id": secrets.token_hex(PUBLIC_ID_BYTES),
                "channel": "import",
                "status": "completed",
                "language": read.language,
                "revision": 1,
                "page": max(0, len(questionnaire.sections) - 1),
                "answers": read.answers,
                "started_at": started,
                "updated_at": completed,
                "completed_at": completed,
            }
        )
    session.execute(insert(Response), rows)
    # Asked for by their random names: SQLite would give new ids only one row at a time.
    names = [row["public_id"] for row in rows]
    by_name = {
        name: key
        for key, name in session.execute(
            select(Response.id, Response.public_id).where(Response.public_id.in_(names))
        )
    }
    ids = [by_name[name] for name in names]
    inputs = list(questionnaire.iter_inputs())
    session.execute(
        insert(ImportedResponse),
        [
            {"response_id": key, "import_id": made.id, "row": read.line}
            for key, read in zip(ids, batch, strict=True)
        ],
    )
    texts = [
        _passage(made.study_id, response_id, place, moment)
        for response_id, read in zip(ids, batch, strict=True)
        for place in _texts(inputs, read)
    ]
    if texts:
        session.execute(insert(Passage), texts)


def _texts(inputs: Sequence[Question], read: Read) -> list[tuple[str, int, str]]:
    """The open texts of answers that are cleaned already: key, position, text."""
    found: list[tuple[str, int, str]] = []
    for question in inputs:
        answer = read.answers.get(question.key)
        if answer is not None:
            other = other_text(question, read.answers) if question.choices else ""
            texts = question_type(question.type).open_texts(question, answer, read.language, other)
            found += [(question.key, place, text) for place, text in enumerate(texts)]
    return found


def _passage(
    study_id: int, response_id: int, place: tuple[str, int, str], moment: Any
) -> dict[str, Any]:
    key, position, text = place
    text = unicodedata.normalize("NFC", text)
    return {
        "study_id": study_id, "response_id": response_id, "question_key": key,
        "position": position, "text": text, "sha256": fingerprint(text), "noted_at": moment,
    }  # fmt: skip
