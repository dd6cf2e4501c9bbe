"""A person who is erased is nowhere any more, and what was counted is still right."""

from __future__ import annotations

from random import Random

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from survey_app import jobs
from survey_app.collect.models import Passage, Response, Upload
from survey_app.config import Settings
from survey_app.customers import queries as customers
from survey_app.customers.models import Contact
from survey_app.db import now
from survey_app.exports import queries as exports
from survey_app.interviews.models import Interview
from survey_app.outreach.models import Invitation
from survey_app.personas import material, sheets
from survey_app.personas.models import Evidence, PersonaVersion, Statement
from survey_app.personas.models_around import BoardEntry, PersonaComment, PersonaPledge
from survey_app.privacy import files, queries, services
from survey_app.privacy.models import Erasure
from survey_app.themes import queries as themes
from survey_app.themes.models import Decision, Excerpt, Theme
from survey_app.themes.voices import voices
from tests.builders import Cast
from tests.builders_outreach import wave
from tests.builders_personas import drafted
from tests.builders_privacy import (
    SECRET,
    TALK,
    erase,
    export_path,
    person,
    stands_in_the_file,
    tables_with,
)
from tests.builders_questionnaires import publish_tiny
from tests.builders_responses import given
from tests.pages import Pages


def test_the_words_are_in_no_table_and_no_byte_of_the_file(
    app: Flask, cast: Cast, session: Session, quoted: Response
) -> None:
    assert {"passage.text", "theme.name", "decision.after", "statement.our_answer"} <= set(
        tables_with(session, SECRET)
    )
    assert {
        "persona_comment.text", "persona_pledge.text", "board_entry.text", "board_entry.line_key",
    } <= set(tables_with(session, SECRET))  # fmt: skip
    assert {"interview.title", "persona_pledge.who", "persona_share.label"} <= set(
        tables_with(session, "Zinaida Quill")
    )
    record = erase(app, session, quoted)
    for words in (SECRET, TALK, "Zinaida", "zinaida@quill.example", "555 0199", "Quill fair"):
        assert tables_with(session, words) == []
    assert record.finished_at
    assert record.counts["responses"] == record.counts["contacts"] == 1
    if "sqlite" in str(session.get_bind().dialect.name):
        for words in (SECRET, TALK, "zinaida@quill.example"):
            assert not stands_in_the_file(app, words)


def test_exports_that_were_kept_ready_go_at_once(
    app: Flask, cast: Cast, session: Session, quoted: Response, pages: Pages
) -> None:
    pages.sign_in(cast.researcher)
    path = f"{export_path(session, cast.study)}.docx"
    assert pages.client.get(path).status_code == 200
    settings: Settings = app.extensions["portrait_settings"]
    kept = settings.renderings / str(cast.study.id)
    assert len(list(kept.iterdir())) == 1
    erase(app, session, quoted)
    assert list(kept.iterdir()) == []


def test_what_colleagues_wrote_stays_but_for_the_words_of_the_person(
    app: Flask, cast: Cast, session: Session, quoted: Response
) -> None:
    erase(app, session, quoted)
    texts = set(session.scalars(select(PersonaComment.text)))
    assert texts == {"Look: '[…]'!", "[…] told me so herself"}
    pledge = session.scalars(select(PersonaPledge)).one()
    assert (pledge.who, pledge.text) == ("[…]'s account manager", "Ask whether […]")
    notes = session.scalars(select(BoardEntry.text).where(BoardEntry.line_key.is_(None))).all()
    assert notes == ["No more of '[…]'"]


def test_no_page_and_no_export_shows_the_person(
    app: Flask, cast: Cast, session: Session, quoted: Response, pages: Pages
) -> None:
    pages.sign_in(cast.researcher)
    base = f"/s/{cast.study.slug}"
    version = session.scalars(
        select(PersonaVersion).where(PersonaVersion.status == "published")
    ).one()
    addresses = [
        f"{base}/", f"{base}/contacts/", f"{base}/responses/", f"{base}/interviews/",
        f"{base}/themes/", f"{base}/personas/",
        f"{base}/personas/{version.persona_id}/v/{version.number}",
        *(f"{base}/personas/export.{one}" for one in ("html", "md", "json", "csv")),
        *(f"{base}/personas/{version.persona_id}/v/{version.number}/{one}"
          for one in ("life", "boards/compass", "boards/journey", "stress")),
    ]  # fmt: skip
    before = [pages.get(one).text for one in addresses]
    assert sum(SECRET in page for page in before) >= 3
    erase(app, session, quoted)
    for one in addresses:
        page = pages.get(one).text
        assert SECRET not in page, one
        assert "Zinaida" not in page, one
    sheet = pages.get(addresses[6]).text
    assert "withdrawn" in sheet
    pages.get(f"{base}/contacts/?q=zinaida")


def test_a_published_persona_keeps_its_numbers_and_counts_the_withdrawn(
    app: Flask, cast: Cast, session: Session, quoted: Response
) -> None:
    version = session.scalars(
        select(PersonaVersion).where(PersonaVersion.status == "published")
    ).one()
    numbers = [(one.n, one.asked, one.low, one.text) for one in version.statements]
    n_evidence = sum(len(one.evidence) for one in version.statements)
    n_members = len(version.segment["members"])
    key = f"c{quoted.contact_id}"
    mine = session.scalars(
        select(func.count()).select_from(Evidence).join(Statement).where(
            Statement.version_id == version.id, Evidence.respondent == key
        )
    ).one()  # fmt: skip
    assert mine
    erase(app, session, quoted)
    version = session.get_one(PersonaVersion, version.id)
    assert [(one.n, one.asked, one.low, one.text) for one in version.statements] == numbers
    assert sum(len(one.evidence) for one in version.statements) == n_evidence
    assert len(version.segment["members"]) == n_members == version.segment["n"]
    with app.test_request_context():
        sheet = sheets.sheet_of(session, cast.study, version, "en")
    assert sheet.n_withdrawn == mine
    assert key not in str(version.segment)
    with app.test_request_context():
        bundle = exports.bundle_of(
            session, cast.study, [version], language="en", made_at=now(), link=lambda *_: ""
        )
    assert SECRET not in str(bundle)


def test_drafts_are_counted_again_without_the_person(
    app: Flask, cast: Cast, session: Session, quoted: Response
) -> None:
    draft = session.scalars(select(PersonaVersion).where(PersonaVersion.status == "draft")).first()
    assert draft
    n_all = len(voices(session, cast.study))
    erase(app, session, quoted)
    draft = session.get_one(PersonaVersion, draft.id)
    assert draft.segment["n_respondents"] == n_all - 1
    assert draft.revision == 0
    for statement in draft.statements:
        assert all(piece.excerpt_id or piece.question_key for piece in statement.evidence)


def test_nothing_but_an_erasure_changes_a_published_persona(
    app: Flask, cast: Cast, session: Session, quoted: Response
) -> None:
    erase(app, session, quoted)
    for change in (
        "UPDATE evidence SET respondent = 'x'",
        "UPDATE statement SET our_answer = 'x'",
        "UPDATE persona_version SET summary = 'x'",
    ):
        with pytest.raises(DatabaseError, match="published persona version cannot change"):
            session.execute(text(change))
        session.rollback()
    # Even while an erasure is under way no number moves, and no other study opens.
    session.add(Erasure(study_id=cast.study.id, reason="staff"))
    session.flush()
    with pytest.raises(DatabaseError, match="published persona version cannot change"):
        session.execute(text("UPDATE statement SET n = 1, asked = 1"))
    session.rollback()
    session.add(Erasure(study_id=cast.other_study.id, reason="staff"))
    session.flush()
    with pytest.raises(DatabaseError, match="published persona version cannot change"):
        session.execute(text("UPDATE statement SET text = 'x'"))
    session.rollback()


def test_the_address_is_remembered_only_by_its_hash(
    app: Flask, cast: Cast, session: Session, quoted: Response
) -> None:
    erase(app, session, quoted)
    forbidden = customers.suppressed_among(
        session, cast.workspace.id, ["ZINAIDA@quill.example", "other@quill.example"]
    )
    assert forbidden == {"ZINAIDA@quill.example": "erased"}


def test_a_contact_can_go_and_the_answers_stay_counted(
    app: Flask, cast: Cast, session: Session, quoted: Response
) -> None:
    contact = session.get_one(Contact, quoted.contact_id)
    services.forget_contacts(session, cast.study, [contact], user=cast.researcher)
    session.commit()
    jobs.queue_of(app).run_pending()
    assert tables_with(session, "Zinaida") == []
    assert "passage.text" in tables_with(session, SECRET)
    version = session.scalars(
        select(PersonaVersion).where(PersonaVersion.status == "published")
    ).one()
    assert f"r{quoted.id}" in version.segment["members"]
    with app.test_request_context():
        assert sheets.sheet_of(session, cast.study, version, "en").n_withdrawn == 0


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_whoever_goes_the_counts_stay_right(
    app: Flask, cast: Cast, session: Session, seed: int
) -> None:
    """For any people erased: quotes stand at their sources, nobody is counted who is gone."""
    drafted(session, cast.study)
    first = session.scalars(select(PersonaVersion).order_by(PersonaVersion.id)).first()
    assert first
    first.status, first.published_at = "published", now()
    session.commit()
    ids = list(session.scalars(select(Response.id).order_by(Response.id)))
    going = Random(seed).sample(ids, k=3 * seed)
    words = list(session.scalars(select(Passage.text).where(Passage.response_id.in_(going))))
    for response_id in going:
        held = queries.of_response(session, session.get_one(Response, response_id))
        services.erase(session, held, reason="person")
    session.commit()
    jobs.queue_of(app).run_pending()
    assert set(voices(session, cast.study)) == {f"r{i}" for i in ids if i not in going}
    for one in words:
        assert tables_with(session, one) == []
    for excerpt in session.scalars(select(Excerpt)):
        assert excerpt.passage.text[excerpt.start : excerpt.end] == excerpt.quote
    gone = {f"r{one}" for one in going}
    assert not gone & set(session.scalars(select(Evidence.respondent)))
    people = {one.id for one in material.gather(session, cast.study).respondents}
    for version in session.scalars(select(PersonaVersion)):
        members = set(version.segment["members"])
        if version.status == "draft":
            assert members <= people
            assert version.segment["n"] == len(members)
            assert version.segment["n_respondents"] == len(ids) - len(going)
        else:
            assert not members & gone
            assert version.segment["n"] == len(version.segment["members"])
    for theme in themes.ranked(session, cast.study):
        assert theme.n_voices == theme.n_excerpts, "one quote a person in this study"


def test_another_study_is_left_alone(app: Flask, cast: Cast, session: Session) -> None:
    here = person(session, cast.study)
    there = person(session, cast.other_study)
    session.commit()
    services.erase(session, queries.of_contact(session, cast.study, here), reason="staff")
    session.commit()
    session.expire_all()
    assert session.get(Contact, there.id)
    assert session.scalars(select(Interview.study_id)).all() == [cast.other_study.id]
    assert session.scalars(select(Theme)).all() == session.scalars(select(Decision)).all() == []


def test_files_that_the_person_sent_are_deleted(
    app: Flask, cast: Cast, session: Session, quoted: Response
) -> None:
    settings: Settings = app.extensions["portrait_settings"]
    settings.uploads.mkdir(exist_ok=True)
    theirs, others = settings.uploads / ("a" * 32), settings.uploads / ("b" * 32)
    for one in (theirs, others):
        one.write_bytes(b"a photo")
    session.add(Upload(id=theirs.name, response_id=quoted.id))
    session.flush()
    done = services.erase(session, queries.of_response(session, quoted), reason="person")
    session.commit()
    files.delete(done.files)
    assert not theirs.exists()
    assert others.exists()
    assert done.record.counts["files"] == 1


def test_whose_answers_alone_are_erased_is_not_reminded_of_them(
    cast: Cast, session: Session
) -> None:
    sent = wave(session, cast.study)
    [invitation] = session.scalars(select(Invitation).where(Invitation.wave_id == sent.id))
    response = given(session, cast.study, publish_tiny(session, cast.study), {"size": "one"})
    response.invitation_id, response.contact_id = invitation.id, invitation.contact_id
    session.commit()
    # As a retention period does it: the answers have run out, the contact has not.
    held = queries.Held(cast.study, responses=[response])
    services.erase(session, held, reason="retention", never_write_again=False)
    session.commit()
    session.refresh(invitation)
    assert invitation.revoked_at is not None  # reminders go to good links only
    assert session.get(Contact, invitation.contact_id) is not None
