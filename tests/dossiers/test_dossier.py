"""One customer on one page: what is known and from where, and a call for what is not."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.builder import services as builder
from survey_app.builder.models import Publication
from survey_app.builder.shelf import banks
from survey_app.builder.versions import questionnaire_of
from survey_app.collect.services import import_response
from survey_app.customers import queries as customers
from survey_app.customers import services as contacts
from survey_app.customers.models import Contact
from survey_app.db import now
from survey_app.dossiers.dossier import BANK, Dossier, dossier_of
from survey_app.interviews import services as interviews
from survey_app.interviews.models import Interview
from tests.builders import Cast
from tests.builders_customers import contact
from tests.pages import Pages

PICKS = ["dos/work/dos_1", "dos/goals/dos_7", "what/pains/what_1"]


@pytest.fixture
def anna(cast: Cast, session: Session) -> Contact:
    """A contact who has answered three questions of the dossier and was called once."""
    person = contact(session, cast.study)
    shelf = banks()
    pains = next(
        f"what/{section.key}/{question.key}"
        for section in shelf["what"].sections
        for question in section.questions
        if "pain" in question.elicits and question.type in ("text", "list")
    )
    made = builder.create(
        session, cast.study, purpose="survey", title="About you", banks=shelf,
        picks=[*PICKS[:2], pains], languages=["en"],
    )  # fmt: skip
    publication = builder.publish(session, made, user=None)
    import_response(
        session,
        study_id=cast.study.id,
        publication_id=publication.id,
        contact_id=person.id,
        invitation_id=None,
        questionnaire=questionnaire_of(session, publication),
        answers={"dos_1_people": "people_10_49", "dos_7_main": "Close the books by Friday"},
        language="en",
        channel="email",
        started_at=now(),
        completed_at=now(),
    )
    script = builder.create(
        session, cast.study, purpose="script", title="Call", banks=shelf,
        picks=["dos/goals/dos_9"], languages=["en"],
    )  # fmt: skip
    call = interviews.plan(
        session, cast.study, title="Anna", contact=person,
        publication=builder.publish(session, script, user=None),
    )  # fmt: skip
    interviews.add_note(session, call, text="Fears the switch", question_key="dos_9")
    interviews.add_note(session, call, text="Laughs a lot")
    contacts.add_source(
        session, person, text="Studied law <b>bold</b>", url="https://x.example/anna",
        seen_on=date(2026, 3, 1), field="dos_6",
    )  # fmt: skip
    session.commit()
    return person


def page_address(cast: Cast, person: Contact, path: str = "") -> str:
    return f"/s/{cast.study.slug}/contacts/{person.id}/dossier/{path}"


def dossier(cast: Cast, session: Session, person: Contact) -> Dossier:
    return dossier_of(session, cast.study, person, banks()[BANK], "en", link=lambda _one: "")


def test_rows_hold_what_is_known_with_its_source(
    cast: Cast, session: Session, anna: Contact
) -> None:
    found = dossier(cast, session, anna)
    known = {row.key: [fact.text for fact in row.facts] for row in found.rows if row.is_known}
    assert known == {
        "dos_1": ["10–49"],
        "dos_6": ["Studied law <b>bold</b>"],
        "dos_7": ["Close the books by Friday"],
        "dos_9": ["Fears the switch"],
    }
    assert {voice.text for voice in found.voices} == {"Laughs a lot", "Close the books by Friday"}
    assert {row.key for row in found.unknown} == {
        "dos_2", "dos_3", "dos_4", "dos_5", "dos_8", "dos_11", "dos_12", "dos_13",
    }  # fmt: skip


def test_the_page_shows_it_and_plans_a_call_with_the_rest(
    cast: Cast, session: Session, anna: Contact, pages: Pages
) -> None:
    pages.sign_in(cast.interviewer)
    page = pages.get(page_address(cast, anna)).text
    for words in ("Close the books by Friday", "Fears the switch", "https://x.example/anna"):
        assert words in page
    assert "8 things are unknown" in page
    picks = ["dos/work/dos_2", "dos/goals/dos_8", "dos/answers/forged"]
    planned = pages.post(page_address(cast, anna, "call"), {"ask": picks})
    assert planned.location.endswith("/plan")
    call = session.scalars(select(Interview).order_by(Interview.id.desc())).first()
    assert call
    assert (call.contact_id, call.status, call.interviewer_id) == (
        anna.id, "planned", cast.interviewer.id,
    )  # fmt: skip
    assert call.publication
    asked = [one.key for one in questionnaire_of(session, call.publication).iter_questions()]
    assert asked == ["dos_2", "dos_8"]
    n_scripts = len(session.scalars(select(Publication)).all())
    session.rollback()
    pages.post(page_address(cast, anna, "call"), {"ask": picks})
    assert len(session.scalars(select(Publication)).all()) == n_scripts, "the same script again"
    session.rollback()
    pages.post(page_address(cast, anna, "call"), {}, expect=422)


def test_public_sources_are_noted_and_removed(
    cast: Cast, session: Session, anna: Contact, pages: Pages
) -> None:
    pages.sign_in(cast.interviewer)
    here = page_address(cast, anna, "sources")
    pages.post(here, {"text": "", "url": ""}, expect=422)
    pages.post(here, {"text": "Moved", "url": "javascript:alert(1)"}, expect=422)
    pages.post(here, {"text": "Moved to Riga", "url": "https://y.example", "field": "dos_5"})
    assert "Moved to Riga" in pages.get(page_address(cast, anna)).text
    newest = customers.sources(session, anna)[0]
    assert newest.field == "dos_5"
    one = f"{here}/{newest.id}/delete"
    session.rollback()
    pages.post(one)
    pages.post(one, expect=404)
    assert len(customers.sources(session, anna)) == 1


def test_nobody_elses_dossier_opens(
    cast: Cast, session: Session, anna: Contact, pages: Pages
) -> None:
    theirs = contact(session, cast.other_study)
    session.commit()
    pages.sign_in(cast.researcher)
    pages.get(page_address(cast, theirs), expect=404)
    pages.post(page_address(cast, theirs, "call"), {"ask": PICKS[:1]}, expect=404)
    pages.sign_in(cast.viewer)
    pages.get(page_address(cast, anna), expect=403)


def test_of_a_stranger_everything_is_unknown(cast: Cast, session: Session, pages: Pages) -> None:
    person = contact(session, cast.study, "Boris")
    session.commit()
    found = dossier(cast, session, person)
    assert found.unknown == found.rows
    pages.sign_in(cast.researcher)
    assert "Nothing yet." in pages.get(page_address(cast, person)).text
