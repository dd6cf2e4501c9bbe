"""Decisions are kept, guarded against stale pages, undone exactly, and survive every run."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from survey_app.errors import Conflict, Unprocessable
from survey_app.studies.models import Study
from survey_app.themes import decisions, queries, services
from survey_app.themes.models import Decision, Theme
from tests.builders import Cast
from tests.builders_voices import EXPORTS, SUPPORT, analyse
from tests.themes.conftest import FindTheme


def state(session: Session, study: Study) -> dict[int, Any]:
    """All that people see of a study's themes: what they are called and what stands in them."""
    session.expire_all()
    found = {}
    for status in ("suggested", "accepted", "rejected", "merged"):
        for one in queries.ranked(session, study, statuses=[status]):
            theme = session.get_one(Theme, one.id)
            links = sorted((link.excerpt_id, link.origin) for link in theme.excerpts)
            found[one.id] = (one.name, one.status, theme.named_by_person, theme.parent_id, links)
    return found


def quotes(theme: Theme) -> set[str]:
    return {link.excerpt.quote for link in theme.excerpts}


def test_an_accepted_and_renamed_theme_survives_the_next_run(
    app: Flask, session: Session, cast: Cast, study: Study, about: FindTheme
) -> None:
    theme = about("export")
    services.rename(session, theme, name="exports take too long", user=cast.researcher)
    services.accept(session, theme, user=cast.researcher)
    session.commit()
    kept = theme.id
    analyse(app, session, study)
    theme = session.get_one(Theme, kept)
    assert (theme.name, theme.status) == ("exports take too long", "accepted")
    assert quotes(theme) >= set(EXPORTS)
    others = [one.name for one in queries.ranked(session, study, kind="pain") if one.id != kept]
    assert "exports take too long" not in others


def test_a_rejected_theme_is_not_suggested_again(
    app: Flask, session: Session, cast: Cast, study: Study, about: FindTheme
) -> None:
    theme = about("export")
    services.reject(session, theme, user=cast.researcher)
    session.commit()
    analyse(app, session, study)
    for one in queries.ranked(session, study, kind="pain"):
        assert not quotes(session.get_one(Theme, one.id)) & set(EXPORTS)
    left = {one.quote for one in queries.ungrouped(session, study, "pain", limit=100)}
    assert left >= set(EXPORTS)


def test_a_moved_excerpt_stays_where_it_was_put(
    app: Flask, session: Session, cast: Cast, study: Study, about: FindTheme
) -> None:
    exports, support = about("export"), about("support")
    moved = exports.excerpts[0].excerpt
    services.move(session, exports, [moved], into=support, user=cast.researcher)
    session.commit()
    analyse(app, session, study)
    session.expire_all()
    assert moved.quote in quotes(support)
    assert moved.quote not in quotes(exports)


def test_a_removed_excerpt_is_not_put_back(
    app: Flask, session: Session, cast: Cast, study: Study, about: FindTheme
) -> None:
    exports = about("export")
    out = exports.excerpts[0].excerpt
    services.remove(session, exports, [out], user=cast.researcher)
    session.commit()
    kept = exports.id
    analyse(app, session, study)
    assert out.quote not in quotes(session.get_one(Theme, kept))


def test_a_theme_made_of_what_was_left_over_stays(
    app: Flask, session: Session, cast: Cast, study: Study
) -> None:
    [alone] = queries.search(session, study, "router", limit=2)
    made = services.create(
        session,
        study,
        kind="pain",
        name="pets",
        excerpts=queries.excerpts_by_id(session, study, [alone.id]),
        user=cast.researcher,
    )
    session.commit()
    analyse(app, session, study)
    session.expire_all()
    assert (made.name, made.status) == ("pets", "accepted")
    assert alone.quote in quotes(made)


def decide(verb: str, session: Session, cast: Cast, study: Study, about: FindTheme) -> None:
    """Take one decision of every sort."""
    theme, other, user = about("export"), about("support"), cast.researcher
    some = [link.excerpt for link in theme.excerpts[:2]]
    if verb == "accept":
        services.accept(session, theme, user=user)
    elif verb == "reject":
        services.reject(session, theme, user=user)
    elif verb == "rename":
        services.rename(session, theme, name="other", user=user)
    elif verb == "define":
        services.define(session, theme, definition="All about exports.", user=user)
    elif verb == "merge":
        services.merge(session, theme, into=other, user=user)
    elif verb == "move":
        services.move(session, theme, some, into=other, user=user)
    elif verb == "remove":
        services.remove(session, theme, some, user=user)
    elif verb == "split":
        services.split(session, theme, some, name="half of it", user=user)
    elif verb == "put":
        alone = queries.ungrouped(session, study, "pain", limit=1)
        excerpts = queries.excerpts_by_id(session, study, [alone[0].id])
        services.put(session, excerpts, into=theme, user=user)
    else:
        services.create(session, study, kind="pain", name="new", excerpts=some, user=user)


VERBS = ("accept", "reject", "rename", "define", "merge", "move", "remove", "split", "put",
         "create")  # fmt: skip


def test_undoing_any_decision_restores_exactly_what_was(
    session: Session, cast: Cast, study: Study, about: FindTheme
) -> None:
    before = state(session, study)
    for verb in VERBS:
        decide(verb, session, cast, study, about)
        session.commit()
        assert verb == "define" or state(session, study) != before, verb
        last = decisions.last_decision(session, study, user=cast.researcher)
        assert last is not None
        assert last.verb == verb
        decisions.undo(session, last)
        session.commit()
        assert state(session, study) == before, verb


def test_undoing_keeps_what_a_later_run_has_added(
    app: Flask, session: Session, cast: Cast, study: Study, about: FindTheme
) -> None:
    exports = about("export")
    out = exports.excerpts[0].excerpt
    decision = services.remove(session, exports, [out], user=cast.researcher)
    late = exports.excerpts[0]
    late_quote = late.excerpt.quote
    session.delete(late)  # as if this answer came in only now
    session.commit()
    analyse(app, session, study)
    session.expire_all()
    assert late_quote in quotes(exports)
    decisions.undo(session, session.get_one(Decision, decision.id))
    session.expire_all()
    assert quotes(exports) == set(EXPORTS)
    assert out.quote in quotes(exports)


def test_undo_is_refused_after_a_later_decision_on_the_same_theme(
    session: Session, cast: Cast, about: FindTheme
) -> None:
    theme = about("export")
    first = services.accept(session, theme, user=cast.researcher)
    second = services.rename(session, theme, name="slow", user=cast.admin)
    with pytest.raises(Conflict):
        decisions.undo(session, first)
    decisions.undo(session, second)
    decisions.undo(session, first)
    assert theme.status == "suggested"
    with pytest.raises(Conflict):
        decisions.undo(session, first)


def test_a_stale_page_changes_nothing(session: Session, cast: Cast, about: FindTheme) -> None:
    theme = about("export")
    seen = theme.revision
    services.rename(session, theme, name="what Ada wrote", user=cast.admin, seen=seen)
    session.commit()
    with pytest.raises(Conflict):
        services.reject(session, theme, user=cast.researcher, seen=seen)
    session.rollback()
    assert (theme.name, theme.status) == ("what Ada wrote", "suggested")


def test_a_merged_theme_that_is_reopened_takes_its_quotes_back(
    session: Session, cast: Cast, about: FindTheme
) -> None:
    exports, support = about("export"), about("support")
    services.merge(session, exports, into=support, user=cast.researcher)
    assert quotes(support) == set(EXPORTS) | set(SUPPORT)
    assert (exports.status, exports.parent_id) == ("merged", support.id)
    services.rename(session, support, name="all of it", user=cast.researcher)
    services.reopen(session, exports, user=cast.researcher)
    assert (exports.status, exports.parent_id) == ("suggested", None)
    assert quotes(exports) == set(EXPORTS)
    assert quotes(support) == set(SUPPORT)


def test_themes_of_another_study_or_kind_cannot_be_merged(
    session: Session, cast: Cast, study: Study, about: FindTheme
) -> None:
    theme = about("export")
    theirs = services.create(session, cast.other_study, kind="pain", name="theirs", user=None)
    goal = services.create(session, study, kind="goal", name="goal", user=None)
    for other in (theirs, goal, theme):
        with pytest.raises(Unprocessable):
            services.merge(session, theme, into=other, user=None)
    with pytest.raises(Unprocessable):
        services.move(session, theme, [theme.excerpts[0].excerpt], into=theirs, user=None)


@pytest.mark.parametrize("name", ["", "   ", "x" * 201])
def test_a_name_must_be_one_to_two_hundred_characters(
    session: Session, about: FindTheme, name: str
) -> None:
    with pytest.raises(Unprocessable):
        services.rename(session, about("export"), name=name, user=None)
