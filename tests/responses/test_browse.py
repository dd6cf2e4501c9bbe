"""Researchers find the responses they look for."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from survey_app.collect import search
from survey_app.collect.models import Passage, PassageWords, Response
from survey_app.responses import queries
from survey_app.responses.filters import Filters
from tests.builders import Cast
from tests.builders_questionnaires import publish_tiny
from tests.builders_responses import given
from tests.pages import Pages


@pytest.fixture
def three(cast: Cast, session: Session) -> list[Response]:
    """English, Russian and Chinese, and one of another study with the same words."""
    published = publish_tiny(session, cast.study)
    first = given(
        session, cast.study, published,
        {"size": "one", "annoys": "Exports time out, every Monday. Naïve façade."},
        at=datetime(2026, 3, 1, 23, 30, tzinfo=UTC),
    )  # fmt: skip
    second = given(
        session, cast.study, published,
        {"size": "many", "team": "Бухгалтерия", "annoys": "Ёлки: выгрузка долгая"},
        language="ru", channel="email", at=datetime(2026, 3, 2, 0, 10, tzinfo=UTC), done=False,
    )  # fmt: skip
    third = given(
        session, cast.study, published,
        {"size": "other", "size__other": "两个人", "annoys": "导出报表CSV太慢了"},
        language="zh", channel="open_link", at=datetime(2026, 3, 3, 9, 0, tzinfo=UTC),
    )  # fmt: skip
    elsewhere = publish_tiny(session, cast.other_study)
    given(session, cast.other_study, elsewhere, {"size": "one", "annoys": "Exports 导出 выгрузка"})
    while search.index_passages(session, 2):
        pass
    return [first, second, third]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ({}, [2, 1, 0]),
        ({"status": "started"}, [1]),
        ({"channel": "open_link"}, [2]),
        ({"language": "ru"}, [1]),
        ({"answer": "size:one"}, [0]),
        ({"question": "team"}, [1]),
        ({"since": "2026-03-02"}, [2, 1]),
        ({"until": "2026-03-01"}, [0]),
        ({"since": "nonsense", "wave": "x", "channel": "carrier pigeon"}, [2, 1, 0]),
        ({"words": "export"}, [0]),
        ({"words": "MONDAY time"}, [0]),
        ({"words": "naive"}, [0]),
        ({"words": "ВЫГРУЗ"}, [1]),
        ({"words": "导出"}, [2]),
        ({"words": "出导"}, []),
        ({"words": "csv 太慢"}, [2]),
        ({"words": "两个"}, [2]),
        ({"words": "xport"}, []),
        ({"words": '"); DROP TABLE passage; --'}, []),
        ({"words": "NOT OR * ^ :"}, []),
        ({"words": "…!?"}, [2, 1, 0]),
    ],
)
def test_filters_and_words_find_what_fits(
    cast: Cast,
    session: Session,
    three: list[Response],
    address: dict[str, str],
    expected: list[int],
) -> None:
    if address.get("words") == "naive" and session.get_bind().dialect.name != "sqlite":
        expected = []  # only SQLite's index takes letters without their accents
    filters = Filters.from_args(address)
    found = queries.shelf(session, cast.study, filters).responses
    assert [one.id for one in found] == [three[place].id for place in expected]
    assert queries.count(session, cast.study, filters) == len(expected)


def test_the_list_goes_on_where_it_ended(
    cast: Cast, session: Session, three: list[Response]
) -> None:
    first = queries.shelf(session, cast.study, Filters(), limit=2)
    assert [one.id for one in first.responses] == [three[2].id, three[1].id]
    rest = queries.shelf(session, cast.study, Filters(), before=first.further or 0, limit=2)
    assert [one.id for one in rest.responses] == [three[0].id]
    assert rest.further is None


def test_trial_runs_stand_apart(cast: Cast, session: Session, three: list[Response]) -> None:
    three[0].trial = True
    session.flush()
    assert three[0] not in queries.shelf(session, cast.study, Filters()).responses
    assert queries.shelf(session, cast.study, Filters(trial=1)).responses == [three[0]]


def test_a_changed_text_is_found_by_its_new_words_only(
    cast: Cast, session: Session, three: list[Response]
) -> None:
    passage = session.query(Passage).filter_by(response_id=three[0].id).one()
    from survey_app.collect.passages import set_text

    set_text(passage, "Imports are fine now")
    session.flush()
    for words in ("exports", "imports"):  # not yet indexed again: neither
        assert queries.count(session, cast.study, Filters(words=words)) == 0
    assert search.index_passages(session) == 1
    assert queries.count(session, cast.study, Filters(words="imports")) == 1
    assert queries.count(session, cast.study, Filters(words="exports")) == 0


def test_what_is_deleted_leaves_the_index_at_once(
    cast: Cast, session: Session, three: list[Response]
) -> None:
    session.delete(three[0])
    session.flush()
    kept = session.query(PassageWords).filter_by(study_id=cast.study.id)
    assert not any("monday" in row.words for row in kept)
    if session.get_bind().dialect.name == "sqlite":
        hits = text("SELECT count(*) FROM passage_fts WHERE passage_fts MATCH 'monday'")
        assert session.execute(hits).scalar() == 0


def test_the_page_shows_the_words_where_they_stand(
    cast: Cast, session: Session, pages: Pages, three: list[Response]
) -> None:
    session.commit()
    pages.sign_in(cast.researcher)
    page = pages.get(f"/s/{cast.study.slug}/responses/all?words=time+out&answer=size:one").text
    assert "1 response fits." in page
    assert "Exports <mark>time</mark> out, every Monday." in page


@pytest.mark.parametrize(
    ("written", "query", "expected"),
    [
        ("", "x", ("", "", "")),
        ("İstanbul is slow", "SLOW", ("İstanbul is ", "slow", "")),
        ("a " * 100, "zzz", ("a " * 59 + "a…", "", "")),
        ("导出太慢", "太慢", ("导出", "太慢", "")),
    ],
)
def test_the_piece_around_a_hit(written: str, query: str, expected: tuple[str, str, str]) -> None:
    assert search.around(written, query) == expected
