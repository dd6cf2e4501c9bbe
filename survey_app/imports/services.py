"""Verbs: keep a file to check, say what its columns are, store its answers, take them back.

A small file is stored while the visitor waits, a large one by a job (`tasks`), batch by batch: each
batch says in the same transaction how far the file is stored, so that a job that was killed goes on
where it stood and no row comes in twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from survey_app import jobs
from survey_app.accounts.models import User
from survey_app.builder import services as builder
from survey_app.builder.models import Publication
from survey_app.builder.versions import questionnaire_of
from survey_app.collect.models import Response
from survey_app.db import now
from survey_app.errors import Conflict, NotFound, Unprocessable
from survey_app.imports import kept, mapping, queries, tools
from survey_app.imports.definition import definition_of
from survey_app.imports.kept import Arrived
from survey_app.imports.models import AnswerImport
from survey_app.imports.reading import Prepared, Read, RowReader, Trouble, prepare
from survey_app.imports.storing import Storing
from survey_app.questionnaire import Questionnaire
from survey_app.sources import Table
from survey_app.studies.models import Study

STORE, UNDO = "imports.store", "imports.undo"
AT_ONCE_ROWS = 2_000
"""Up to so many rows are stored, or taken back, while the visitor waits; so many are looked at."""
BATCH_ROWS = 1_000
LANGUAGES = ("en", "ru", "zh")
Told = tuple[int, str, str, dict[str, str]]
"""A cell that could not be taken: line, column, cell, and what to do in each language."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows that were read: up to which line, who answered, how many were empty, troubles."""

    last_line: int
    rows: Sequence[Read]
    n_empty: int
    troubles: Sequence[Trouble]


def keep(
    session: Session,
    study: Study,
    arrived: Arrived,
    *,
    publication: Publication | None,
    language: str,
    user: User | None,
) -> AnswerImport:
    """Keep a file to be checked; without a survey one is made of its headings and published.

    Raises Conflict for a file that came in before.
    """
    if queries.stored_before(session, study, arrived.sha256):
        raise Conflict(_l("This very file came in before. Take it back first."))
    if publication is None:
        title = Path(arrived.name).stem
        table = kept.head(arrived.token, arrived.name, AT_ONCE_ROWS)
        definition, targets = definition_of(table, arrived.tool, title=title, language=language)
        if not definition.sections:
            raise Unprocessable(_l("No column of this file looks like an answer."))
        made = builder.create_from(
            session, study, purpose="survey", title=title[:200] or "survey", definition=definition
        )
        publication = builder.publish(session, made, user=user)
    else:
        asked = questionnaire_of(session, publication)
        targets = mapping.guess_targets(arrived.columns, arrived.tool, asked)
    found = AnswerImport(
        study_id=study.id,
        user_id=user.id if user else None,
        publication_id=publication.id,
        source=arrived.name[:200],
        tool=arrived.tool.name if arrived.tool else "",
        sha256=arrived.sha256,
        file=arrived.token,
        language=language,
        targets=targets,
        n_rows=arrived.n_rows,
    )
    session.add(found)
    session.flush()
    return found


def point(made: AnswerImport, questionnaire: Questionnaire, targets: Mapping[str, str]) -> None:
    """Say what columns are. Raises Unprocessable for a question that is not asked."""
    for target in targets.values():
        if not mapping.is_known(target, questionnaire):
            raise Unprocessable(_l("Choose a question of this survey."))
    made.targets = dict(made.targets) | {
        column: target for column, target in targets.items() if column in made.targets
    }


def first_rows(made: AnswerImport) -> Table:
    """Return the first rows of a kept file. Raises NotFound when it was thrown away."""
    if not kept.is_there(made.file):
        raise NotFound(_l("This file was thrown away. Bring it again."))
    return kept.head(made.file, made.source, AT_ONCE_ROWS)


def look(session: Session, made: AnswerImport, table: Table) -> Prepared:
    """Read the first rows as they would be stored."""
    questionnaire = questionnaire_of(session, made.publication)
    return prepare(table, made.targets, questionnaire, made.language, tools.named(made.tool))


def begin(session: Session, study: Study, made: AnswerImport, *, user: User | None) -> None:
    """Store a file's answers, at once or by a job. Raises Conflict when that is begun already."""
    if made.status != "checking":
        raise Conflict(_l("These answers are stored already."))
    if not kept.is_there(made.file):
        raise NotFound(_l("This file was thrown away. Bring it again."))
    made.status = "storing"
    session.flush()
    if made.n_rows > AT_ONCE_ROWS:
        _ask(session, STORE, made, user)
        return
    storing = storing_of(session, made)
    for batch in batches(made, questionnaire_of(session, made.publication)):
        store_batch(session, made.id, made.last_line, batch, storing)
        session.refresh(made)
    finish(session, made)


def go_on(session: Session, made: AnswerImport, *, user: User | None) -> None:
    """Have a job that stopped half-way begun again. Raises Conflict when it is under way."""
    if made.status not in ("storing", "undoing") or queries.is_under_way(session, made):
        raise Conflict(_l("This is under way already."))
    _ask(session, STORE if made.status == "storing" else UNDO, made, user)


def batches(made: AnswerImport, questionnaire: Questionnaire) -> Iterator[Batch]:
    """Read what is not stored yet, batch by batch. Asks the database for nothing on its way."""
    tool, columns = tools.named(made.tool), kept.columns_of(made.file)
    reader = RowReader(columns, made.targets, questionnaire, made.language, tool)
    return _batches(reader, made.file, made.last_line)


def _batches(reader: RowReader, token: str, last_line: int) -> Iterator[Batch]:
    if reader.needs_to_see:
        reader.see(kept.rows(token))
    read: list[Read] = []
    troubles: list[Trouble] = []
    n_empty = n_seen = line = 0
    for line, cells in kept.rows(token, after=last_line):
        n_seen += 1
        found = reader.read(line, cells, troubles)
        if found is not None:
            read.append(found)
        elif len(cells) == len(reader.columns):
            n_empty += 1
        if n_seen == BATCH_ROWS:
            yield Batch(line, read, n_empty, troubles)
            read, troubles, n_empty, n_seen = [], [], 0, 0
    if n_seen:
        yield Batch(line, read, n_empty, troubles)


def storing_of(session: Session, made: AnswerImport) -> Storing:
    """What stores the batches of an import."""
    questionnaire = questionnaire_of(session, made.publication)
    return Storing(made, questionnaire, queries.contacts_by_email(session, made.study_id))


def store_batch(
    session: Session, import_id: int, last_line: int, batch: Batch, storing: Storing
) -> None:
    """Store a batch behind ``last_line``. Raises Conflict when another did so, or it is undone."""
    moved = session.execute(
        update(AnswerImport)
        .where(
            AnswerImport.id == import_id,
            AnswerImport.status == "storing",
            AnswerImport.last_line == last_line,
        )
        .values(
            last_line=batch.last_line,
            n_added=AnswerImport.n_added + len(batch.rows),
            n_empty=AnswerImport.n_empty + batch.n_empty,
            n_problems=AnswerImport.n_problems + len(batch.troubles),
        )
        .execution_options(synchronize_session=False)
    )
    if moved.rowcount != 1:  # type: ignore[attr-defined]
        raise Conflict(_l("This is under way already."))
    note_troubles(storing.token, batch.troubles)
    storing.store(session, batch.rows)


def finish(session: Session, made: AnswerImport) -> None:
    """Note that all is stored, and forget the file but for the cells that could not be taken."""
    made.status = "stored"
    kept.path_of(made.file).unlink(missing_ok=True)
    session.flush()


def undo(session: Session, made: AnswerImport, *, user: User | None) -> tuple[int, int] | None:
    """Take back what no theme quotes; tells how many went and how many stay.

    A large import is taken back by a job: None. Raises Conflict where nothing can be taken back.
    """
    stopped = made.status == "storing" and not queries.is_under_way(session, made)
    if made.status != "stored" and not stopped:
        raise Conflict(_l("There is nothing to take back."))
    made.status = "undoing"
    session.flush()
    if made.n_added > AT_ONCE_ROWS:
        _ask(session, UNDO, made, user)
        return None
    n_gone = take_back(session, made, queries.untouched(session, made))
    return n_gone, settle(session, made)


def take_back(session: Session, made: AnswerImport, ids: Sequence[int]) -> int:
    """Delete some responses of an import, but for those that a theme has quoted meanwhile."""
    n_gone = 0
    for start in range(0, len(ids), BATCH_ROWS):
        quoted = queries.quoted(session, made.study_id, ids[start : start + BATCH_ROWS])
        gone = [key for key in ids[start : start + BATCH_ROWS] if key not in quoted]
        session.execute(
            delete(Response)
            .where(Response.id.in_(gone))
            .execution_options(synchronize_session=False)
        )
        n_gone += len(gone)
    return n_gone


def settle(session: Session, made: AnswerImport) -> int:
    """Note that an import is taken back; tell how many responses stay, since themes quote them."""
    kept.throw_away(made.file)
    made.file = ""
    made.n_added = queries.n_responses(session, made)
    made.status = "stored" if made.n_added else "undone"
    made.undone_at = now()
    session.flush()
    return made.n_added


def drop(session: Session, made: AnswerImport) -> None:
    """Forget a file that was being checked, and the survey that was made of its headings."""
    if made.status != "checking":
        return
    kept.throw_away(made.file)
    survey = made.publication.questionnaire if queries.made_its_survey(session, made) else None
    session.delete(made)
    session.flush()
    if survey is not None:
        session.delete(survey)
        session.flush()


def note_troubles(token: str, troubles: Sequence[Trouble]) -> None:
    """Write down cells that could not be taken, behind those of earlier batches."""
    if not troubles:
        return
    with kept.path_of(token, "cells").open("a", encoding="utf-8", errors="replace") as file:
        for one in troubles:
            said = {language: one.error.in_language(language) for language in LANGUAGES}
            file.write(json.dumps([one.line, one.column, one.cell, said], ensure_ascii=False))
            file.write("\n")


def troubles_of(session: Session, made: AnswerImport) -> Iterator[Told]:
    """Give all cells that cannot be taken, or could not. Raises NotFound when it is too late."""
    path = kept.path_of(made.file, "cells") if made.file else None
    if made.status == "checking" and kept.is_there(made.file):
        return _looked(batches(made, questionnaire_of(session, made.publication)))
    if path is None or not path.is_file() or queries.erased_since(session, made):
        raise NotFound(_l("The list of cells was thrown away, as every list is after two days."))
    return _noted(path)


def _looked(found: Iterator[Batch]) -> Iterator[Told]:
    for batch in found:
        for one in batch.troubles:
            said = {language: one.error.in_language(language) for language in LANGUAGES}
            yield one.line, one.column, one.cell, said


def _noted(path: Path) -> Iterator[Told]:
    """The list as it was written; a batch that was begun twice is told once."""
    seen: set[tuple[int, str]] = set()
    with path.open(encoding="utf-8") as file:
        for told in file:
            line, column, cell, said = json.loads(told)
            if (line, column) not in seen:
                seen.add((line, column))
                yield line, column, cell, said


def _ask(session: Session, kind: str, made: AnswerImport, user: User | None) -> None:
    owner: dict[str, Any] = {"study_id": made.study_id, "user_id": user.id if user else None}
    made.job_id = jobs.enqueue(session, kind, **owner, import_id=made.id).id
    session.flush()
