"""The pages that bring answers in: read, checked, stored, taken back, for the study's people."""

from __future__ import annotations

import io

import pytest
from lxml import html
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey_app.builder.models import Questionnaire
from survey_app.collect.models import Passage, Response
from survey_app.collect.passages import sha256
from survey_app.customers.models import Contact
from survey_app.imports import kept
from survey_app.imports.models import AnswerImport
from survey_app.studies.models import Study
from survey_app.themes.models import Excerpt
from tests.builders import MARKUP, Cast
from tests.builders_answers import survey
from tests.builders_collect import open_link
from tests.pages import Pages

FILE = (
    "Timestamp,Email Address,What about age?,What about field?,What about why?,Note\n"
    "2026/03/05 9:30:12,ann@b.example,42,It,Exports are slow,x\n"
    "2026/03/06 9:30:12,,many,Zoo,I like it,y\n"
    "2026/03/07 9:30:12,,,,,z\n"
)


@pytest.fixture
def made(session: Session, cast: Cast) -> Questionnaire:
    """A published survey without answers, and a contact who is in the file."""
    found = survey(session, cast.study)
    session.add(Contact(study_id=cast.study.id, email="Ann@B.example", name=f"Ann {MARKUP}"))
    session.commit()
    return found


@pytest.fixture
def there(cast: Cast) -> str:
    return f"/s/{cast.study.slug}/responses/bring/"


def send(pages: Pages, there: str, text: str = FILE, *, expect: int = 303, **more: str) -> str:
    data = {"file": (io.BytesIO(text.encode()), "spring.csv"), "survey": "", "language": "en"}
    answer = pages.post(there, data | more, expect=expect)
    return answer.location if expect == 303 else answer.text


def stored(session: Session, study: Study) -> list[Response]:
    session.expire_all()
    return list(
        session.scalars(select(Response).where(Response.study_id == study.id).order_by(Response.id))
    )


def newest(made: Questionnaire) -> str:
    return str(made.publications[-1].id)


def test_answers_come_into_a_survey_after_a_look(
    pages: Pages, session: Session, cast: Cast, made: Questionnaire, there: str
) -> None:
    waiting = set(kept.folder().iterdir())
    pages.sign_in(cast.researcher)
    assert there in pages.get(f"/s/{cast.study.slug}/responses/all").text
    at = send(pages, there, survey=newest(made))
    text = pages.get(at).text
    assert "It looks like an export of Google Forms." in text
    assert "2 responses will come in." in text
    assert "1 cell cannot be taken" in text
    assert stored(session, cast.study) == []
    pages.post(at, {"verb": "store"})
    first, second = stored(session, cast.study)
    assert first.answers == {"age": 42, "field": "it"}
    assert second.answers == {"field": "other", "field__other": "Zoo"}
    assert (first.channel, first.status, first.contact.email) == (
        "import", "completed", "Ann@B.example"
    )  # fmt: skip
    assert first.completed_at is not None
    assert first.completed_at.isoformat() == "2026-03-05T09:30:12+00:00"
    assert second.contact_id is None
    [passage] = session.scalars(select(Passage).where(Passage.study_id == cast.study.id))
    assert (passage.question_key, passage.text, passage.sha256) == ("field", "Zoo", sha256("Zoo"))
    assert "2" in pages.get(there).text
    [left] = set(kept.folder().iterdir()) - waiting  # the cells that could not be taken
    assert left.suffix == ".cells"


def test_a_column_is_pointed_at_another_question(
    pages: Pages, session: Session, cast: Cast, made: Questionnaire, there: str
) -> None:
    pages.sign_in(cast.researcher)
    at = send(pages, there, survey=newest(made))
    page = html.fromstring(pages.get(at).text)
    [chosen] = page.xpath("//select[@name='column-3']/optgroup/option[@selected]/@value")
    assert chosen == "field"
    pages.post(at, {"verb": "look", "column-2": "", "column-5": "field", "column-3": ""})
    assert "1 cell" not in pages.get(at).text
    pages.post(at, {"verb": "look", "column-2": "nothing"}, expect=422)
    pages.post(at, {"verb": "store"})
    assert [one.answers.get("field__other") for one in stored(session, cast.study)] == [
        "x", "y", "z"
    ]  # fmt: skip


def test_cells_that_cannot_be_taken_are_listed_in_a_file(
    pages: Pages, cast: Cast, made: Questionnaire, there: str
) -> None:
    pages.sign_in(cast.researcher)
    at = send(pages, there, FILE.replace("many", "=1+1"), survey=newest(made))
    lines = pages.get(f"{at}/troubles.csv").data.decode("utf-8-sig").splitlines()
    assert lines[1].startswith("3,What about age?,'=1+1,")


def test_a_survey_is_made_of_the_headings_where_there_is_none(
    pages: Pages, session: Session, cast: Cast, there: str
) -> None:
    pages.sign_in(cast.researcher)
    pages.post(send(pages, there), {"verb": "store"})
    [found] = session.scalars(select(Questionnaire).where(Questionnaire.study_id == cast.study.id))
    assert found.title == "spring"
    assert len(stored(session, cast.study)) == 3
    texts = session.scalars(select(Passage.text).where(Passage.study_id == cast.study.id)).all()
    assert "Exports are slow" in texts


def test_an_import_is_taken_back_but_for_what_themes_quote(
    pages: Pages, session: Session, cast: Cast, made: Questionnaire, there: str
) -> None:
    pages.sign_in(cast.researcher)
    at = send(pages, there, survey=newest(made))
    pages.post(at, {"verb": "store"})
    [passage] = session.scalars(select(Passage).where(Passage.study_id == cast.study.id))
    session.add(Excerpt(study_id=cast.study.id, passage_id=passage.id, start=0, end=3,
                        quote="Zoo", origin="person", passage_sha256=passage.sha256))  # fmt: skip
    session.commit()
    pages.post(f"{at}/undo", {})
    [kept] = stored(session, cast.study)
    assert kept.answers["field__other"] == "Zoo"
    page = pages.get(there).text
    assert "1 response is taken back." in page
    assert "1 stays, since themes quote it." in page


def test_a_file_taken_back_may_come_in_again_and_only_then(
    pages: Pages, session: Session, cast: Cast, made: Questionnaire, there: str
) -> None:
    pages.sign_in(cast.researcher)
    at = send(pages, there, survey=newest(made))
    pages.post(at, {"verb": "store"})
    pages.post(at, {"verb": "store"}, expect=404)
    assert "came in before" in send(pages, there, survey=newest(made), expect=409)
    pages.post(f"{at}/undo", {})
    assert stored(session, cast.study) == []
    pages.post(f"{at}/undo", {}, expect=409)
    pages.post(send(pages, there, survey=newest(made)), {"verb": "store"})
    assert len(stored(session, cast.study)) == 2


def test_a_dropped_file_leaves_nothing(
    pages: Pages, session: Session, cast: Cast, made: Questionnaire, there: str
) -> None:
    waiting = set(kept.folder().iterdir())
    pages.sign_in(cast.researcher)
    pages.post(send(pages, there, survey=newest(made)), {"verb": "drop"})
    assert set(kept.folder().iterdir()) == waiting
    assert session.scalar(select(func.count(AnswerImport.id))) == 0


def test_a_survey_made_of_headings_goes_with_its_file_unless_somebody_uses_it(
    pages: Pages, session: Session, cast: Cast, made: Questionnaire, there: str
) -> None:
    pages.sign_in(cast.researcher)
    n_before = session.scalar(select(func.count(Questionnaire.id)))
    pages.post(send(pages, there), {"verb": "drop"})
    assert session.scalar(select(func.count(Questionnaire.id))) == n_before
    at = send(pages, there)
    fresh = session.scalars(select(Questionnaire).order_by(Questionnaire.id.desc())).first()
    assert fresh
    open_link(session, cast.study, publication=fresh.publications[0])
    session.commit()
    pages.post(at, {"verb": "drop"})
    session.expire_all()
    assert session.get(Questionnaire, fresh.id)


@pytest.mark.parametrize("text", ["", "a,b\n", "PK\x03\x04", "a,b\n1,2,3\n"])
def test_a_file_that_cannot_be_read_is_told_in_a_sentence(
    pages: Pages, session: Session, cast: Cast, made: Questionnaire, there: str, text: str
) -> None:
    pages.sign_in(cast.researcher)
    page = html.fromstring(send(pages, there, text, survey=newest(made), expect=422))
    assert page.xpath("//p[@class='field-error']")
    assert session.scalar(select(func.count(AnswerImport.id))) == 0


def test_another_studys_import_is_not_there(
    pages: Pages, session: Session, cast: Cast, made: Questionnaire, there: str
) -> None:
    pages.sign_in(cast.researcher)
    number = send(pages, there, survey=newest(made)).rstrip("/").rpartition("/")[2]
    pages.sign_in(cast.other_researcher)
    other = f"/s/{cast.other_study.slug}/responses/bring/{number}"
    pages.get(other, expect=404)
    pages.post(other, {"verb": "store"}, expect=404)
    pages.post(f"{other}/undo", {}, expect=404)
    pages.get(f"{other}/troubles.csv", expect=404)
    pages.sign_in(cast.interviewer)
    pages.get(there, expect=403)
