"""Coding by hand: what is stored, what is undone, and what others keep."""

from __future__ import annotations

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.coding import queries, services
from survey_app.coding.models import Coding
from survey_app.coding.reading import pairs, pieces
from survey_app.errors import Conflict, Unprocessable
from survey_app.themes import decisions
from survey_app.themes import queries as themes
from survey_app.themes import services as review
from survey_app.themes.models import Excerpt, ThemeExcerpt
from tests.builders import Cast
from tests.builders_voices import analyse
from tests.coding.conftest import Desk


def state(session: Session) -> tuple[object, ...]:
    session.expire_all()
    return (
        sorted((e.passage_id, e.start, e.end, e.quote, tuple(e.labels), e.origin)
               for e in session.scalars(select(Excerpt))),
        sorted((t.theme_id, t.excerpt_id, t.origin) for t in session.scalars(select(ThemeExcerpt))),
        sorted((c.theme_id, c.excerpt_id, c.user_id) for c in session.scalars(select(Coding))),
    )  # fmt: skip


def test_marked_words_stand_in_the_theme_and_quote_their_passage(
    session: Session, cast: Cast, desk: Desk
) -> None:
    text = desk.first.text
    start = text.index("😀")
    decision = services.code(
        session, desk.first, start=start - 9, end=start + 2, theme=desk.slow, user=cast.researcher
    )
    [link] = session.scalars(select(ThemeExcerpt)).all()
    assert link.excerpt.quote == text[start - 8 : start + 2] == "minutes 😀."  # spaces left out
    assert link.excerpt.quote == text[link.excerpt.start : link.excerpt.end]
    assert (link.origin, link.excerpt.labels) == ("person", ["pain"])
    assert decision.verb == "put"
    [ranked] = [one for one in themes.ranked(session, desk.study) if one.id == desk.slow.id]
    assert ranked.n_excerpts == 1


def test_everything_can_be_undone_and_done_again_by_another(
    session: Session, cast: Cast, desk: Desk
) -> None:
    rita, olga = cast.researcher, cast.other_researcher
    empty = state(session)
    place = {"start": 0, "end": 36, "theme": desk.slow}
    first = services.code(session, desk.first, **place, user=rita)
    session.commit()
    coded = state(session)
    second = services.code(session, desk.first, **place, user=olga)
    session.commit()
    both = state(session)
    # Rita takes hers out: the words stay, since Olga has put them there too.
    [excerpt] = session.scalars(select(Excerpt)).all()
    out = services.take_out(session, desk.slow, excerpt, user=rita)
    session.commit()
    assert [one.user_id for one in session.scalars(select(Coding))] == [olga.id]
    assert len(session.scalars(select(ThemeExcerpt)).all()) == 1
    decisions.undo(session, out)
    assert state(session) == both
    decisions.undo(session, second)
    assert state(session) == coded
    decisions.undo(session, first)
    assert state(session) == empty


def test_a_suggestion_is_confirmed_or_rejected_and_no_run_brings_it_back(
    app: Flask, session: Session, cast: Cast, desk: Desk
) -> None:
    words = Excerpt(
        study_id=desk.study.id, passage_id=desk.second.id, start=0, end=25,
        quote=desk.second.text[:25], passage_sha256=desk.second.sha256, labels=["pain"],
    )  # fmt: skip
    session.add(words)
    session.flush()
    session.add(ThemeExcerpt(theme_id=desk.silent.id, excerpt_id=words.id))
    session.commit()
    before = state(session)
    accepted = services.code(
        session, desk.second, start=0, end=25, theme=desk.silent, user=cast.researcher
    )
    [link] = session.scalars(select(ThemeExcerpt)).all()
    assert link.origin == "person"
    decisions.undo(session, accepted)
    assert state(session) == before
    services.take_out(session, desk.silent, words, user=cast.researcher)
    session.commit()
    assert session.scalars(select(ThemeExcerpt)).all() == []
    with pytest.raises(Conflict):
        services.take_out(session, desk.silent, words, user=cast.researcher)
    assert analyse(app, session, desk.study).status == "done"
    pairs_now = {(one.theme_id, one.excerpt_id) for one in session.scalars(select(ThemeExcerpt))}
    assert (desk.silent.id, words.id) not in pairs_now


def test_a_coding_is_not_undone_over_a_later_decision_on_its_theme(
    session: Session, cast: Cast, desk: Desk
) -> None:
    mine = services.code(
        session, desk.first, start=0, end=10, theme=desk.slow, user=cast.researcher
    )
    merged = review.merge(session, desk.slow, into=desk.silent, user=cast.other_researcher)
    with pytest.raises(Conflict):
        decisions.undo(session, mine)
    decisions.undo(session, merged)
    decisions.undo(session, mine)
    assert session.scalars(select(Excerpt)).all() == []


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (5, 5), (5, 4), (0, 10_000), (3, 4)])
def test_a_place_without_words_is_refused(
    session: Session, cast: Cast, desk: Desk, start: int, end: int
) -> None:
    assert desk.first.text[3] == " "
    with pytest.raises(Unprocessable):
        services.code(
            session, desk.first, start=start, end=end, theme=desk.slow, user=cast.researcher
        )


def test_neither_the_interviewers_words_nor_another_studys_theme_are_taken(
    session: Session, cast: Cast, desk: Desk
) -> None:
    asking = queries.passages(session, desk.talk)[0]
    assert asking.by_interviewer
    theirs = review.create(session, cast.other_study, kind="pain", name="theirs", user=None)
    for passage, theme in ((asking, desk.slow), (desk.first, theirs)):
        with pytest.raises(Unprocessable):
            services.code(session, passage, start=0, end=4, theme=theme, user=cast.researcher)
    assert queries.source(session, cast.other_study, "interview", desk.talk.id) is None
    assert queries.passage(session, cast.other_study, desk.first.id) is None
    assert queries.talks(session, cast.other_study) == []
    assert queries.marks(session, cast.other_study) == []


def test_two_people_are_compared_over_the_texts_that_both_coded(
    session: Session, cast: Cast, desk: Desk
) -> None:
    rita, olga = cast.researcher, cast.other_researcher
    services.code(session, desk.first, start=0, end=36, theme=desk.slow, user=rita)
    services.code(session, desk.first, start=0, end=30, theme=desk.slow, user=olga)
    services.code(session, desk.second, start=0, end=26, theme=desk.silent, user=rita)
    services.code(session, desk.second, start=0, end=26, theme=desk.slow, user=olga)
    [pair] = pairs(queries.marks(session, desk.study))
    assert (pair.n_texts, len(pair.places), len(pair.apart)) == (1, 2, 1)
    # slow three times, silent once; one of two pairs differs: 1 - 3 · 2 / (16 - 9 - 1) = 0.
    assert pair.alpha == 0
    review.merge(session, desk.silent, into=desk.slow, user=None)
    [pair] = pairs(queries.marks(session, desk.study))
    assert pair.apart == []  # what was merged counts as the theme that it is in now


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40))))
def test_pieces_joined_are_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [
        queries.Marked(n, 1, start, end, n, "t", "pain", "person", frozenset())
        for n, (start, end) in enumerate(spans)
    ]
    found = pieces(text, marks)
    assert "".join(one.text for one in found) == text
    for mark in marks:
        if 0 <= mark.start < mark.end <= len(text):
            covered = "".join(one.text for one in found if mark in one.marks)
            assert covered == text[mark.start : mark.end]
