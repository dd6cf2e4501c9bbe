"""Large imports: stored by a job that goes on where it was killed, told of, and taken back."""

from __future__ import annotations

import io

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey_app import waiting
from survey_app.builder.models import Questionnaire
from survey_app.collect.models import Passage, Response
from survey_app.imports import kept, services, storing
from survey_app.imports.bulk import Inserter
from survey_app.imports.models import AnswerImport
from survey_app.imports.reading import Read
from survey_app.jobs import Job, queue_of
from survey_app.privacy.models import Erasure
from survey_app.themes.models import Excerpt
from tests.builders import Cast
from tests.builders_answers import survey
from tests.pages import Pages

N_ROWS = 25
FILE = "What about age?,What about field?,Timestamp\n" + "".join(
    f"{'many' if n == 7 else n},Reason {n},2026/03/{1 + n % 28:02} 9:00\n" for n in range(N_ROWS)
)


@pytest.fixture
def made(session: Session, cast: Cast) -> Questionnaire:
    found = survey(session, cast.study)
    session.commit()
    return found


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "AT_ONCE_ROWS", 10)
    monkeypatch.setattr(services, "BATCH_ROWS", 4)


@pytest.fixture
def there(cast: Cast) -> str:
    return f"/s/{cast.study.slug}/responses/bring/"


@pytest.fixture
def at(pages: Pages, cast: Cast, made: Questionnaire, there: str) -> str:
    """The address of a file that was sent and looked at."""
    pages.sign_in(cast.researcher)
    data = {"file": (io.BytesIO(FILE.encode()), "spring.csv"), "language": "en",
            "survey": str(made.publications[-1].id)}  # fmt: skip
    return pages.post(there, data).location


def only(session: Session) -> AnswerImport:
    session.expire_all()
    return session.scalars(select(AnswerImport)).one()


def ages(session: Session) -> list[int | None]:
    session.expire_all()
    return [one.answers.get("age") for one in session.scalars(select(Response))]


def test_a_large_file_is_stored_by_a_job_with_progress_and_a_report(
    pages: Pages, app: Flask, session: Session, at: str, there: str
) -> None:
    assert "The file has 25 rows; here is what the first 10 come to." in pages.get(at).text
    pages.post(at, {"verb": "store"})
    assert ages(session) == []
    page = pages.get(there).text
    assert "The responses are coming in." in page
    assert "Waiting for its turn" in pages.get(f"{there}progress").text
    queue_of(app).run_pending()
    found = only(session)
    # Number 7 says no number; its reason is there all the same.
    assert (found.status, found.n_added, found.n_problems) == ("stored", 25, 1)
    assert sorted(age for age in ages(session) if age is not None) == [
        n for n in range(N_ROWS) if n != 7
    ]  # fmt: skip
    page = pages.get(there).text
    assert "25" in page
    assert "1 cell left out" in page
    lines = pages.get(f"{at}/troubles.csv").data.decode("utf-8-sig").splitlines()
    assert lines[1].startswith("9,What about age?,many,")
    assert not kept.is_there(found.file)


def test_a_job_that_was_killed_goes_on_where_it_stood(
    pages: Pages, app: Flask, session: Session, at: str, there: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    store = storing.Storing.store
    n_batches = 0

    def killed(self: storing.Storing, session: Session, batch: list[Read]) -> None:
        nonlocal n_batches
        n_batches += 1
        store(self, session, batch)
        if n_batches == 3:  # its own rows are in, but nothing of it is committed
            raise SystemError("out of memory")

    monkeypatch.setattr(storing.Storing, "store", killed)
    pages.post(at, {"verb": "store"})
    queue_of(app).run_pending()
    assert len(ages(session)) == 8  # two batches of four
    page = pages.get(there).text
    assert "stopped half-way on our side: 8 of 25 rows are in" in page
    monkeypatch.setattr(storing.Storing, "store", store)
    pages.post(f"{at}/go-on", {})
    pages.post(f"{at}/go-on", {}, expect=409)
    queue_of(app).run_pending()
    found = only(session)
    assert (found.status, found.n_added, found.n_problems) == ("stored", 25, 1)
    assert len(ages(session)) == 25
    assert session.scalar(select(func.count(Passage.id))) == 25
    lines = pages.get(f"{at}/troubles.csv").data.decode("utf-8-sig").splitlines()
    assert len(lines) == 2  # told once, though its batch was begun twice


def test_the_same_job_twice_stores_nothing_twice(
    pages: Pages, app: Flask, session: Session, at: str
) -> None:
    pages.post(at, {"verb": "store"})
    job = session.scalars(select(Job).where(Job.kind == services.STORE)).one()
    queue_of(app).run_pending()
    job.status = "queued"
    session.commit()
    queue_of(app).run_pending()
    assert len(ages(session)) == 25


def test_what_stopped_half_way_can_be_taken_back(
    pages: Pages, app: Flask, session: Session, at: str, there: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    pages.post(at, {"verb": "store"})
    pages.post(f"{at}/undo", {}, expect=409)  # not while it is under way

    def killed(self: storing.Storing, session: Session, batch: list[Read]) -> None:
        raise SystemError("out of memory")

    monkeypatch.setattr(storing.Storing, "store", killed)
    queue_of(app).run_pending()
    pages.post(f"{at}/undo", {})
    assert only(session).status == "undone"
    assert list(kept.folder().glob(f"{only(session).file or 'x'}*")) == []


def test_a_large_import_is_taken_back_by_a_job_but_for_what_themes_quote(
    pages: Pages, app: Flask, session: Session, cast: Cast, at: str, there: str
) -> None:
    pages.post(at, {"verb": "store"})
    queue_of(app).run_pending()
    passage = session.scalars(select(Passage).where(Passage.text == "Reason 20")).one()
    about = {"study_id": cast.study.id, "passage_id": passage.id, "origin": "person"}
    session.add(Excerpt(**about, start=0, end=6, quote="Reason", passage_sha256=passage.sha256))
    session.commit()
    pages.post(f"{at}/undo", {})
    assert "being taken back" in pages.get(there).text
    queue_of(app).run_pending()
    assert ages(session) == [20]
    assert (only(session).status, only(session).n_added) == ("stored", 1)


def test_the_list_of_cells_is_not_handed_out_once_somebody_was_erased(
    pages: Pages, app: Flask, session: Session, cast: Cast, at: str
) -> None:
    from survey_app.db import now

    pages.post(at, {"verb": "store"})
    queue_of(app).run_pending()
    pages.get(f"{at}/troubles.csv")
    session.add(Erasure(study_id=cast.study.id, reason="person", finished_at=now()))
    session.commit()
    pages.get(f"{at}/troubles.csv", expect=404)


def test_forgotten_files_are_thrown_away_with_their_notes(
    pages: Pages, session: Session, at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import timedelta

    from survey_app.imports import tasks

    tasks.throw_away()
    assert only(session).status == "checking"
    monkeypatch.setattr(waiting, "KEPT", timedelta(seconds=-60))
    tasks.throw_away()
    assert list(kept.folder().iterdir()) == []
    session.expire_all()
    assert session.scalar(select(func.count(AnswerImport.id))) == 0


def test_responses_that_were_only_begun_stay_so(
    pages: Pages, session: Session, cast: Cast, made: Questionnaire, there: str
) -> None:
    pages.sign_in(cast.researcher)
    text = (
        "#,What about age?,Start Date (UTC),Submit Date (UTC),Network ID\n"
        "a,40,2026-03-05 09:30:12,2026-03-05 09:40:12,n\n"
        "b,41,2026-03-05 09:30:12,,n\n"
    )
    data = {"file": (io.BytesIO(text.encode()), "t.csv"), "language": "en",
            "survey": str(made.publications[-1].id)}  # fmt: skip
    at = pages.post(there, data).location
    assert "1 of them was only begun." in pages.get(at).text
    pages.post(at, {"verb": "store"})
    done, begun = session.scalars(select(Response).order_by(Response.id))
    assert (done.status, begun.status, begun.completed_at) == ("completed", "started", None)
    assert begun.updated_at.isoformat() == "2026-03-05T09:30:12+00:00"


def test_rows_inserted_the_quick_way_are_those_of_the_general_way(
    session: Session, cast: Cast, made: Questionnaire
) -> None:
    from survey_app.db import now

    alike = {"study_id": cast.study.id, "publication_id": made.publications[0].id,
             "language": "ru", "channel": "import", "updated_at": now()}  # fmt: skip
    varying = ("public_id", "answers", "started_at")
    for direct in (True, False):
        inserter = Inserter(session.connection(), Response.__table__, varying)  # type: ignore[arg-type]
        inserter._direct = inserter._direct and direct
        inserter.insert(alike, [(f"x{direct}", {"why": "а\n'"}, now())])
    quick, general = session.scalars(select(Response).order_by(Response.id))
    hidden = {"id", "public_id", "started_at", "_sa_instance_state"}
    assert {name: getattr(quick, name) for name in vars(quick).keys() - hidden} == {
        name: getattr(general, name) for name in vars(general).keys() - hidden
    }  # fmt: skip
    assert quick.answers == {"why": "а\n'"}
