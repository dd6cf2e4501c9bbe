"""Logic in Chromium: a page reacts at once with a script, and comes once more without."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from survey_app.questionnaire import Questionnaire
from tests.browser import Browse, LiveServer, axe_problems
from tests.builders import Cast
from tests.builders_types import link_to
from tests.questionnaire.test_logic_tiny import tiny

pytestmark = pytest.mark.browser


def all_in_one() -> Questionnaire:
    """One page with a question, a choice and a row that a rule shows, and one that quotes."""
    first = tiny("question_rule")[0].to_dict()
    more = [tiny(name)[0].to_dict() for name in ("choice_rule", "row_rule")]
    asked = first["sections"][0]["questions"] + [
        question for one in more for question in one["sections"][0]["questions"][1:]
    ]
    name = tiny("piping")[0].to_dict()["sections"]
    asked += name[0]["questions"]
    quoting = name[1]["questions"][0] | {"key": "why_named"}
    tools = next(question for question in asked if question["key"] == "tools")
    tools["random_order"] = True
    first["sections"][0]["questions"] = [*asked, quoting]
    first["sections"].append(
        {"key": "last", "title": name[1]["title"], "questions": [{**quoting, "key": "at_last"}]}
    )
    return Questionnaire.from_dict(first)


def test_a_page_shows_and_hides_as_soon_as_it_is_answered(
    live_server: LiveServer, browse: Browse, session: Session, cast: Cast
) -> None:
    page = browse()
    page.goto(live_server.at(link_to(session, cast.study, all_in_one())))
    page.locator("form[action$='/start'] button[type=submit]").first.click()
    page.wait_for_url("**/p/**")
    assert page.locator("#q-why").count() == 0
    order = page.locator("#question-tools input[type=checkbox]").evaluate_all(
        "all => all.map((one) => one.value)"
    )
    page.check("#q-uses-yes")
    page.wait_for_selector("#q-why")
    assert "ours" in page.locator("#question-tools").inner_html()
    assert page.locator(".matrix-row").count() == 2
    assert page.locator(".field-error").count() == 0
    assert axe_problems(page) == []
    page.fill("#q-why", "the <b>speed</b>")
    page.check("#q-uses-no")
    page.wait_for_selector("#q-why", state="detached")
    page.fill("#q-name", "Ann <b>")
    page.wait_for_selector("text=Ann <b>, what is it that you like?")
    page.reload()
    again = page.locator("#question-tools input[type=checkbox]").evaluate_all(
        "all => all.map((one) => one.value)"
    )
    assert again == order
    page.locator("button[name=_go][value=on]").last.click()
    page.wait_for_url("**/p/last")
    assert page.locator("h1").inner_text() == "Thank you, Ann <b>"


def test_without_a_script_the_page_comes_once_more_with_its_new_questions(
    live_server: LiveServer, browse: Browse, session: Session, cast: Cast
) -> None:
    page = browse(script=False)
    page.goto(live_server.at(link_to(session, cast.study, all_in_one())))
    page.locator("form[action$='/start'] button[type=submit]").first.click()
    page.check("#q-uses-yes")
    page.locator("button[name=_go][value=on]").last.click()
    page.fill("#q-why", "the speed")
    page.locator("button[name=_go][value=on]").last.click()
    assert page.url.endswith("/p/last")
