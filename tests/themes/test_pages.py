"""The pages of the review: who sees and may do what, by plain forms."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app import jobs
from survey_app.studies.home import home_of
from survey_app.studies.models import Study
from survey_app.themes import queries, services, tasks
from survey_app.themes.home import contribute
from survey_app.themes.models import Theme
from tests.builders import Cast
from tests.builders_voices import (
    ALONE,
    EXPORTS,
    INVOICES,
    N_VOICES,
    SUPPORT,
    analyse,
    answer,
    let_speak,
    note,
)
from tests.pages import Pages
from tests.themes.conftest import FindTheme


def at(study: Study, path: str = "") -> str:
    return f"/s/{study.slug}/themes/{path}"


def test_the_review_shows_tabs_list_and_the_first_suggestion(
    pages: Pages, cast: Cast, session: Session, study: Study
) -> None:
    pages.sign_in(cast.researcher)
    first = queries.ranked(session, study, kind="pain")[0]
    page = pages.get(at(study)).text
    assert first.name in page
    assert f"{len(EXPORTS)} of {N_VOICES} asked" in page
    assert "What annoys you?" in page
    # Six of 25: Wilson's interval is 11.5 % to 43.4 %.
    assert "probably 11% to 43%" in page
    assert f"{len(queries.ungrouped(session, study, 'pain', limit=99))} not grouped" in page


def test_every_view_of_the_review_is_a_sound_page(
    pages: Pages, cast: Cast, session: Session, study: Study, about: FindTheme
) -> None:
    theme = about("export")
    services.merge(session, about("invoice"), into=about("support"), user=cast.researcher)
    ids = [one.id for one in queries.ranked(session, study, statuses=["merged", "suggested"])]
    for user in (cast.researcher, cast.interviewer, cast.viewer, cast.admin):
        pages.sign_in(user)
        for path in ("", "?kind=goal", "?kind=praise", "?kind=nonsense", "not-grouped?kind=pain",
                     "set-aside?kind=pain", "search?q=export", "search", "search?q=zzz",
                     f"{theme.id}?tick={theme.excerpts[0].excerpt_id}&all=1"):  # fmt: skip
            pages.get(at(study, path))
        for theme_id in ids:
            pages.get(at(study, str(theme_id)))


def test_accepting_and_rejecting_lead_to_the_next_suggestion(
    pages: Pages, cast: Cast, session: Session, study: Study
) -> None:
    pages.sign_in(cast.researcher)
    first, second, third = queries.ranked(session, study, kind="pain")[:3]
    answer_ = pages.post(at(study, str(first.id)), {"verb": "accept", "revision": "0"})
    assert answer_.location == at(study, f"{second.id}#theme")
    answer_ = pages.post(at(study, str(second.id)), {"verb": "reject", "revision": "0"})
    assert answer_.location == at(study, f"{third.id}#theme")
    session.expire_all()
    assert session.get_one(Theme, first.id).status == "accepted"
    assert session.get_one(Theme, second.id).status == "rejected"
    page = pages.get(at(study, "set-aside?kind=pain")).text
    assert second.name in page
    pages.post(at(study, str(second.id)), {"verb": "reopen", "revision": "1"})
    session.expire_all()
    assert session.get_one(Theme, second.id).status == "suggested"


def test_rename_merge_split_move_and_take_out_by_plain_forms(
    pages: Pages, cast: Cast, session: Session, study: Study, about: FindTheme
) -> None:
    pages.sign_in(cast.researcher)
    exports, support, invoices = about("export"), about("support"), about("invoice")
    here = at(study, str(exports.id))
    some = [str(link.excerpt_id) for link in exports.excerpts[:2]]
    pages.post(here, {"verb": "rename", "name": " slow  exports ", "revision": "0"})
    pages.post(f"{here}/quotes", {"verb": "split", "name": "half", "excerpt": some,
                                  "revision": "1"})  # fmt: skip
    session.expire_all()
    assert (exports.name, len(exports.excerpts)) == ("slow exports", len(EXPORTS) - 2)
    half = session.scalars(select(Theme).where(Theme.name == "half")).one()
    assert (half.status, len(half.excerpts)) == ("accepted", 2)
    one = exports.excerpts[0].excerpt_id
    pages.post(f"{here}/quotes", {"verb": "move", "into": str(support.id), "excerpt": [str(one)],
                                  "revision": "2"})  # fmt: skip
    session.expire_all()
    assert len(support.excerpts) == len(SUPPORT) + 1
    two = exports.excerpts[0].excerpt_id
    pages.post(f"{here}/quote", {"do": f"remove {two}", "revision": "3"})
    session.expire_all()
    assert two not in {link.excerpt_id for link in exports.excerpts}
    pages.post(at(study, str(invoices.id)), {"verb": "merge", "into": str(support.id),
                                             "revision": "0"})  # fmt: skip
    session.expire_all()
    assert len(support.excerpts) == len(SUPPORT) + 1 + len(INVOICES)


def test_a_key_quote_is_marked_and_unmarked(
    pages: Pages, cast: Cast, session: Session, study: Study, about: FindTheme
) -> None:
    pages.sign_in(cast.researcher)
    theme = about("export")
    last = queries.voiced_in(session, study, theme, limit=50)[-1]
    here = at(study, f"{theme.id}/quote")
    pages.post(here, {"do": f"key {last.id}"})
    session.expire_all()
    assert queries.voiced_in(session, study, theme, limit=50)[0].id == last.id
    pages.post(here, {"do": f"unkey {last.id}"})
    session.expire_all()
    assert queries.voiced_in(session, study, theme, limit=50)[-1].id == last.id


def test_what_is_not_grouped_can_be_put_into_a_theme_or_make_one(
    pages: Pages, cast: Cast, session: Session, study: Study, about: FindTheme
) -> None:
    pages.sign_in(cast.researcher)
    theme = about("support")
    left = {one.quote: one.id for one in queries.ungrouped(session, study, "pain", limit=50)}
    dog, colours = left[ALONE[4]], left[ALONE[0]]
    here = at(study, "not-grouped")
    pages.post(here, {"kind": "pain", "verb": "put", "into": str(theme.id),
                      "excerpt": [str(dog)]})  # fmt: skip
    pages.post(here, {"kind": "pain", "verb": "create", "name": "bright screens",
                      "excerpt": [str(colours)]})  # fmt: skip
    session.expire_all()
    assert dog in {link.excerpt_id for link in theme.excerpts}
    made = session.scalars(select(Theme).where(Theme.name == "bright screens")).one()
    assert [link.excerpt_id for link in made.excerpts] == [colours]
    page = pages.post(here, {"kind": "pain", "verb": "create", "name": "kept name"}, expect=422)
    assert "Tick the quotes that you mean." in page.text
    assert 'value="kept name"' in page.text


def test_undo_names_what_it_takes_back_and_works_once(
    pages: Pages, cast: Cast, session: Session, study: Study, about: FindTheme
) -> None:
    pages.sign_in(cast.researcher)
    theme = about("export")
    name = theme.name
    pages.post(at(study, str(theme.id)), {"verb": "accept", "revision": "0"})
    page = pages.get(at(study)).text
    assert f"Accepted “{name}”" in page
    match = re.search(r'name="decision" value="(\d+)"', page)
    assert match is not None
    back = pages.post(at(study, "undo"), {"decision": match.group(1)})
    assert back.location == at(study, f"{theme.id}#theme")
    session.expire_all()
    assert theme.status == "suggested"
    pages.post(at(study, "undo"), {"decision": match.group(1)}, expect=409)


def test_two_reviewers_lose_nothing(
    pages: Pages, cast: Cast, session: Session, study: Study, about: FindTheme
) -> None:
    theme = about("export")
    excerpt_id = theme.excerpts[0].excerpt_id
    services.rename(session, theme, name="as Ada calls it", user=cast.admin)
    session.commit()
    pages.sign_in(cast.researcher)
    late = {"verb": "rename", "name": "as Rita calls it", "revision": "0"}
    page = pages.post(at(study, str(theme.id)), late, expect=409).text
    assert "Somebody else has changed this theme meanwhile." in page
    assert "as Ada calls it" in page
    assert 'value="as Rita calls it"' in page
    session.expire_all()
    assert theme.name == "as Ada calls it"
    page = pages.post(
        at(study, f"{theme.id}/quotes"),
        {"verb": "split", "name": "typed", "excerpt": [str(excerpt_id)], "revision": "0"},
        expect=409,
    ).text
    assert 'value="typed"' in page
    assert re.search(rf'value="{excerpt_id}" form="ticked" checked', page)


def test_readers_read_and_researchers_decide(
    pages: Pages, cast: Cast, session: Session, study: Study, about: FindTheme
) -> None:
    theme = about("export")
    for user in (cast.viewer, cast.interviewer):
        pages.sign_in(user)
        page = pages.get(at(study, str(theme.id))).text
        assert 'value="accept"' not in page
        assert "Find themes again" not in page
        assert "/responses/" not in page  # they may not open answers, so no link leads there
        for path in (str(theme.id), f"{theme.id}/quotes", f"{theme.id}/quote", "not-grouped",
                     "undo", "run"):  # fmt: skip
            pages.post(at(study, path), {"verb": "accept"}, expect=403)
    session.expire_all()
    assert theme.status == "suggested"


def test_another_studys_themes_and_quotes_are_not_found(
    pages: Pages, cast: Cast, session: Session, study: Study, about: FindTheme
) -> None:
    theme = about("export")
    ours = services.create(session, cast.other_study, kind="pain", name="Olga's", user=None)
    pages.sign_in(cast.other_researcher)
    pages.get(at(study), expect=404)
    other = cast.other_study
    pages.get(at(other, str(theme.id)), expect=404)
    for path in ("", "/quotes", "/quote"):
        pages.post(at(other, f"{theme.id}{path}"), {"verb": "accept"}, expect=404)
    quote_id = str(theme.excerpts[0].excerpt_id)
    pages.post(at(other, f"{ours.id}/quote"), {"do": f"key {quote_id}"}, expect=404)
    pages.post(
        at(other, "not-grouped"),
        {"kind": "pain", "verb": "put", "into": str(ours.id), "excerpt": [quote_id]},
        expect=409,
    )
    for path in ("", "not-grouped?kind=pain", "set-aside?kind=pain", "search?q=export"):
        assert EXPORTS[0] not in pages.get(at(other, path)).text


@pytest.mark.parametrize(
    ("path", "data", "status"),
    [
        ("", {"verb": "explode"}, 400),
        ("", {"verb": "merge", "into": "999999", "revision": "0"}, 422),
        ("", {"verb": "merge", "into": "x", "revision": "0"}, 422),
        ("", {"verb": "rename", "name": "x" * 5000, "revision": "0"}, 422),
        ("/quotes", {"verb": "remove", "revision": "0"}, 422),
        ("/quotes", {"verb": "remove", "excerpt": ["999999"], "revision": "0"}, 409),
        ("/quote", {"do": "key"}, 404),
        ("/quote", {"do": "key ²"}, 404),
        ("/quote", {"do": f"key {10**30}"}, 404),
        ("", {"verb": "merge", "into": str(10**30), "revision": "0"}, 422),
        ("/quotes", {"verb": "remove", "excerpt": [str(10**30)], "revision": "0"}, 409),
    ],
)
def test_what_cannot_be_used_changes_nothing(
    pages: Pages, cast: Cast, study: Study, about: FindTheme, path: str,
    data: dict[str, str], status: int,
) -> None:  # fmt: skip
    theme = about("export")
    pages.sign_in(cast.researcher)
    pages.post(at(study, f"{theme.id}{path}"), data, expect=status)
    assert theme.revision == 0


def test_finding_themes_is_a_job_whose_progress_is_shown(
    app: Flask, pages: Pages, cast: Cast, session: Session
) -> None:
    study = cast.study
    let_speak(session, study)
    pages.sign_in(cast.researcher)
    assert "Nothing has been read yet" in pages.get(at(study)).text
    there = pages.post(at(study, "run"))
    assert there.location == at(study, "progress")
    pages.post(at(study, "run"))
    assert len(session.scalars(select(jobs.Job)).all()) == 1
    page = pages.get(at(study, "progress")).text
    assert "Waiting to begin" in page
    assert "Look again" in page
    htmx = {"HX-Request": "true"}
    part = pages.client.get(at(study, "progress"), headers=htmx)
    assert "<html" not in part.text
    assert "hx-get" in part.text
    jobs.queue_of(app).run_pending()
    done = pages.client.get(at(study, "progress"), headers=htmx)
    assert done.headers["HX-Redirect"] == at(study)
    pages.get(at(study, "progress"), expect=302)
    on_review = pages.client.get(at(study, "progress?on=review"), headers=htmx)
    assert "HX-Redirect" not in on_review.headers  # somebody may be typing a name there
    assert "All answers and notes have been read." in on_review.text
    page = pages.get(at(study)).text
    assert f"{N_VOICES} answers and notes read" in page
    assert f"people who spoke: {N_VOICES}" in page
    assert "Find themes again" in page


def test_what_came_in_since_is_counted(
    pages: Pages, cast: Cast, session: Session, study: Study
) -> None:
    note(session, study, "One more thing.")
    pages.sign_in(cast.researcher)
    page = pages.get(at(study)).text
    assert "1 has come in since." in page
    assert "Read the new answers" in page


def test_a_failed_analysis_says_why(app: Flask, pages: Pages, cast: Cast, session: Session) -> None:
    pages.sign_in(cast.researcher)
    assert "What your customers say will be sorted here" in pages.get(at(cast.study)).text
    analyse(app, session, cast.study)
    assert "no answers or notes to read yet" in pages.get(at(cast.study)).text


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (EXPORTS[:1], "Only one person has spoken so far."),
        ((ALONE[0], ALONE[1], ALONE[4]), "3 answers are too few to show what recurs."),
    ],
)
def test_too_little_to_find_anything_is_said_plainly(
    app: Flask, pages: Pages, cast: Cast, session: Session, texts: tuple[str, ...], told: str
) -> None:
    let_speak(session, cast.study, texts, ())
    analyse(app, session, cast.study)
    pages.sign_in(cast.researcher)
    page = pages.get(at(cast.study)).text
    assert told in page
    assert "not grouped" in page


def test_broken_evidence_is_shown_as_such(
    pages: Pages, cast: Cast, session: Session, study: Study, about: FindTheme
) -> None:
    theme = about("export")
    theme.excerpts[0].excerpt.passage.text = "Something else now."
    session.commit()
    pages.sign_in(cast.viewer)
    page = pages.get(at(study, str(theme.id))).text
    assert page.count("these words no longer stand in it") == 1


def test_the_home_page_leads_each_role_on(
    app: Flask, pages: Pages, cast: Cast, session: Session
) -> None:
    study = cast.study

    def first(role: str) -> str:
        with app.test_request_context():
            home = home_of(session, study, role, (contribute,))
        return home.first.title if home.first else ""

    assert [first(role) for role in ("researcher", "viewer", "interviewer")] == ["", "", ""]
    publication = let_speak(session, study)
    assert first("researcher") == "Find themes"
    analyse(app, session, study)
    waiting = len(queries.ranked(session, study))
    assert first("researcher") == f"Review {waiting} suggestions"
    assert first("viewer") == "Read the themes"
    for day in range(10):
        answer(session, publication, f"Another answer, number {day}.", day=day)
    assert first("researcher") == "Read the new answers"
    pages.sign_in(cast.viewer)
    assert f"{waiting} suggestions wait" in pages.get(f"/s/{study.slug}/").text


def test_two_runs_at_once_are_one(cast: Cast, session: Session, pages: Pages) -> None:
    let_speak(session, cast.study, EXPORTS, ())
    pages.sign_in(cast.researcher)
    pages.post(at(cast.study, "run"))
    job = jobs.open_job(session, tasks.ANALYSE, study_id=cast.study.id)
    assert job is not None
    assert (job.user_id, job.params) == (cast.researcher.id, {"language": "en"})
