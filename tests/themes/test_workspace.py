"""The wider workspace: describing, nesting, retagging, comments, the board, sheets, history."""

from __future__ import annotations

import csv
import io
from typing import Any
from xml.etree import ElementTree

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from survey_app.errors import Conflict, Forbidden, Unprocessable
from survey_app.studies.models import Study
from survey_app.themes import decisions, queries, services
from survey_app.themes.models import Theme, ThemeComment, ThemeTally
from tests.builders import MARKUP, Cast
from tests.builders_voices import EXPORTS, INVOICES, SUPPORT, note
from tests.pages import Pages
from tests.themes.conftest import FindTheme

QDC = "{urn:QDA-XML:codebook:1.0}"


def at(study: Study, path: str = "") -> str:
    return f"/s/{study.slug}/themes/{path}"


def shape(session: Session, study: Study) -> dict[int, Any]:
    session.expire_all()
    themes = session.scalars(select(Theme).where(Theme.study_id == study.id))
    return {
        one.id: (one.kind, one.parent_id, one.definition, one.our_answer, one.rubric,
                 one.objection_type,
                 sorted(link.excerpt_id for link in one.excerpts if link.excerpt.key_quote))
        for one in themes
    }  # fmt: skip


def counted(session: Session, study: Study) -> dict[int, tuple[int, int, int]]:
    ranked = queries.ranked(session, study, statuses=("suggested", "accepted", "rejected"))
    return {one.id: (one.n_voices, one.n, one.n_excerpts) for one in ranked}


def test_nesting_retagging_describing_and_key_quotes_can_be_undone(
    session: Session, cast: Cast, study: Study, about: FindTheme
) -> None:
    exports, support, user = about("export"), about("support"), cast.researcher
    quote = exports.excerpts[0].excerpt
    before = shape(session, study)
    verbs = []

    def took_effect() -> None:
        session.commit()
        assert shape(session, study) != before
        last = decisions.last_decision(session, study, user=user)
        assert last is not None
        verbs.append(last.verb)
        decisions.undo(session, last)
        session.commit()
        assert shape(session, study) == before

    services.nest(session, exports, under=support, user=user)
    took_effect()
    services.retag(session, exports, kind="objection", user=user)
    took_effect()
    services.define(session, exports, definition="d", our_answer="a", rubric="r",
                    objection_type="price", user=user)  # fmt: skip
    took_effect()
    services.mark_key_quote(session, exports, quote, marked=True, user=user)
    took_effect()
    assert verbs == ["nest", "retag", "define", "key"]


def test_a_theme_is_no_part_of_itself_of_its_parts_or_of_another_kind(
    session: Session, cast: Cast, study: Study, about: FindTheme
) -> None:
    exports, support, invoices = about("export"), about("support"), about("invoice")
    services.nest(session, support, under=exports, user=None)
    services.nest(session, invoices, under=support, user=None)
    goal = services.create(session, study, kind="goal", name="goal", user=None)
    theirs = services.create(session, cast.other_study, kind="pain", name="theirs", user=None)
    for under in (exports, support, invoices, goal, theirs):
        with pytest.raises(Unprocessable):
            services.nest(session, exports, under=under, user=None)
    with pytest.raises(Unprocessable):
        services.merge(session, exports, into=support, user=None)
    services.merge(session, support, into=exports, user=None)
    assert invoices.parent_id == exports.id  # parts follow what they are a part of


def test_a_comment_is_left_taken_back_and_shown_again_by_undoing(
    session: Session, cast: Cast, study: Study, about: FindTheme
) -> None:
    theme = about("export")
    revision = theme.revision
    made = services.comment(session, theme, text=" Ask Ada. ", user=cast.researcher)
    assert (made.text, theme.revision) == ("Ask Ada.", revision)  # no page of others goes stale
    with pytest.raises(Forbidden):
        services.take_comment_back(session, theme, made, user=cast.viewer)
    with pytest.raises(Unprocessable):
        services.comment(session, theme, text="  ", user=cast.researcher)
    strange = about("support").excerpts[0].excerpt
    with pytest.raises(Conflict):
        services.comment(session, theme, text="x", excerpt=strange, user=cast.researcher)
    decision = services.take_comment_back(session, theme, made, user=cast.researcher)
    assert not queries.comments(session, theme)
    decisions.undo(session, decision)
    assert [one.text for one in queries.comments(session, theme)[None]] == ["Ask Ada."]


def test_tallies_are_right_after_every_change_and_without_any_stored(
    session: Session, study: Study, about: FindTheme
) -> None:
    exports, support = about("export"), about("support")
    stored = counted(session, study)
    assert stored[exports.id] == (len(EXPORTS), len(EXPORTS), len(EXPORTS))
    assert session.scalars(select(ThemeTally)).all()
    session.execute(delete(ThemeTally))
    assert counted(session, study) == stored
    # A quote that goes with its passage takes the tally away with it: 6 - 1 = 5.
    session.delete(exports.excerpts[0].excerpt.passage)
    session.commit()
    session.expire_all()
    assert counted(session, study)[exports.id] == (5, 5, 5)
    services.merge(session, exports, into=support, user=None)
    assert counted(session, study)[support.id] == (10, 10, 10)
    services.retag(session, support, kind="praise", user=None)
    assert counted(session, study)[support.id] == (10, 0, 10)  # nobody was asked for praise


def test_a_stale_decision_shows_both_sides_and_can_be_done_all_the_same(
    pages: Pages, cast: Cast, session: Session, study: Study, about: FindTheme
) -> None:
    theme = about("export")
    services.rename(session, theme, name=f"what Ada wrote {MARKUP}", user=cast.admin)
    session.commit()
    pages.sign_in(cast.researcher)
    here, typed = at(study, str(theme.id)), "my own words"
    page = pages.post(here, {"verb": "rename", "name": typed, "revision": "0"}, expect=409).text
    assert "Renamed to “what Ada wrote" in page
    assert "You wanted to rename it" in page
    assert page.count(f'value="{typed}"') == 2  # in the form that is open, and to do it again
    pages.post(here, {"verb": "rename", "name": typed, "revision": "1"})
    session.expire_all()
    assert theme.name == typed


def test_the_workspace_by_plain_forms(
    pages: Pages, cast: Cast, session: Session, study: Study, about: FindTheme
) -> None:
    pages.sign_in(cast.researcher)
    exports, support, invoices = about("export"), about("support"), about("invoice")
    here = at(study, str(exports.id))
    pages.post(here, {"verb": "nest", "into": str(support.id), "revision": "0"})
    pages.post(here, {"verb": "define", "revision": "1", "definition": f"All of it {MARKUP}",
                      "our_answer": f"It is faster now {MARKUP}",
                      "rubric": f"Speed {MARKUP}"})  # fmt: skip
    pages.post(f"{here}/comment", {"text": f"On the theme {MARKUP}"})
    quote = exports.excerpts[0].excerpt_id
    pages.post(f"{here}/comment", {"text": f"On the quote {MARKUP}", "quote": str(quote)})
    pages.post(f"{here}/comment", {"text": " "}, expect=422)
    pages.post(f"{here}/comment", {"text": "x", "quote": "999999"}, expect=404)
    page = pages.get(f"{here}?by=worth&quote={quote}").text
    for words in ("All of it", "It is faster now", "On the theme", "On the quote"):
        assert words in page
    removed = session.scalars(select(ThemeComment).order_by(ThemeComment.id)).first()
    assert removed is not None
    pages.post(f"{here}/comment/{removed.id}/remove", {})
    assert "On the theme" not in pages.get(here).text
    page = pages.get(at(study, "rubrics")).text
    assert page.index("Speed") < page.index("Without a rubric")
    answer = pages.post(str(at(study, str(invoices.id))),
                        {"verb": "accept", "back": "board", "revision": "0"})  # fmt: skip
    assert answer.location == at(study, f"board?kind=pain#t{invoices.id}")
    pages.post(at(study, "new"), {"kind": "goal", "name": "a goal of ours"})
    pages.post(at(study, str(support.id)), {"verb": "retag", "kind": "objection", "revision": "0"})
    page = pages.get(at(study, "battlecard")).text
    assert SUPPORT[0] in page
    pages.post(at(study, str(support.id)), {"verb": "define", "our_answer": "We call back.",
               "objection_type": "timing", "back": "battlecard", "revision": "1"})  # fmt: skip
    page = pages.get(at(study, "battlecard?kind=objection")).text
    assert page.index("Not now") < page.index("We call back.")
    for user in (cast.researcher, cast.viewer):
        pages.sign_in(user)
        for path in ("board", "board?kind=praise", "patterns", "patterns?by=size&kind=pain",
                     "patterns?by=language", "patterns?kind=praise&by=zzz", "battlecard?kind=goal",
                     "battlecard?kind=praise", "rubrics", "codebook", "history"):  # fmt: skip
            pages.get(at(study, path))


def test_the_queue_goes_from_the_most_useful_suggestion_to_the_next(
    pages: Pages, cast: Cast, session: Session, study: Study
) -> None:
    pages.sign_in(cast.researcher)
    first = pages.get(at(study, "next"), expect=303).location
    assert first.endswith("?by=worth#theme")
    theme_id = first.split("/")[-1].split("?")[0]
    second = pages.post(at(study, theme_id), {"verb": "accept", "by": "worth", "revision": "0"})
    assert second.location.endswith("?by=worth#theme")
    assert second.location != first
    skipped = second.location.split("/")[-1].split("?")[0]
    third = pages.get(at(study, f"next?after={skipped}"), expect=303).location
    assert third not in (first, second.location)


def test_any_own_decision_is_undone_from_the_history_and_nobody_elses(
    pages: Pages, cast: Cast, session: Session, study: Study, about: FindTheme
) -> None:
    exports, support = about("export"), about("support")
    mine = services.accept(session, exports, user=cast.researcher)
    services.accept(session, support, user=cast.researcher)
    theirs = services.rename(session, about("invoice"), name="x", user=cast.admin)
    session.commit()
    pages.sign_in(cast.researcher)
    assert "Renamed to “x”" in pages.get(at(study, "history")).text
    pages.post(at(study, "undo"), {"decision": str(mine.id), "back": "history"})
    pages.post(at(study, "undo"), {"decision": str(theirs.id)}, expect=409)
    session.expire_all()
    assert (exports.status, support.status) == ("suggested", "accepted")
    assert "undone" in pages.get(at(study, "history")).text


def test_the_codebook_leaves_as_a_table_and_for_other_coding_tools(
    pages: Pages, cast: Cast, session: Session, study: Study, about: FindTheme
) -> None:
    exports, support = about("export"), about("support")
    services.rename(session, exports, name="=slow <exports>\x0b", user=None)
    services.define(session, exports, definition="Waiting for files.", user=None)
    services.nest(session, exports, under=support, user=None)
    services.create(session, cast.other_study, kind="pain", name="theirs", user=None)
    session.commit()
    pages.sign_in(cast.viewer)
    table = pages.client.get(at(study, "codebook.csv")).data.decode("utf-8-sig")
    rows = {row["theme"]: row for row in csv.DictReader(io.StringIO(table))}
    row = rows["'=slow <exports>"]
    assert (row["part_of"], row["definition"]) == (support.name, "Waiting for files.")
    assert (row["respondents"], row["asked"], row["quotes"]) == ("6", "25", "6")
    assert "theirs" not in rows
    root = ElementTree.fromstring(pages.client.get(at(study, "codebook.qdc")).data)
    assert (root.tag, root.get("origin")) == (f"{QDC}CodeBook", "Portrait")
    assert [child.tag for child in root] == [f"{QDC}Codes", f"{QDC}Sets"]
    codes = {code.get("name"): code for code in root.iter(f"{QDC}Code")}
    part = codes[support.name].find(f"{QDC}Code")
    assert part is not None
    assert part.get("name") == "=slow <exports>"
    assert part.findtext(f"{QDC}Description") == "Waiting for files."
    assert {code.get("isCodable") for code in codes.values()} == {"true"}
    members = {one.get("guid") for one in root.iter(f"{QDC}MemberCode")}
    assert members == {code.get("guid") for code in codes.values()}
    assert pages.client.get(at(study, "codebook.exe")).status_code == 404


def test_quotes_are_found_by_words_in_any_case_and_script(
    session: Session, cast: Cast, study: Study
) -> None:
    found = {one.quote for one in queries.search(session, study, "INVOICE layout", limit=50)}
    assert found == {one for one in INVOICES if "layout" in one}
    assert len(queries.search(session, study, "отчёт МЕДЛЕННО", limit=50)) > 0
    assert queries.search(session, cast.other_study, "invoice", limit=50) == []
    assert queries.search(session, study, "***", limit=50) == []


def test_calls_show_what_each_still_added(
    pages: Pages, session: Session, cast: Cast, study: Study, about: FindTheme
) -> None:
    passage = note(session, study, "The export is slow.", tags=["pain"])
    assert passage.interview_id
    pages.sign_in(cast.researcher)
    assert "brought 0 new themes" in pages.get(at(study, "patterns?kind=pain")).text
