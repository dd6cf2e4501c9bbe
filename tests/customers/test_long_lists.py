"""Long lists: kept between preview and import, stored and taken back by jobs, begun anew."""

from __future__ import annotations

import os
import re
import time

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey_app.customers import imports, lists, long_lists, queries, services, tasks
from survey_app.customers.models import Contact, ContactChange, ContactImport
from survey_app.jobs import Job, queue_of
from tests.builders import Cast
from tests.builders_customers import contact, row
from tests.pages import Pages

N_PEOPLE = 25
LIST = "Name,E-mail,Labels\n" + "".join(
    f"Person {n},{'wrong' if n == 7 else f'p{n}@x.example'},vip\n" for n in range(N_PEOPLE)
)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_lists, "AT_ONCE_ROWS", 10)
    monkeypatch.setattr(long_lists, "BATCH_ROWS", 4)


@pytest.fixture
def there(pages: Pages, cast: Cast) -> str:
    pages.sign_in(cast.researcher)
    return f"/s/{cast.study.slug}/contacts/"


@pytest.fixture
def sent(pages: Pages, there: str) -> dict[str, str]:
    """What the preview of the list sends on: its name here, not its people."""
    page = pages.post(f"{there}add", {"lines": LIST}, expect=200).text
    assert "24 new contacts" in page
    assert "1 line cannot be used" in page
    assert "stored in the background" in page
    found = re.search(r'name="kept"[^>]*value="([0-9a-f]{32})"', page)
    assert found
    form = page[page.index("What each column means") : page.index("Lines that cannot")]
    assert "p20@x.example" not in form
    return {"kept": found.group(1), "as_read": "", "source": "fair.csv", "rule": "overwrite"}


def n_contacts(session: Session, cast: Cast) -> int:
    session.expire_all()
    return queries.n_contacts(session, cast.study)


def test_a_long_list_is_stored_by_a_job_with_progress(
    pages: Pages, app: Flask, session: Session, cast: Cast, there: str, sent: dict[str, str]
) -> None:
    again = pages.post(f"{there}preview", sent, expect=200).text
    assert "24 new contacts" in again
    lines = pages.post(f"{there}import/errors.csv", sent, expect=200).text.splitlines()
    assert lines[1].startswith("Person 7,wrong,vip,9,")
    pages.post(f"{there}import", sent | {"consent": "given", "consent_source": "fair"})
    assert n_contacts(session, cast) == 0
    page = pages.get(f"{there}add").text
    assert "The contacts are coming in." in page
    assert "Take it back" not in page
    assert "Waiting for its turn" in pages.get(f"{there}imports/progress").text
    queue_of(app).run_pending()
    assert n_contacts(session, cast) == 24
    [record] = session.scalars(select(ContactImport))
    assert (record.source, record.n_added, record.n_changed) == ("fair.csv", 24, 0)
    anna = queries.by_email(session, cast.study, "p24@x.example")
    assert anna
    assert (anna.tag_names, anna.consent, anna.consent_source) == (["vip"], "given", "fair")
    assert not list(lists.folder().iterdir())
    assert "Take it back" in pages.get(f"{there}imports/progress").text


def test_a_job_that_was_killed_half_way_begins_anew_and_adds_nobody_twice(
    pages: Pages, app: Flask, session: Session, cast: Cast, there: str, sent: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    pages.post(f"{there}import", sent)
    stored, n_calls = imports.apply, 0

    def breaks(*args: object, **kwargs: object) -> None:
        nonlocal n_calls
        n_calls += 1
        if n_calls == 3:
            raise RuntimeError("killed")
        stored(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(tasks.imports, "apply", breaks)
    queue_of(app).run_pending()
    assert n_contacts(session, cast) == 8  # two batches of four
    page = pages.get(f"{there}add").text
    assert "stopped half-way on our side" in page
    [record] = session.scalars(select(ContactImport))
    pages.post(f"{there}imports/{record.id}/go-on")
    queue_of(app).run_pending()
    assert n_contacts(session, cast) == 24
    session.refresh(record)
    assert record.n_added == 24
    pages.post(f"{there}imports/{record.id}/go-on", expect=409)


def test_a_long_list_is_taken_back_by_a_job_but_for_whom_somebody_touched(
    pages: Pages, app: Flask, session: Session, cast: Cast, there: str, sent: dict[str, str]
) -> None:
    known = contact(session, cast.study, "Known", email="p3@x.example")
    session.commit()
    pages.post(f"{there}import", sent)
    queue_of(app).run_pending()
    session.expire_all()
    assert known.name == "Person 3"
    touched = queries.by_email(session, cast.study, "p5@x.example")
    assert touched
    services.change_contact(session, cast.study, touched, name="By hand")
    session.commit()
    [record] = session.scalars(select(ContactImport))
    pages.post(f"{there}imports/{record.id}/undo")
    assert "The list is being taken back." in pages.get(f"{there}add").text
    pages.post(f"{there}imports/{record.id}/undo", expect=409)
    queue_of(app).run_pending()
    assert n_contacts(session, cast) == 2
    assert known.name.startswith("Known")
    assert known.tag_names == []
    assert "1 stays" in pages.get(f"{there}imports/progress").text
    left = session.scalars(select(ContactChange.contact_id)).all()
    assert left == [touched.id]


def test_a_double_click_stores_a_long_list_once(
    pages: Pages, app: Flask, session: Session, cast: Cast, there: str, sent: dict[str, str]
) -> None:
    pages.post(f"{there}import", sent)
    pages.post(f"{there}import", sent, expect=409)
    assert session.scalar(select(func.count()).select_from(Job)) == 1
    queue_of(app).run_pending()
    pages.post(f"{there}import", sent, expect=404)
    assert n_contacts(session, cast) == 24


def test_a_kept_list_is_only_for_its_study_and_thrown_away_in_time(
    pages: Pages, cast: Cast, there: str, sent: dict[str, str]
) -> None:
    theirs = lists.keep(cast.other_study.id, LIST)
    pages.post(f"{there}preview", sent | {"kept": theirs}, expect=404)
    pages.post(f"{there}preview", sent | {"kept": "../../etc/passwd"}, expect=404)
    long_ago = time.time() - 3 * 86_400
    os.utime(lists.path_of(cast.study.id, sent["kept"]), (long_ago, long_ago))
    tasks.throw_away()
    assert [path.name for path in lists.folder().iterdir()] == [
        f"{cast.other_study.id}-{theirs}.csv"
    ]


def test_what_a_list_did_twice_to_a_person_is_undone_twice(
    app: Flask, session: Session, cast: Cast
) -> None:
    anna = contact(session, cast.study, "Anna", email=None, phone="+1 555 0101")
    before = anna.company.name if anna.company else ""
    record = imports.open_record(session, cast.study, source="", rule="overwrite", user=None)
    for found in (
        row(None, name=anna.name, phone="+1 555 0101", company="One"),
        row(None, name=anna.name, phone="+1 555 0101", company="Two"),
    ):
        known = queries.known_contacts(session, cast.study, [found])
        plan = imports.plan_import(known, [found], "overwrite")
        imports.apply(session, cast.study, record, plan)
    assert anna.company
    assert anna.company.name == "Two"
    done = long_lists.undo(session, cast.study, record, user=cast.researcher)
    assert done
    assert (done.n_removed, done.n_restored, done.n_kept) == (0, 1, 0)
    assert (anna.company.name if anna.company else "") == before


def test_tags_that_a_person_has_already_are_no_news(session: Session, cast: Cast) -> None:
    rows = [row("a@x.example", name="A", attributes=(("@tags", "vip, fair"),))]
    imports.import_contacts(session, cast.study, rows)
    again = imports.import_contacts(session, cast.study, rows)
    assert (again.n_merged, again.n_unchanged) == (0, 1)
    assert session.scalar(select(func.count()).select_from(Contact)) == 1
