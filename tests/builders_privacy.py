"""Builders for privacy: a person with everything that can be held of one, and a look everywhere."""

from __future__ import annotations

import sqlite3
from datetime import date

from flask import Flask
from sqlalchemy import Text, cast, select
from sqlalchemy.orm import Session

from survey_app import jobs
from survey_app.collect.models import Passage, Response
from survey_app.collect.passages import set_text
from survey_app.config import Settings
from survey_app.customers.models import Contact, PublicSource
from survey_app.db import Base, db, now
from survey_app.interviews.models import Interview
from survey_app.personas import around, board_pages
from survey_app.personas.models import Evidence, PersonaVersion
from survey_app.privacy import queries, services
from survey_app.privacy.models import Erasure
from survey_app.studies.models import Study
from survey_app.synthesis.boards import BOARD_BY_KEY
from survey_app.themes import services as themes
from survey_app.themes.models import Excerpt
from tests import builders_customers
from tests.builders import Cast
from tests.builders_personas import drafted

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


def quoted_person(session: Session, cast: Cast) -> Response:
    """Make a person of a published persona: a contact who was called and is quoted everywhere."""
    first, *_others = drafted(session, cast.study)
    piece = next(
        piece for one in first.statements for piece in one.evidence if piece.excerpt is not None
    )
    assert piece.excerpt
    response = session.get_one(Response, piece.excerpt.passage.response_id)
    zinaida = person(session, cast.study)
    key = f"r{response.id}"
    response.contact_id = zinaida.id
    give_words(session, response)
    _rename_everywhere(session, key, f"c{zinaida.id}")
    statement = first.statements[0]
    statement.our_answer = f"We heard: {SECRET}"
    first.segment = {**first.segment, "key_quote": str(piece.excerpt_id)}
    session.flush()
    first.status, first.published_at = "published", now()
    _write_around(session, cast, first)
    session.commit()
    return response


def _write_around(session: Session, cast: Cast, version: PersonaVersion) -> None:
    """Let colleagues have quoted the person in everything that stands around a persona."""
    persona, user = version.persona, cast.researcher
    around.comment(session, persona, version.statements[0], user=user, text=f"Look: '{SECRET}'!")
    around.comment(session, persona, None, user=user, text="Zinaida Quill told me so herself")
    around.pledge(
        session, persona, user=user, who="Zinaida Quill's account manager", area="script",
        text=f"Ask whether {SECRET}", due_on=None,
    )  # fmt: skip
    around.share(session, persona, user=user, label="For Zinaida Quill")
    compass = BOARD_BY_KEY["compass"]
    board_pages.note(
        session, persona, compass, cell="solution", text=f"No more of '{SECRET}'", user_id=user.id
    )
    for place in "ab":
        board_pages.move(
            session, persona, compass, key=f"pains|text:{SECRET}{' !' * (place == 'a')}",
            cell="need", user_id=user.id,
        )  # fmt: skip


def _rename_everywhere(session: Session, old: str, new: str) -> None:
    for piece in session.scalars(select(Evidence).where(Evidence.respondent == old)):
        piece.respondent = new
    for version in session.scalars(select(PersonaVersion)):
        swapped = [new if key == old else key for key in version.segment["members"]]
        fit = {new if key == old else key: one for key, one in version.segment["fit"].items()}
        version.segment = {**version.segment, "members": swapped, "fit": fit}


def export_path(session: Session, study: Study) -> str:
    """Return where the one published persona of a study is taken out, without the extension."""
    version = session.scalars(
        select(PersonaVersion).where(PersonaVersion.status == "published")
    ).one()
    return f"/s/{study.slug}/personas/{version.persona_id}/v/{version.number}/export"


def erase(app: Flask, session: Session, response: Response) -> Erasure:
    """Erase the person of a response, and let the jobs run that this leads to."""
    done = services.erase(session, queries.of_response(session, response), reason="person")
    session.commit()
    jobs.queue_of(app).run_pending()
    return session.scalars(select(Erasure).order_by(Erasure.id.desc())).first() or done.record
