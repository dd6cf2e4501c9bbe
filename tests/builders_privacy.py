"""Builders for privacy: a person with everything that can be held of one, and a look everywhere."""

from __future__ import annotations

import sqlite3
from datetime import date

from flask import Flask
from sqlalchemy import Text, cast, select
from sqlalchemy.orm import Session

from survey_app.collect.models import Passage, Response
from survey_app.collect.passages import set_text
from survey_app.config import Settings
from survey_app.customers.models import Contact, PublicSource
from survey_app.db import Base, db
from survey_app.interviews.models import Interview
from survey_app.studies.models import Study
from survey_app.themes import services as themes
from survey_app.themes.models import Excerpt
from tests import builders_customers

SECRET = "my brother in law keeps the books in a shoe box"
TALK = "the accountant shouts at me every single quarter"


def person(session: Session, study: Study, name: str = "Zinaida Quill") -> Contact:
    """A contact with a call, a line of notes that is quoted, and a public source."""
    email = f"{name.split()[0].lower()}@quill.example"
    made = builders_customers.contact(session, study, name, email=email, phone="+1 555 0199")
    call = Interview(study_id=study.id, contact_id=made.id, title=name, status="held")
    session.add(call)
    session.flush()
    line = Passage(study_id=study.id, interview_id=call.id, language="en")
    set_text(line, f"She says {TALK} of the year.")
    source = PublicSource(
        contact_id=made.id, text="Speaks at the Quill fair", seen_on=date(2026, 3, 1)
    )
    session.add_all([line, source])
    session.flush()
    return made


def give_words(session: Session, response: Response, words: str = SECRET) -> None:
    """Let the person of a response have said these words, and a theme be named after them."""
    passage = session.scalars(select(Passage).where(Passage.response_id == response.id)).first()
    assert passage
    excerpt = session.scalars(select(Excerpt).where(Excerpt.passage_id == passage.id)).first()
    set_text(passage, f"{words}, {passage.text}")
    response.answers = {**response.answers, passage.question_key or "": passage.text}
    if excerpt:
        excerpt.start, excerpt.end = 0, len(words)
        excerpt.quote, excerpt.passage_sha256 = words, passage.sha256
    else:
        excerpt = Excerpt(
            study_id=response.study_id, passage_id=passage.id, start=0, end=len(words),
            quote=words, passage_sha256=passage.sha256,
        )  # fmt: skip
        session.add(excerpt)
    session.flush()
    study = session.get_one(Study, response.study_id)
    themes.create(
        session, study, kind="pain", name=words.capitalize(), excerpts=[excerpt], user=None
    )


def tables_with(session: Session, words: str) -> list[str]:
    """Return 'table.column' of every place in the database that holds these words."""
    found = []
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            text = cast(column, Text)
            row = session.execute(
                select(column).where(text.ilike(f"%{words}%")).limit(1)
            ).one_or_none()
            if row is not None:
                found.append(f"{table.name}.{column.name}")
    return found


def stands_in_the_file(app: Flask, words: str) -> bool:
    """Whether the bytes of the SQLite files hold the words, in rows or in what is free."""
    settings: Settings = app.extensions["portrait_settings"]
    db.session.remove()
    db.engine.dispose()
    path = settings.instance / "portrait.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    places = [path, path.with_name(f"{path.name}-wal")]
    return any(words.encode() in one.read_bytes() for one in places if one.exists())
