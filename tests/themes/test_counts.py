"""Counts made ahead, on SQLite and on PostgreSQL: whatever changes, they are right or missing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from survey_app.collect.models import Response
from survey_app.customers.models import Contact
from survey_app.studies.models import Study
from survey_app.themes import corpus, decisions, left_over, queries, services, sheets, tallies
from survey_app.themes.models import KINDS, Excerpt, Theme, ThemeExcerpt, ThemeLeftOver, ThemeTally
from tests.builders import Cast
from tests.builders_voices import EXPORTS, answer, publish_tiny
from tests.themes.conftest import FindTheme


def kept(session: Session, study: Study) -> dict[str, int]:
    session.expire_all()
    rows = session.scalars(select(ThemeLeftOver).where(ThemeLeftOver.study_id == study.id))
    return {row.kind: row.n for row in rows}


def counted(session: Session, study: Study) -> dict[str, int]:
    """Count by reading: what is of a kind and in no visible theme of it."""
    found = {}
    for kind in KINDS:
        grouped = {
            link.excerpt_id
            for theme in session.scalars(
                select(Theme).where(Theme.study_id == study.id, Theme.kind == kind)
            )
            if theme.status in ("suggested", "accepted")
            for link in theme.excerpts
        }
        excerpts = session.scalars(select(Excerpt).where(Excerpt.study_id == study.id))
        found[kind] = sum(kind in one.labels and one.id not in grouped for one in excerpts)
    return found


Change = Callable[[Session, Study, Theme, Theme], object]


def _unlink(session: Session, study: Study, exports: Theme, support: Theme) -> None:
    session.execute(delete(ThemeExcerpt).where(ThemeExcerpt.theme_id == exports.id))


def _relabel(session: Session, study: Study, exports: Theme, support: Theme) -> None:
    exports.excerpts[0].excerpt.labels = ["goal"]


def _lose_a_passage(session: Session, study: Study, exports: Theme, support: Theme) -> None:
    session.delete(exports.excerpts[0].excerpt.passage)


def _lose_the_theme(session: Session, study: Study, exports: Theme, support: Theme) -> None:
    session.delete(exports)


def _set_aside_by_sql(session: Session, study: Study, exports: Theme, support: Theme) -> None:
    session.execute(update(Theme).where(Theme.id == exports.id).values(status="rejected"))


def _other_kind(session: Session, study: Study, exports: Theme, support: Theme) -> None:
    services.retag(session, exports, kind="objection", user=None)


def _merge(session: Session, study: Study, exports: Theme, support: Theme) -> None:
    services.merge(session, exports, into=support, user=None)


def _reject_and_undo(session: Session, study: Study, exports: Theme, support: Theme) -> None:
    decisions.undo(session, services.reject(session, exports, user=None))


@pytest.mark.parametrize(
    "change",
    [_unlink, _relabel, _lose_a_passage, _lose_the_theme, _set_aside_by_sql, _other_kind, _merge,
     _reject_and_undo],
    ids=lambda change: change.__name__.strip("_"),
)  # fmt: skip
def test_what_is_left_over_is_right_after_every_change(
    session: Session, study: Study, about: FindTheme, change: Change
) -> None:
    left_over.keep(session, study.id)
    assert kept(session, study) == counted(session, study)
    change(session, study, about("export"), about("support"))
    session.commit()
    now = counted(session, study)
    assert {kind: queries.n_ungrouped(session, study, kind) for kind in KINDS} == now
    assert kept(session, study).items() <= now.items()
    tallies.follow_themes()
    assert kept(session, study) == now


def test_accepting_takes_no_count_away_and_another_study_keeps_its_own(
    session: Session, cast: Cast, study: Study, about: FindTheme
) -> None:
    left_over.keep(session, study.id)
    left_over.keep(session, cast.other_study.id)
    session.commit()
    session.execute(update(Theme).where(Theme.study_id == study.id).values(status="accepted"))
    assert set(kept(session, study)) == set(KINDS)
    session.execute(update(Theme).where(Theme.study_id == study.id).values(status="rejected"))
    assert set(kept(session, study)) == {*KINDS} - {"pain"}  # the study has only pains
    assert set(kept(session, cast.other_study)) == set(KINDS)


def test_a_tally_goes_when_two_voices_become_one_or_a_quote_comes_or_leaves(
    session: Session, cast: Cast, study: Study, about: FindTheme
) -> None:
    exports, support = about("export"), about("support")
    stored = select(ThemeTally.theme_id)
    assert {exports.id, support.id} <= set(session.scalars(stored))
    link = exports.excerpts[0]
    session.add(ThemeExcerpt(theme_id=support.id, excerpt_id=link.excerpt_id))
    session.flush()
    assert support.id not in set(session.scalars(stored))
    assert exports.id in set(session.scalars(stored))
    session.delete(link)
    session.flush()
    assert exports.id not in set(session.scalars(stored))
    session.commit()
    tallies.follow_themes()
    session.expire_all()
    ranked = {one.id: one.n_voices for one in queries.ranked(session, study)}
    # One of the voices for exports went to support: 6 - 1 = 5, and 5 + 1 = 6.
    assert (ranked[exports.id], ranked[support.id]) == (len(EXPORTS) - 1, 6)
    someone = Contact(study_id=study.id, name="x")
    session.add(someone)
    session.flush()
    session.execute(delete(Contact).where(Contact.id == someone.id))
    assert not session.scalars(stored).all()


def test_test_runs_are_no_answers_that_wait_to_be_read(
    session: Session, cast: Cast, study: Study
) -> None:
    before = corpus.n_passages(session, study)
    assert before == len(corpus.gather(session, study).documents)
    publication = publish_tiny(session, cast.other_study)
    answer(session, publication, "The other study's export is slow.")
    own = session.scalars(select(Response).where(Response.study_id == study.id)).first()
    assert own is not None
    own.trial = True
    session.flush()
    assert corpus.n_passages(session, study) == len(corpus.gather(session, study).documents)
    assert corpus.n_passages(session, study) == before - 1


def test_an_objection_has_the_type_that_most_of_its_quotes_speak_of(
    session: Session, study: Study, about: FindTheme
) -> None:
    exports = about("export")
    for number, link in enumerate(exports.excerpts):
        name = (
            "objection.price" if number < 2 else "objection.trust" if number == 2 else "pain.time"
        )
        link.excerpt.cues = [{"name": name, "start": 0, "end": 3, "weight": 1.0}]
    services.retag(session, exports, kind="objection", user=None)
    session.commit()

    def types() -> tuple[str, str | None]:
        session.expire_all()
        (one,) = (one for one in queries.ranked(session, study) if one.id == exports.id)
        stored = session.scalar(
            select(ThemeTally.objection_type).where(ThemeTally.theme_id == exports.id)
        )
        return one.objection_type, stored

    # Two quotes speak of the price, one of trust, the others of neither.
    assert types() == ("price", "price")
    for link in list(exports.excerpts)[:2]:
        session.delete(link)
    session.commit()
    assert types() == ("trust", None)  # the stored count went with the quotes
    tallies.follow_themes()
    assert types() == ("trust", "trust")
    services.define(session, exports, definition="", objection_type="risk", user=None)
    assert types() == ("risk", "trust")  # a person's choice stands above the count


def test_a_card_shows_key_quotes_first_then_those_that_fit_best(
    session: Session, study: Study, about: FindTheme
) -> None:
    exports = about("export")
    links = sorted(exports.excerpts, key=lambda link: link.excerpt_id)
    for link, score in zip(links, (0.2, 0.9, 0.9, 0.5, 0.1, 0.1), strict=True):
        link.score = score
    links[4].excerpt.key_quote = True
    session.flush()
    (card,) = (
        one
        for one in sheets.cards(session, study, kinds=["pain"])["pain"]
        if one.theme.id == exports.id
    )
    best = [links[4], links[2], links[1]]  # marked by a person; 0.9, the newer one first; 0.9
    assert [one.text for one in card.quotes] == [link.excerpt.quote for link in best]
    links[1].excerpt.quote = f"{links[4].excerpt.quote.upper()}!"  # the same, only louder
    session.flush()
    (card,) = (
        one
        for one in sheets.cards(session, study, kinds=["pain"])["pain"]
        if one.theme.id == exports.id
    )
    best = [links[4], links[2], links[3]]
    assert [one.text for one in card.quotes] == [link.excerpt.quote for link in best]
