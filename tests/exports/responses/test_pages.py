"""The page where answers are taken out: at once or by a job, and only for the study's people."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.db import now
from survey_app.exports.responses import services
from survey_app.jobs import Job, queue_of
from survey_app.privacy.models import Erasure
from survey_app.studies.models import AccessLog
from tests.builders import Cast
from tests.builders_answers import answered, survey
from tests.pages import Pages

SENT = {"format": "csv", "values": "codes", "language": "en", "which": "completed"}


@pytest.fixture
def survey_id(session: Session, cast: Cast) -> int:
    made = survey(session, cast.study)
    for number in range(4):
        answered(session, made.publications[0], {"age": number})
    session.commit()
    return made.id


@pytest.fixture
def there(cast: Cast) -> str:
    return f"/s/{cast.study.slug}/responses/take"


def n_rows(data: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return len(archive.read("answers.csv").decode().splitlines()) - 1


def test_a_small_file_comes_at_once_and_is_written_down(
    pages: Pages, session: Session, cast: Cast, survey_id: int, there: str
) -> None:
    pages.sign_in(cast.researcher)
    assert there in pages.get(f"/s/{cast.study.slug}/responses/all").text
    pages.get(there)
    answer = pages.post(there, SENT | {"survey": str(survey_id)}, expect=200)
    assert answer.headers["Content-Disposition"] == "attachment; filename=Spring.zip"
    assert answer.headers["Cache-Control"] == "no-store"
    assert n_rows(answer.data) == 4
    [entry] = session.scalars(select(AccessLog).where(AccessLog.what == "export"))
    assert (entry.detail, entry.user_id) == ("answers.csv", cast.researcher.id)


def test_a_large_file_is_made_in_the_background(
    pages: Pages,
    app: Flask,
    session: Session,
    cast: Cast,
    survey_id: int,
    there: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(services, "AT_ONCE_ROWS", 3)
    pages.sign_in(cast.researcher)
    pages.post(there, SENT | {"survey": str(survey_id)})
    assert "Waiting for its turn" in pages.get(there).text
    queue_of(app).run_pending()
    text = pages.get(there).text
    assert "4 rows" in text
    [job] = session.scalars(select(Job).where(Job.kind == services.KIND))
    answer = pages.get(f"{there}/{job.id}")
    assert n_rows(answer.data) == 4
    answer.close()
    assert "4 rows" in pages.get(f"{there}/progress").text


def test_a_file_is_only_for_the_studys_researchers(
    pages: Pages,
    app: Flask,
    session: Session,
    cast: Cast,
    survey_id: int,
    there: str,
) -> None:
    order = services.Order(survey_id, "csv", "en")
    job = services.ask(session, cast.study, order, user=cast.researcher)
    session.commit()
    queue_of(app).run_pending()
    pages.sign_in(cast.viewer)
    pages.get(f"{there}/{job.id}", expect=403)
    pages.get(there, expect=403)
    pages.sign_in(cast.interviewer)
    pages.get(f"{there}/{job.id}", expect=403)
    pages.sign_in(cast.other_researcher)
    pages.get(f"/s/{cast.other_study.slug}/responses/take/{job.id}", expect=404)
    pages.get(f"{there}/{job.id}", expect=404)


def test_a_file_made_before_somebody_was_erased_is_not_handed_out(
    pages: Pages, app: Flask, session: Session, cast: Cast, survey_id: int, there: str
) -> None:
    order = services.Order(survey_id, "csv", "en")
    job = services.ask(session, cast.study, order, user=cast.researcher)
    session.commit()
    queue_of(app).run_pending()
    session.add(Erasure(study_id=cast.study.id, reason="person", finished_at=now()))
    session.commit()
    pages.sign_in(cast.researcher)
    assert "erased since" in pages.get(f"{there}/{job.id}", expect=422).text
    assert "thrown away" in pages.get(f"{there}/{job.id}", expect=404).text


def test_old_files_are_thrown_away(
    app: Flask, session: Session, cast: Cast, survey_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = services.ask(session, cast.study, services.Order(survey_id, "csv", "en"),
                       user=cast.researcher)  # fmt: skip
    session.commit()
    queue_of(app).run_pending()
    assert services.throw_away_old() == 0
    monkeypatch.setattr(services, "KEPT", timedelta(seconds=-60))
    assert services.throw_away_old() >= 1
    assert list(services.folder().glob("*")) == []
    assert job.id


@pytest.mark.parametrize("wrong", [{"survey": "999999"}, {"format": "exe"}, {"language": "xx"}])
def test_what_is_not_offered_is_refused(
    pages: Pages, cast: Cast, survey_id: int, there: str, wrong: dict[str, str]
) -> None:
    pages.sign_in(cast.researcher)
    pages.post(there, SENT | {"survey": str(survey_id)} | wrong, expect=422)


def test_without_a_published_survey_the_page_says_what_comes_first(
    pages: Pages, cast: Cast, there: str
) -> None:
    pages.sign_in(cast.researcher)
    assert "No survey is published yet" in pages.get(there).text
