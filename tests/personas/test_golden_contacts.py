"""Golden questions from end to end, with real contacts: asked, answered, scored, tagged.

Forty contacts answer five closed questions; twenty lean to 'a', twenty to 'b'. A forty-first then
answers only the mini-survey that was made of the golden questions.
"""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.builder import services as builder
from survey_app.builder.models import Publication, Questionnaire
from survey_app.builder.versions import questionnaire_of
from survey_app.collect.services import import_response
from survey_app.customers import imports
from survey_app.customers.models import Contact
from survey_app.customers.sheets import sheet_of_file
from survey_app.personas.golden_pages import tag_of
from survey_app.personas.models import Persona, PersonaVersion
from survey_app.questionnaire import Questionnaire as Definition
from tests import builders_customers
from tests.builders import Cast
from tests.builders_questionnaires import worded
from tests.pages import Pages

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
KEYS = ("q1", "q2", "q3", "q4", "q5")
LONG: dict[str, Any] = {
    "title": worded("All about your work"),
    "languages": ["en", "ru", "zh"],
    "sections": [{
        "key": "all", "title": worded("All at once"),
        "questions": [
            {"key": key, "type": "single", "text": worded(f"Question {key}?"),
             "choices": [{"code": "a", "text": worded("This")},
                         {"code": "b", "text": worded("That")}]}
            for key in KEYS
        ],
    }],
}  # fmt: skip
NAMES = ("Does it alone", "Asks the team, always")


def answer(
    session: Session,
    cast: Cast,
    publication: Publication,
    contact: Contact,
    answers: dict[str, str],
) -> None:
    import_response(
        session, study_id=cast.study.id, publication_id=publication.id, contact_id=contact.id,
        invitation_id=None, questionnaire=questionnaire_of(session, publication), answers=answers,
        language="en", channel="email", started_at=START, completed_at=START + timedelta(hours=1),
    )  # fmt: skip


@pytest.fixture
def forty(cast: Cast, session: Session) -> list[Contact]:
    """The contacts, all of whom answered, and two published personas of twenty each."""
    definition = Definition.from_dict(LONG)
    made = builder.create_from(
        session, cast.study, purpose="survey", title="Long", definition=definition
    )
    publication = builder.publish(session, made, user=None)
    people = []
    for n in range(40):
        person = builders_customers.contact(
            session, cast.study, f"Person{n}", attributes={"Size": "small" if n < 20 else "large"}
        )
        own, other = ("a", "b") if n < 20 else ("b", "a")
        # Each question is answered like the others of the group, but for two people of twenty.
        answers = {key: other if n % 20 in (2 * i, 2 * i + 1) else own
                   for i, key in enumerate(KEYS)}  # fmt: skip
        answer(session, cast, publication, person, answers)
        people.append(person)
    for place, name in enumerate(NAMES):
        members = [f"c{person.id}" for person in people[20 * place : 20 * place + 20]]
        persona = Persona(study_id=cast.study.id, position=place)
        persona.versions.append(
            PersonaVersion(
                number=1, name=name, status="published", published_at=START,
                segment={"members": members, "fit": dict.fromkeys(members, 1.0), "n": 20,
                         "n_respondents": 40, "share": 0.5, "unclassified": [],
                         "unclassified_share": 0.0, "stability": 0.9, "stability_word": "solid",
                         "origin": "segment", "name_theme_id": None},
            )
        )  # fmt: skip
        session.add(persona)
    session.commit()
    return people


def test_a_stranger_is_asked_scored_and_tagged(
    forty: list[Contact], cast: Cast, session: Session, pages: Pages
) -> None:
    pages.sign_in(cast.researcher)
    base = f"/s/{cast.study.slug}"
    assert "They name the right persona for" in pages.get(f"{base}/personas/golden").text
    pages.post(f"{base}/personas/golden/survey", {})
    short = session.scalars(select(Questionnaire).order_by(Questionnaire.id.desc())).first()
    assert short is not None
    publication = builder.publish(session, short, user=cast.researcher)
    asked = [one.key for one in questionnaire_of(session, publication).iter_inputs()]
    assert 4 <= len(asked) <= 5
    stranger = builders_customers.contact(session, cast.study, "Stranger")
    answer(session, cast, publication, stranger, dict.fromkeys(asked, "b"))
    session.commit()

    data = pages.client.get(f"{base}/personas/golden/contacts.csv").data
    rows = {row["name"]: row for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig")))}
    assert len(rows) == 41
    row = rows[stranger.name]
    assert row["persona"] == NAMES[1]
    assert int(row["ahead_by"]) > 0

    sheet, _kept = sheet_of_file("personas-of-contacts.csv", data)
    imports.import_contacts(session, cast.study, sheet.read().contacts, user=cast.researcher)
    session.commit()
    session.expire_all()
    assert stranger.tag_names == [tag_of(NAMES[1])] == ["Asks the team always"]
    assert tag_of(NAMES[0]) in forty[19].tag_names
    assert len(session.scalars(select(Contact)).all()) == 41  # tagged, not added anew
    text = pages.get(f"{base}/contacts/?tag=Asks the team always&q=stranger").text
    assert "Stranger" in text


def test_those_who_answered_are_held_against_the_customer_base(
    forty: list[Contact], cast: Cast, session: Session, pages: Pages
) -> None:
    # Sixty more large customers, none of whom answered: 80 of 100 are large, 20 of 40 answered.
    for n in range(60):
        builders_customers.contact(
            session, cast.study, f"Silent{n}", attributes={"Size": "large"}
        )  # fmt: skip
    session.commit()
    pages.sign_in(cast.viewer)
    text = " ".join(pages.get(f"/s/{cast.study.slug}/personas/not-known").text.split())
    assert "This cannot be said yet" not in text
    assert "80%" in text.replace("\u00a0", "")
    assert "20 of 40" in text
    assert "too few" in text
