"""Every verb of the review by keyboard in Chromium: in the help line, and undone by one key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.collect.models import Passage
from survey_app.studies.models import Study
from survey_app.themes.models import Decision, Excerpt, Theme, ThemeComment, ThemeExcerpt
from tests.browser import Browse, LiveServer
from tests.builders import Cast
from tests.builders_voices import answer, publish_tiny

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

# The verb, what is pressed on the page of the first theme ('"…' is typed), and the help line's key.
VERBS = (
    ("accept", ["a"], "A"),
    ("reject", ["x"], "X"),
    ("rename", ["r", "Control+a", '"another name', "Enter"], "R"),
    ("define", ["d", '"What belongs to it', "Tab", "Tab", "Tab", "Enter"], "D"),
    ("merge", ["m", '"theme 2', "Tab", "Enter"], "M"),
    ("split", ["l", "t", "s", '"one of them', "Enter"], "S"),
    ("nest", ["p", '"theme 2', "Tab", "Enter"], "P"),
    ("retag", ["p", "Tab", "Tab", '"Goals', "Tab", "Enter"], "P"),
    ("move", ["l", "v", '"theme 2', "Tab", "Enter"], "V"),
    ("remove", ["l", "t", "s", *["Tab"] * 4, "Enter"], "S"),
    ("create", ["w", '"a seed', "Enter"], "W"),
    ("key", ["l", "b"], "B"),
    ("comment", ["c", '"a remark', "Tab", "Enter"], "C"),
    ("comment", ["l", "c", '"on this quote', "Tab", "Enter"], "C"),
)


@pytest.fixture
def study(session: Session, cast: Cast) -> Study:
    """The cast's study with three pains; the first has two quotes, the others one each."""
    publication = publish_tiny(session, cast.study)
    themes = [
        Theme(study_id=cast.study.id, kind="pain", name=f"theme {n}", excerpts=[], confidence=0.5)
        for n in (1, 2, 3)
    ]
    session.add_all(themes)
    session.flush()
    for number, theme in enumerate((themes[0], *themes)):
        response = answer(session, publication, f"The export fails, {number}.")
        passage = session.scalars(
            select(Passage).where(Passage.response_id == response.id, Passage.text != "")
        ).one()
        excerpt = Excerpt(
            study_id=cast.study.id, passage_id=passage.id, start=0, end=len(passage.text),
            quote=passage.text, passage_sha256=passage.sha256, labels=["pain"],
        )  # fmt: skip
        session.add(excerpt)
        session.flush()
        session.add(ThemeExcerpt(theme_id=theme.id, excerpt_id=excerpt.id))
    session.commit()
    return cast.study


def shape(session: Session, study: Study) -> Any:
    """All that the verbs change, to compare before and after."""
    session.rollback()
    session.expire_all()
    themes = session.scalars(
        select(Theme).where(Theme.study_id == study.id).order_by(Theme.id)
    ).all()
    remarks = session.scalars(select(ThemeComment).where(ThemeComment.removed_at.is_(None)))
    return (
        [
            (t.kind, t.name, t.status, t.definition, t.parent_id,
             sorted((link.excerpt_id, link.excerpt.key_quote) for link in t.excerpts))
            for t in themes
        ],
        sorted((one.excerpt_id or 0, one.text) for one in remarks),
    )  # fmt: skip


def type_in(page: Page, keys: list[str]) -> None:
    """Press keys, or type what follows a quotation mark; the last one leads to another page."""
    for key in keys[:-1]:
        if key.startswith('"'):
            page.keyboard.type(key[1:])
        else:
            page.keyboard.press(key)
    with page.expect_navigation(wait_until="domcontentloaded"):
        page.keyboard.press(keys[-1])


def test_every_verb_has_a_key_in_the_help_line_and_can_be_undone(
    live_server: LiveServer, browse: Browse, session: Session, cast: Cast, study: Study
) -> None:
    page = browse()
    live_server.sign_in(page, cast.researcher)
    first = session.scalars(select(Theme.id).where(Theme.name == "theme 1")).one()
    here = live_server.at(f"/s/{study.slug}/themes/{first}")
    before = shape(session, study)
    for verb, keys, help_key in VERBS:
        page.goto(here, wait_until="domcontentloaded")
        assert help_key in page.locator(".keys-line kbd").all_inner_texts(), verb
        type_in(page, keys)
        live_server.wait_until_idle()
        assert shape(session, study) != before, verb
        last = session.scalars(select(Decision).order_by(Decision.id.desc())).first()
        assert last is not None
        assert (last.verb, last.undone_at) == (verb, None)
        page.wait_for_load_state("load")
        type_in(page, ["u"])
        live_server.wait_until_idle()
        assert shape(session, study) == before, verb
    type_in(page, ["x"])  # what was set aside is opened again by a key as well
    page.goto(here)
    type_in(page, ["o"])
    assert shape(session, study) == before
