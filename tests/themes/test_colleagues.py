"""What colleagues answered is belief: no theme, no share, no group and no persona counts it."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.builder import services as builder
from survey_app.builder.models import Publication, Questionnaire
from survey_app.builder.shelf import banks
from survey_app.collect import queries as collect
from survey_app.errors import Unprocessable
from survey_app.personas import material
from survey_app.studies.models import Study
from survey_app.themes import corpus, heard, queries, services
from survey_app.themes.voices import voices
from tests.builders import Cast
from tests.builders_questionnaires import publish_tiny
from tests.builders_voices import EXPORTS, analyse, answer
from tests.pages import Pages
from tests.themes.conftest import FindTheme


@pytest.fixture
def internal(session: Session, study: Study) -> Publication:
    """A second survey in which three colleagues say what six customers said of exports."""
    publication = publish_tiny(session, study)
    for text in EXPORTS[:3]:
        answer(session, publication, f"{text} So I believe.", day=40)
    session.commit()
    return publication


def test_colleagues_count_as_soon_as_they_are_customers_and_no_more_when_they_are_not(
    app: Flask, session: Session, study: Study, about: FindTheme, internal: Publication
) -> None:
    exports_id = about("export").id
    services.accept(session, about("export"), user=None)
    analyse(app, session, study)
    everybody = len(voices(session, study))
    before = {one.id: one for one in queries.ranked(session, study)}[exports_id]
    assert before.n_voices == len(EXPORTS) + 3
    builder.set_audience(session, internal.questionnaire, for_team=True)
    session.commit()
    # At once, before any new analysis: the stored count went with the change.
    after = {one.id: one for one in queries.ranked(session, study)}[exports_id]
    assert (after.n_voices, after.n) == (len(EXPORTS), len(EXPORTS))
    assert len(voices(session, study)) == everybody - 3
    assert len(heard.said(session, study)[exports_id]) == len(EXPORTS)
    assert sum(map(len, heard.groups(session, study, "channel").values())) == everybody - 3
    assert len(heard.spoke_on(session, study)) == everybody - 3
    stuff = material.gather(session, study)
    assert len(stuff.respondents) == everybody - 3
    assert all("So I believe" not in one.text for theme in stuff.themes for one in theme.quotes)
    assert corpus.n_passages(session, study) == len(corpus.gather(session, study).documents)
    # And the next analysis takes their words out of the accepted theme, and nobody else's.
    analyse(app, session, study)
    theme = queries.theme(session, study, exports_id)
    assert theme is not None
    quotes = [one.quote for one in queries.voiced_in(session, study, theme, limit=50)]
    assert len(quotes) == after.n_excerpts
    assert not any("So I believe" in quote for quote in quotes)
    assert {one.id: one.asked for one in queries.ranked(session, study)}[exports_id] == (
        everybody - 3
    )


def test_the_answers_stay_to_be_read_and_are_marked(
    session: Session, study: Study, cast: Cast, internal: Publication, pages: Pages
) -> None:
    pages.sign_in(cast.researcher)
    base = f"/s/{study.slug}/questionnaires/{internal.questionnaire_id}"
    assert "Who answers it" in pages.get(f"{base}/publish").text
    pages.post(f"{base}/audience", {"for_team": "1"}, page=f"{base}/publish")
    session.expire_all()
    assert internal.questionnaire.for_team
    assert collect.counts(session, study).by_colleagues == 3
    assert "3 of the completed are colleagues’" in pages.get(f"/s/{study.slug}/responses/").text
    assert "A survey for colleagues." in pages.get(f"{base}/").text
    pages.post(f"{base}/audience", {"for_team": "0"}, page=f"{base}/publish")
    assert collect.counts(session, study).by_colleagues == 0


def test_a_survey_made_of_questions_for_the_team_is_for_the_team(
    app: Flask, session: Session, study: Study
) -> None:
    with app.test_request_context():
        shelf = banks()
        picks = {"team": True, "persona20": False}
        for name, for_team in picks.items():
            made = builder.create(
                session, study, purpose="survey", title=name, banks=shelf,
                picks=[name], languages=["en"],
            )  # fmt: skip
            assert made.for_team is for_team, name
        script = builder.create(
            session, study, purpose="script", title="s", banks=shelf, picks=["team"],
            languages=["en"],
        )  # fmt: skip
        assert not script.for_team
        with pytest.raises(Unprocessable):
            builder.set_audience(session, script, for_team=True)


def test_another_study_cannot_be_told_who_answers_it(
    session: Session, cast: Cast, internal: Publication, pages: Pages
) -> None:
    other = publish_tiny(session, cast.other_study)
    session.commit()
    pages.sign_in(cast.researcher)
    path = f"/s/{cast.study.slug}/questionnaires/{other.questionnaire_id}/audience"
    pages.post(
        path, {"for_team": "1"}, expect=404,
        page=f"/s/{cast.study.slug}/questionnaires/{internal.questionnaire_id}/publish",
    )  # fmt: skip
    found = session.scalars(select(Questionnaire.for_team)).all()
    assert not any(found)
