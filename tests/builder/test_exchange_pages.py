"""The pages that bring a questionnaire in and take one out."""

from __future__ import annotations

import io
import json

import pytest
from lxml import html
from sqlalchemy.orm import Session

from survey_app.builder import queries, services
from survey_app.builder.models import Questionnaire
from survey_app.questionnaire import Questionnaire as Definition
from survey_app.questionnaire.exchange import FORMATS, bring, take
from survey_app.studies.models import Study
from tests.builders import MARKUP, Cast
from tests.pages import Pages
from tests.questionnaire.builders import question, questionnaire, said

FORM = """
| survey |
| | type | name | label |
| | geopoint | where | Where? |
| | text | why | Why did you come? |
"""


@pytest.fixture
def made(session: Session, cast: Cast) -> Questionnaire:
    """A draft with tags that other tools do not know."""
    definition = questionnaire(question("age", "number", elicits=["context"]), question("why"))
    found = services.create_from(
        session, cast.study, purpose="survey", title="Spring", definition=definition
    )
    session.commit()
    return found


def path(study: Study, rest: str) -> str:
    return f"/s/{study.slug}/questionnaires/{rest}"


def drafts(session: Session, study: Study) -> list[Definition]:
    session.expire_all()
    return [services.draft_of(one) for one in queries.questionnaires(session, study)]


def test_a_form_without_losses_comes_in_at_once(pages: Pages, session: Session, cast: Cast) -> None:
    pages.sign_in(cast.researcher)
    there = path(cast.study, "bring")
    assert pages.get(path(cast.study, "")).text.count(there)
    form = questionnaire(question("age", "number", elicits=["context"]))
    file = (io.BytesIO(take(form, "xlsform").data), "form.xlsx")
    answer = pages.post(there, {"file": file, "purpose": "survey", "language": ""})
    assert pages.get(answer.location).status_code == 200
    [draft] = drafts(session, cast.study)
    assert draft == form


def test_losses_are_shown_before_anything_is_made(
    pages: Pages, session: Session, cast: Cast
) -> None:
    pages.sign_in(cast.researcher)
    there = path(cast.study, "bring")
    sent = {"pasted": FORM, "purpose": "script", "language": "", "title": MARKUP}
    answer = pages.post(there, sent, expect=200)
    assert "&#39;geopoint&#39; cannot be carried over and is left out." in answer.text
    assert drafts(session, cast.study) == []
    page = html.fromstring(answer.text)
    [checked] = page.xpath("//input[@name='checked']/@value")
    again = {"checked": checked, "purpose": "script", "language": "", "title": "Visitors"}
    pages.post(there, again)
    [draft] = drafts(session, cast.study)
    assert [one.key for one in draft.iter_all()] == ["why"]
    [one] = queries.questionnaires(session, cast.study, purpose="script")
    assert one.title == "Visitors"


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Choose a file, or paste the text of one."),
        ({"pasted": "{"}, "damaged"),
        ({"pasted": "hello"}, "damaged"),
        ({"pasted": "| survey |\n| | type | name |\n| | start | start |"}, "no question"),
        ({"checked": "x = 1", "title": "x"}, "cannot be understood"),
    ],
)
def test_what_cannot_be_read_is_told_and_nothing_typed_is_lost(
    pages: Pages, session: Session, cast: Cast, sent: dict[str, str], words: str
) -> None:
    pages.sign_in(cast.researcher)
    answer = pages.post(
        path(cast.study, "bring"), {"purpose": "survey", "language": "", **sent}, expect=422
    )
    assert words in answer.text
    if "pasted" in sent:
        [kept] = html.fromstring(answer.text).xpath("//textarea[@name='pasted']/text()")
        assert kept.strip() == sent["pasted"]
    assert drafts(session, cast.study) == []


def test_a_broken_file_is_named(pages: Pages, cast: Cast) -> None:
    pages.sign_in(cast.researcher)
    file = (io.BytesIO(b"PK\x03\x04..."), f"{MARKUP}.xlsx")
    answer = pages.post(
        path(cast.study, "bring"), {"file": file, "purpose": "survey", "language": ""}, expect=422
    )
    assert "damaged" in answer.text


def test_each_format_says_what_will_not_go_with_it(
    pages: Pages, cast: Cast, made: Questionnaire
) -> None:
    pages.sign_in(cast.researcher)
    assert f"{made.id}/take" in pages.get(path(cast.study, f"{made.id}/")).text
    page = pages.get(path(cast.study, f"{made.id}/take")).text
    text = str(html.fromstring(page).text_content())
    assert "Only Portrait reads elicits" in text
    assert "Everything goes with it." in text
    for one in FORMATS.values():
        assert one.LABEL["en"] in text


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_file_is_downloaded_in_every_format(
    pages: Pages, cast: Cast, made: Questionnaire, name: str
) -> None:
    pages.sign_in(cast.viewer)
    answer = pages.get(path(cast.study, f"{made.id}/take/{name}"))
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=Spring.")
    assert answer.mimetype == FORMATS[name].MEDIA_TYPE
    if FORMATS[name].READS:
        assert bring(answer.data, "x", format=name).questionnaire == services.draft_of(made)


def test_a_version_is_taken_as_it_was_published(
    pages: Pages, session: Session, cast: Cast, made: Questionnaire
) -> None:
    services.publish(session, made, user=cast.researcher)
    made.draft = questionnaire(question("age", "number", text=said("Changed"))).to_dict()
    session.commit()
    pages.sign_in(cast.researcher)
    there = path(cast.study, f"{made.id}/take")
    assert "Version 1." in pages.get(f"{there}?version=1").text
    survey = json.loads(pages.get(f"{there}/surveyjs?version=1").data)
    assert len(survey["pages"][0]["elements"]) == 2
    pages.get(f"{there}/surveyjs?version=2", expect=404)
    pages.get(f"{there}/docx", expect=404)


def test_another_studys_questionnaire_is_not_there(
    pages: Pages, session: Session, cast: Cast
) -> None:
    theirs = services.create_from(
        session, cast.other_study, purpose="survey", title="Theirs",
        definition=questionnaire(question()),
    )  # fmt: skip
    session.commit()
    pages.sign_in(cast.researcher)
    pages.get(path(cast.study, f"{theirs.id}/take"), expect=404)
    pages.get(path(cast.study, f"{theirs.id}/take/toml"), expect=404)
    pages.get(path(cast.other_study, f"{theirs.id}/take/toml"), expect=404)
    pages.get(path(cast.other_study, "bring"), expect=404)


def test_a_viewer_takes_out_but_brings_nothing_in(
    pages: Pages, cast: Cast, made: Questionnaire
) -> None:
    pages.sign_in(cast.viewer)
    pages.get(path(cast.study, "bring"), expect=403)
    pages.get(path(cast.study, f"{made.id}/take"))
