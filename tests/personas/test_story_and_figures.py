"""The story of a sheet, beliefs beside the data, and figures as the team shows them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from survey_app.builder import services as builder
from survey_app.collect.services import import_response
from survey_app.personas import editing, linking, material, services
from survey_app.personas.models import PersonaVersion
from survey_app.questionnaire import Questionnaire
from survey_app.studies.models import Study
from tests.builders import Cast
from tests.builders_personas import START, drafted
from tests.builders_questionnaires import worded
from tests.pages import Pages

AGES = (31, 33, 35, 38, 41, 58)


def url(cast: Cast, version: PersonaVersion, rest: str = "") -> str:
    return f"/s/{cast.study.slug}/personas/{version.persona_id}/v/{version.number}{rest}"


@pytest.fixture
def version(cast: Cast, session: Session) -> PersonaVersion:
    return drafted(session, cast.study)[0]


def tell_ages(session: Session, study: Study) -> None:
    asked = Questionnaire.from_dict(
        {
            "title": worded("Age"),
            "languages": ["en", "ru", "zh"],
            "sections": [
                {
                    "key": "one",
                    "title": worded("One"),
                    "questions": [
                        {
                            "key": "your_age",
                            "type": "number",
                            "text": worded("How old are you?"),
                            "sensitive": True,
                            "purpose": worded("So that we write for people like you."),
                            "elicits": ["demographic"],
                        }
                    ],
                }
            ],
        }
    )
    made = builder.create_from(session, study, purpose="survey", title="Age", definition=asked)
    publication = builder.publish(session, made, user=None)
    for age in AGES:
        import_response(
            session, study_id=study.id, publication_id=publication.id, contact_id=None,
            invitation_id=None, questionnaire=asked, answers={"your_age": age}, language="en",
            channel="email", started_at=START + timedelta(days=30),
            completed_at=START + timedelta(days=30, minutes=1),
        )  # fmt: skip
    session.commit()


def test_a_story_cites_the_lines_that_it_stands_on(
    version: PersonaVersion, cast: Cast, pages: Pages
) -> None:
    pages.sign_in(cast.researcher)
    third = pages.get(url(cast, version, "/story")).text
    assert "people who answered are like this." in third
    assert "What gets in their way:" in third
    assert f"/evidence/{version.statements[0].id}" in third
    first = pages.get(url(cast, version, "/story?person=first")).text
    assert "What gets in my way:" in first
    assert "What gets in their way:" not in first
    pages.get(url(cast, version, "/story?person=nobody"))


def test_beliefs_stand_beside_what_was_said(
    version: PersonaVersion, cast: Cast, session: Session, pages: Pages
) -> None:
    pages.sign_in(cast.researcher)
    assert "There is no assumption on this sheet" in pages.get(url(cast, version, "/beliefs")).text
    known = next(row for row in version.statements if row.theme_id and row.field == "pains")
    editing.assume(session, version, field="pains", text=f"We think: {known.text}", seen=0)
    editing.assume(session, version, field="dreams", text="A sailing boat", seen=1)
    session.commit()
    text = pages.get(url(cast, version, "/beliefs")).text
    assert f"Held against: {known.text}" in text
    assert "Confirmed" in text
    assert "Nobody was asked" in text
    assert f"{known.n} of {known.asked}" in text


def write_as_team(session: Session, study: Study, text: str, bank: str) -> None:
    asked = Questionnaire.from_dict(
        {
            "title": worded("For us"),
            "languages": ["en", "ru", "zh"],
            "sections": [
                {
                    "key": "one",
                    "title": worded("One"),
                    "questions": [
                        {
                            "key": "heard",
                            "type": "text",
                            "text": worded("What do they fight with?"),
                            "elicits": ["pain"],
                            "bank": bank,
                            "bank_key": "team_2",
                        }
                    ],
                }
            ],
        }
    )
    made = builder.create_from(session, study, purpose="survey", title="Us", definition=asked)
    publication = builder.publish(session, made, user=None)
    import_response(
        session, study_id=study.id, publication_id=publication.id, contact_id=None,
        invitation_id=None, questionnaire=asked, answers={"heard": text}, language="en",
        channel="email", started_at=START + timedelta(days=40),
        completed_at=START + timedelta(days=40, minutes=1),
    )  # fmt: skip
    session.commit()


def test_what_colleagues_wrote_is_a_belief_and_what_customers_wrote_is_not(
    version: PersonaVersion, cast: Cast, session: Session, pages: Pages
) -> None:
    known = next(row for row in version.statements if row.theme_id and row.field == "pains")
    write_as_team(session, cast.study, f"I say: {known.text}", bank="team")
    write_as_team(session, cast.study, "A customer wrote this", bank="persona20")
    write_as_team(session, cast.other_study, "Of another study", bank="team")
    pages.sign_in(cast.researcher)
    text = pages.get(url(cast, version, "/beliefs")).text
    assert "What colleagues wrote" in text
    assert f"I say: {known.text}" in text
    assert f"Held against: {known.text}" in text
    assert f"{known.n} of {known.asked}" in text  # the colleague is not among those asked
    assert "A customer wrote this" not in text
    assert "Of another study" not in text


def test_numbers_are_gathered_with_those_who_were_asked(
    version: PersonaVersion, cast: Cast, session: Session
) -> None:
    tell_ages(session, cast.study)
    tell_ages(session, cast.other_study)
    stuff = material.gather(session, cast.study)
    (age,) = stuff.numbers
    assert sorted(age.values.values()) == sorted(AGES)
    assert len(age.asked) == len(AGES)
    assert age.sensitive
    everybody = [one.id for one in stuff.respondents]
    (figure,) = material.figures_for(stuff, everybody)
    # 31, 33, 35, 38, 41, 58: place 2.5 is 36.5, places 1.25 and 3.75 are 33.5 and 40.25.
    assert (figure["median"], figure["lower"], figure["upper"]) == ("36.5", "33.5", "40.2")
    assert material.figures_for(stuff, everybody[:3]) == []


def test_a_figure_is_shown_exactly_or_as_a_range(
    version: PersonaVersion, cast: Cast, session: Session, pages: Pages
) -> None:
    tell_ages(session, cast.study)
    stuff = material.gather(session, cast.study)
    figures = material.figures_for(stuff, [one.id for one in stuff.respondents])
    version.segment = {**version.segment, "figures": figures}
    session.commit()
    pages.sign_in(cast.researcher)
    target = url(cast, version, "/figures")
    sheet = pages.get(url(cast, version)).text
    assert "<strong>36.5</strong>" in sheet
    assert "half of them: 33.5 to 40.2" in sheet
    assert "58" not in sheet[sheet.index("sheet-figures") : sheet.index("</dl>")]
    pages.post(target, {"revision": 0, "key": "your_age", "way": "exact", "value": "36"})
    sheet = pages.get(url(cast, version)).text
    assert "<strong>36</strong>" in sheet
    assert "chosen by the team" in sheet
    pages.post(target, {"revision": 1, "key": "your_age", "way": "range", "value": ""})
    assert "<strong>33.5 – 40.2</strong>" in pages.get(url(cast, version)).text
    for wrong in ({"key": "nothing", "way": "exact"}, {"key": "your_age", "way": "sideways"},
                  {"key": "your_age", "way": "exact", "value": "x" * 61}):  # fmt: skip
        pages.post(target, {"revision": 2, "value": "", **wrong}, expect=422)
    pages.post(target, {"revision": 0, "key": "your_age", "way": "range"}, expect=409)


def test_publishing_counts_the_figures_of_the_people_behind_it(
    version: PersonaVersion, cast: Cast, session: Session
) -> None:
    tell_ages(session, cast.study)  # by people outside of this persona
    services.publish(
        session, version, material.gather(session, cast.study), user=cast.researcher,
        override_reason="six more answered since",
    )  # fmt: skip
    assert version.segment["figures"] == []


def test_a_person_says_what_a_belief_is_held_against_and_takes_it_back(
    version: PersonaVersion, cast: Cast, session: Session, pages: Pages
) -> None:
    write_as_team(session, cast.study, "Quite other words", bank="team")
    row = next(one for one in version.statements if one.theme_id and one.field == "pains")
    path, key = url(cast, version, "/beliefs"), linking.key_of("quite  OTHER words")
    pages.sign_in(cast.researcher)
    assert f"Held against: {row.text}" not in pages.get(path).text
    sent = {"belief": key, "place": "w1"}
    pages.post(path, {**sent, "against": f"theme:{row.theme_id}"}, page=path)
    text = pages.get(path).text
    assert f"Held against: {row.text}" in text
    assert "chosen by" in text
    assert f"{row.n} of {row.asked}" in text
    pages.post(path, {**sent, "against": "none"}, page=path)
    assert "Held against no theme and no answer." in pages.get(path).text
    pages.post(path, {**sent, "against": "theme:999999"}, expect=422, page=path)
    pages.post(path, {**sent, "against": ""}, page=path)
    assert "Held against no theme" not in pages.get(path).text
    assert not linking.links(session, cast.study)
    # Readers see what was chosen and choose nothing.
    pages.sign_in(cast.viewer)
    pages.client.post(path, data={**sent, "against": "none"})
    assert not linking.links(session, cast.study)
