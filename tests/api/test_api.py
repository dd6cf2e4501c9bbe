"""What other programs may ask: by a token of one study, checked as the page checks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from survey_app.api import services
from survey_app.builder import services as builder
from survey_app.builder.models import Publication
from survey_app.collect.models import Passage, Response
from survey_app.db import now
from survey_app.questionnaire import Questionnaire, build_form, question_type
from survey_app.studies.models import AccessLog, Study
from tests.builders import Cast
from tests.builders_customers import contact
from tests.builders_questionnaires import publish_tiny
from tests.pages import Pages
from tests.questionnaire.builders import said
from tests.questionnaire.strategies import answers_to, section_lists

ANSWERS = {"size": "many", "team": "Till", "annoys": "The export takes all night"}


class Program:
    """A program that holds a token."""

    def __init__(self, app: Flask, token: str = "") -> None:
        self._client = app.test_client()
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    def get(self, path: str) -> TestResponse:
        return self._client.get(f"/api/v1/{path}", headers=self._headers)

    def post(self, path: str, body: Any) -> TestResponse:
        return self._client.post(f"/api/v1/{path}", json=body, headers=self._headers)

    def raw(self, path: str, body: bytes) -> TestResponse:
        return self._client.post(f"/api/v1/{path}", data=body, headers=self._headers)


def holder(app: Flask, session: Session, study: Study, *, may_write: bool = True) -> Program:
    _made, text = services.issue(session, study, name="Copy", may_write=may_write, user=None)
    session.commit()
    return Program(app, text)


@pytest.fixture
def survey(cast: Cast, session: Session) -> Publication:
    made = publish_tiny(session, cast.study)
    session.commit()
    return made


@pytest.fixture
def program(app: Flask, cast: Cast, session: Session, survey: Publication) -> Program:
    return holder(app, session, cast.study)


def n_responses(session: Session) -> int:
    session.rollback()
    return session.scalar(select(func.count(Response.id))) or 0


@pytest.mark.parametrize(
    "path", ["study", "surveys", "surveys/1", "responses", "themes", "personas"]
)
@pytest.mark.parametrize("header", ["", "Bearer", "Bearer wrong", "Basic portrait_x"])
def test_without_a_token_that_works_everything_is_closed(
    app: Flask, cast: Cast, survey: Publication, path: str, header: str
) -> None:
    answer = app.test_client().get(f"/api/v1/{path}", headers={"Authorization": header})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.json["code"] == "P401"


def test_a_signed_in_person_is_no_program(pages: Pages, cast: Cast) -> None:
    pages.sign_in(cast.researcher)
    assert pages.client.get("/api/v1/study").status_code == 401


def test_a_token_opens_its_study_and_no_other(
    app: Flask, cast: Cast, session: Session, survey: Publication
) -> None:
    theirs = holder(app, session, cast.other_study)
    assert theirs.get("study").json["title"] == cast.other_study.title
    assert theirs.get("surveys").json == {"surveys": []}
    assert theirs.get(f"surveys/{survey.id}").status_code == 404
    body = {"publication": survey.id, "language": "en", "answers": ANSWERS}
    assert theirs.post("check", body).status_code == 404
    assert theirs.post("responses", body).status_code == 404
    assert n_responses(session) == 0


def test_a_token_that_reads_brings_nothing_in(
    app: Flask, cast: Cast, session: Session, survey: Publication
) -> None:
    reader = holder(app, session, cast.study, may_write=False)
    body = {"publication": survey.id, "language": "en", "answers": ANSWERS}
    assert reader.post("check", body).json["accepted"]
    assert reader.post("responses", body).status_code == 403
    assert n_responses(session) == 0


def test_a_response_comes_in_once_and_is_read_like_any_other(
    program: Program, session: Session, survey: Publication, cast: Cast
) -> None:
    listed = program.get("surveys").json["surveys"]
    assert [(one["publication"], one["number"], one["n_questions"]) for one in listed] == [
        (survey.id, 1, 5)
    ]
    anna = contact(session, cast.study, "Anna")
    session.commit()
    body = {
        "publication": survey.id,
        "language": "ru",
        "answers": {**ANSWERS, "size": "one"},  # so that the team is not asked
        "id": "crm-17",
        "contact": (anna.email or "").upper(),
    }
    first = program.post("responses", body)
    assert first.status_code == 201
    assert first.json["new"]
    assert first.json["dropped"] == ["team"]
    again = program.post("responses", body)
    assert (again.status_code, again.json["new"]) == (200, False)
    assert again.json["id"] == first.json["id"]
    stored = session.scalars(select(Response)).one()
    assert (stored.channel, stored.contact_id, stored.language) == ("import", anna.id, "ru")
    assert session.scalars(select(Passage.text)).all() == [ANSWERS["annoys"]]
    (read,) = program.get("responses").json["responses"]
    assert read["answers"] == {"size": "one", "annoys": ANSWERS["annoys"]}
    assert read["version"] == survey.version_id
    session.rollback()
    log = session.scalars(select(AccessLog)).all()
    assert [(entry.what, entry.detail) for entry in log] == [("export", "API: Copy")]


def test_reading_goes_on_where_it_stopped(
    program: Program, session: Session, survey: Publication
) -> None:
    for _each in range(5):
        body = {"publication": survey.id, "language": "en", "answers": {"size": "one"}}
        assert program.post("responses", body).status_code == 201
    seen, after = [], ""
    while after is not None:
        stretch = program.get(f"responses?limit=2&after={after}").json
        assert len(stretch["responses"]) <= 2
        seen += [one["id"] for one in stretch["responses"]]
        after = stretch["next"]
    assert len(seen) == len(set(seen)) == 5
    assert seen == sorted(seen), "by their random ids, not by when they came"


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        ({"answers": {}}, "size", "Choose one"),
        ({"answers": {"size": "huge"}}, "size", "Choose from"),
        ({"answers": {"size": "one", "sizes": "one"}}, "sizes", "no question with this key"),
        ({"publication": "x"}, "publication", "integer"),
        ({"language": "de"}, "language", "'en'"),
        ({"answers": []}, "answers", "object"),
        ({"surprise": 1}, "surprise", "not permitted"),
    ],
)
def test_what_cannot_be_taken_is_named_by_its_place(
    program: Program, session: Session, survey: Publication, change: dict, place: str, words: str
) -> None:
    body = {"publication": survey.id, "language": "en", "answers": {"size": "one"}} | change
    answer = program.post("responses", body)
    assert answer.status_code == 422
    assert words in " ".join(answer.json["problems"][place])
    assert n_responses(session) == 0


@pytest.mark.parametrize(
    "body", [b"", b"{", b"null", b"\xff", b"[" * 100_000, b'{"answers": {"size": "\\ud800"}}']
)
def test_a_broken_body_is_refused_without_a_stumble(program: Program, body: bytes) -> None:
    answer = program.raw("responses", body)
    assert answer.status_code == 422
    assert answer.json["message"]


@pytest.mark.parametrize(
    "answers", [{"size": "one", "annoys": "a\x00b"}, {"size": "one", "annoys": {"a": [1e999]}}]
)
def test_odd_values_never_make_it_fail(
    program: Program, survey: Publication, answers: dict
) -> None:
    body = {"publication": survey.id, "language": "en", "answers": answers}
    assert program.post("responses", body).status_code in (201, 422)


def test_times_and_people_must_make_sense(
    program: Program, session: Session, survey: Publication
) -> None:
    body = {"publication": survey.id, "language": "en", "answers": {"size": "one"}}
    later = (now() + timedelta(days=1)).isoformat()
    for change in (
        {"completed_at": later},
        {"started_at": later},
        {"contact": "who@nowhere.example"},
    ):
        assert program.post("responses", body | change).status_code == 422
    assert n_responses(session) == 0


def test_a_closed_study_takes_nothing_in(
    program: Program, session: Session, cast: Cast, survey: Publication
) -> None:
    cast.study.status, cast.study.closed_at = "closed", now()
    session.commit()
    body = {"publication": survey.id, "language": "en", "answers": {"size": "one"}}
    assert program.post("responses", body).status_code == 409


def test_trials_and_unfinished_responses_are_not_handed_out(
    program: Program, session: Session, cast: Cast, survey: Publication
) -> None:
    place = {"study_id": cast.study.id, "publication_id": survey.id, "language": "en"}
    done = {"status": "completed", "completed_at": now()}
    session.add(Response(**place, **done, public_id="a trial", trial=True))
    session.add(Response(**place, public_id="begun", status="started"))
    session.commit()
    assert program.get("responses").json == {"responses": [], "next": None}
    assert program.get("study").json["n_responses"] == 0


def test_the_description_names_every_view_and_no_shape_is_missing(app: Flask) -> None:
    described = app.test_client().get("/api/v1/openapi.json").json
    assert described["openapi"] == "3.1.0"
    views = {
        (rule.rule.replace("<int:publication>", "{publication}"), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("api.") and rule.endpoint != "api.openapi"
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    told = {(path, method) for path, methods in described["paths"].items() for method in methods}
    assert told == views
    shapes = described["components"]["schemas"]
    references = set(str(described).split("#/components/schemas/")[1:])
    assert {one.split("'")[0] for one in references} <= set(shapes)


def test_a_researcher_makes_a_token_sees_it_once_and_revokes_it(
    app: Flask, pages: Pages, cast: Cast, session: Session
) -> None:
    pages.sign_in(cast.researcher)
    place = f"/s/{cast.study.slug}/programs/"
    made = pages.post(place, {"name": "Nightly copy"}, expect=200)
    token = made.text.split("<code>portrait_")[1].split("<")[0]
    assert token not in pages.get(place).text
    held = Program(app, f"portrait_{token}")
    assert held.get("study").status_code == 200
    pages.post(f"{place}1/revoke", {})
    assert held.get("study").status_code == 401
    assert pages.post(place, {"name": ""}, expect=422)


@pytest.mark.parametrize("who", ["interviewer", "viewer", "other_researcher"])
def test_only_researchers_of_the_study_hand_out_tokens(pages: Pages, cast: Cast, who: str) -> None:
    pages.sign_in(getattr(cast, who))
    expected = 404 if who == "other_researcher" else 403
    pages.get(f"/s/{cast.study.slug}/programs/", expect=expected)


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.data())
def test_the_api_accepts_exactly_what_the_page_accepts(
    app: Flask, cast: Cast, session: Session, data: st.DataObject
) -> None:
    definition = {"title": said("A"), "languages": ["en", "ru", "zh"]}
    made = Questionnaire.from_dict(definition | {"sections": data.draw(section_lists())})
    draft = builder.create_from(session, cast.study, purpose="survey", title="Any", definition=made)
    publication = builder.publish(session, draft, user=None)
    program = holder(app, session, cast.study)
    asked = [one for one in made.iter_inputs() if one.type != "file"]
    answers = {one.key: data.draw(answers_to(one)) for one in asked if data.draw(st.booleans())}
    sent: dict[str, Any] = {}
    for one in asked:
        if one.key in answers:
            sent |= question_type(one.type).sent_as(one, answers[one.key])
    stored: dict[str, Any] = {}
    accepted = True
    for part in made.sections:
        form = build_form(made, part.key, "en", stored, sent)
        accepted = form.validate() and accepted
        stored = form.merged()
    body = {"publication": publication.id, "language": "en", "answers": answers}
    checked = program.post("check", body).json
    assert checked["accepted"] == accepted, checked["problems"]
    if accepted:
        assert checked["kept"] == stored
