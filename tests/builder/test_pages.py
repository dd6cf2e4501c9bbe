"""The pages of the builder: one question whole, another type, banks, translations, publishing."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.builder import history, services
from survey_app.builder.models import Questionnaire
from survey_app.collect import trials
from survey_app.collect.models import Response
from survey_app.outreach.queries import published_surveys
from survey_app.questionnaire import Question
from survey_app.questionnaire.edit import set_wording
from survey_app.questionnaire.types import TYPES
from tests.builders import MARKUP, Cast
from tests.builders_questionnaires import publish_tiny
from tests.pages import Pages


@pytest.fixture
def made(cast: Cast, session: Session, pages: Pages) -> Questionnaire:
    pages.sign_in(cast.researcher)
    return publish_tiny(session, cast.study).questionnaire


@pytest.fixture
def base(cast: Cast, made: Questionnaire) -> str:
    return f"/s/{cast.study.slug}/questionnaires/{made.id}/"


def question(session: Session, made: Questionnaire, key: str) -> Question:
    session.expire_all()
    return services.draft_of(made).question(key)


def whole(made: Questionnaire, **more: Any) -> dict[str, Any]:
    return {"revision": made.revision, "whole": "1", "do": "save", **more}


def test_choices_are_rows_that_are_added_moved_and_taken_away(
    session: Session, pages: Pages, made: Questionnaire, base: str
) -> None:
    rows = {
        "choice": ["one", "many", "other", "new1", "new2"],
        "choice:one:text:en": "Only me",
        "choice:many:text:en": "", "choice:many:text:ru": "", "choice:many:text:zh": "",
        "choice:other:other": "on",
        "choice:new1:text:en": "A few", "choice:new1:show_if": "",
        "required": "on",
    }  # fmt: skip
    pages.post(base + "question/size", whole(made, **rows))
    size = question(session, made, "size")
    assert [choice.code for choice in size.choices] == ["one", "other", "a_few"]
    assert size.choices[0].text["en"] == "Only me"
    assert size.choices[0].text["ru"] == "Just me (по-русски)"
    assert size.choices[1].other

    # Without a script a press of an arrow is a round trip that keeps what was typed.
    kept = {"choice": ["one", "other", "a_few"], "choice:other:other": "on", "required": "on"}
    moved = pages.post(
        base + "question/size",
        whole(made, **kept, **{"do": "raise:choice:a_few", "text:en": "How many?"}),
    )
    assert moved.location.endswith("question/size#choice")
    pages.post(
        base + "question/size",
        {"revision": made.revision, "whole": "1", **kept, "choice": ["one", "a_few", "other"],
         "do": "drop:choice:one"},
    )  # fmt: skip
    size = question(session, made, "size")
    assert [choice.code for choice in size.choices] == ["a_few", "other"]
    assert size.text["en"] == "How many?"


def test_everything_a_number_has_is_edited_and_a_slip_is_said(
    session: Session, pages: Pages, made: Questionnaire, base: str
) -> None:
    pages.post(base + "question/team/type", {"revision": made.revision, "type": "number"})
    session.refresh(made)
    sent = whole(
        made,
        **{
            "min": "1", "max": "1 000,5", "integer": "on", "unit:en": "people", "required": "on",
            "required_text:en": "We plan by it.", "elicits": ["firmographic", "nonsense"],
            "check": ["0"], "check:0:rule": "team > 2", "check:0:text:en": "More, please.",
            "probes:en": "Really?\n\nAnd before?", "show_if": "size == 'many'",
            "rule_key": ["size"], "rule_comparison": ["!="], "rule_value": ["one"],
        },
    )  # fmt: skip
    page = pages.post(base + "question/team", {**sent, "min": "a lot"}, expect=422).text
    assert "Write a number, such as 10." in page
    assert 'value="a lot"' in page
    pages.post(base + "question/team", sent)
    team = question(session, made, "team")
    assert (team.min, team.max, team.integer, team.required) == (1, 1000.5, True, True)
    assert team.unit == {"en": "people"}
    assert team.elicits == ("firmographic",)
    assert [(check.rule, check.text) for check in team.checks] == [
        ("team > 2", {"en": "More, please."})
    ]
    assert team.probes == {"en": ("Really?", "And before?")}
    assert team.show_if == 'size != "one"'  # the menus were changed, the text was not


def test_a_rule_typed_as_text_wins_over_the_menus(
    session: Session, pages: Pages, made: Questionnaire, base: str
) -> None:
    sent = whole(
        made,
        show_if="size in ['one', 'many']",
        rule_key=["size"], rule_comparison=["=="], rule_value=["one"],
    )  # fmt: skip
    pages.post(base + "question/team", sent)
    assert question(session, made, "team").show_if == "size in ['one', 'many']"
    assert "more than the menus can show" in pages.get(base + "question/team").text
    assert "Shown when “How many are you?” is" in pages.get(base).text
    assert "Показывается, если" in pages.get(base + "preview?language=ru").text


@pytest.mark.parametrize("name", TYPES)
def test_every_type_has_an_editor_and_a_preview(
    session: Session, pages: Pages, made: Questionnaire, base: str, name: str
) -> None:
    sent = {"revision": made.revision, "type": name, "sure": "1"}
    pages.post(base + "question/size/type", sent)
    assert question(session, made, "size").type == name
    pages.get(base + "question/size")
    shown = pages.get(base + "preview?frame=1")
    assert "frame-ancestors 'self'" in shown.headers["Content-Security-Policy"]
    typed = pages.post(
        base + "question/size/preview", {"text:en": "Typed just now?", "page": 1}, expect=200
    )
    assert "<h1>Your work</h1>" in typed.text
    assert question(session, made, "size").text["en"] == "How many are you?"


def test_only_the_preview_may_stand_in_a_frame(pages: Pages, base: str) -> None:
    for path in ("", "question/size", "publish", "translate", "banks"):
        policy = pages.get(base + path).headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in policy


def test_another_type_says_first_what_it_leaves_behind(
    session: Session, pages: Pages, made: Questionnaire, base: str
) -> None:
    sent = {"revision": made.revision, "type": "text"}
    page = pages.post(base + "question/size/type", sent, expect=200).text
    assert "<li>choices</li>" in page
    assert question(session, made, "size").type == "single"
    pages.post(base + "question/size/type", {**sent, "sure": "1"})
    assert question(session, made, "size").type == "text"
    pages.post(base + "undo")
    assert [c.code for c in question(session, made, "size").choices] == ["one", "many", "other"]
    pages.post(base + "question/size/type", {"revision": 0, "type": "telepathy"}, expect=400)


def test_the_banks_are_searched_by_words_tag_and_who_answers(
    session: Session, pages: Pages, made: Questionnaire, base: str
) -> None:
    assert 'value="what/' not in pages.get(base + "banks?q=demo_2").text
    page = pages.get(base + "banks?q=annoys+DISAPPOINTS&tag=pain").text
    assert 'value="what/joys/what_4"' in page
    assert 'value="what/joys/what_3"' not in page
    assert "Nothing found" in pages.get(base + "banks?q=zzzzqqq").text
    assert "Nothing found" not in pages.get(base + "banks?audience=analyst").text
    # Searching keeps what is ticked, and writes nothing.
    pick = "what/joys/what_4"
    kept = pages.post(
        base + "banks", {"do": "search", "q": "zzzz", "pick": [pick]}, expect=200
    ).text
    assert f'value="{pick}" checked' in kept
    assert "what_4" not in [q.key for q in services.draft_of(made).iter_questions()]
    pages.post(base + "banks", {"revision": made.revision, "pick": [pick], "section": "words"})
    assert question(session, made, "what_4").bank == "what"
    assert services.draft_of(made).section("words").questions[-1].key == "what_4"
    assert "already in" in pages.get(base + "banks?q=what_4").text


def test_missing_translations_are_counted_shown_and_written(
    session: Session, pages: Pages, made: Questionnaire, base: str
) -> None:
    history.edit(
        session, made, lambda d: set_wording(d, "annoys", "zh", ""), seen_revision=made.revision
    )
    assert "1 wording missing" in pages.get(base).text
    page = pages.get(base + "translate?only=1").text
    assert page.count("<textarea") == 1
    assert "What annoys you? (по-русски)" in page
    sent = {"revision": made.revision, "to": "zh", "w:question/annoys/text": "什么让您烦恼？"}
    pages.post(base + "translate", sent)
    assert question(session, made, "annoys").text["zh"] == "什么让您烦恼？"
    assert "Nothing is missing" in pages.get(base + "translate?to=zh").text


def test_publishing_lists_what_to_mend_with_links_and_what_will_change(
    session: Session, pages: Pages, made: Questionnaire, base: str
) -> None:
    assert "Nothing has changed" in pages.get(base + "publish").text
    pages.post(base + "do", {"verb": "remove", "key": "tools", "revision": made.revision})
    page = pages.get(base + "publish").text
    assert "send it as a new wave" in page
    assert "is gone" in page
    pages.post(base + "question/annoys", {"revision": made.revision, "text:zh": ""})
    page = pages.get(base + "publish").text
    assert f'href="{base}question/annoys"' in page
    assert "1 thing to mend first" in page
    pages.post(base + "publish", expect=422)
    pages.post(base + "undo")
    pages.post(base + "publish", {"revision": made.revision - 1}, expect=409)  # an old page
    pages.post(base + "publish", {"revision": made.revision})
    assert "is gone" in pages.get(base + "versions/2?against=1").text
    assert "From version 1 to version 2" in pages.get(base + "versions/1?against=2").text


def test_sections_languages_and_values_are_edited(
    session: Session, pages: Pages, made: Questionnaire, base: str
) -> None:
    pages.get(base + "section/words")
    pages.post(
        base + "section/words",
        {"revision": made.revision, "title:en": "Say it", "intro:en": MARKUP,
         "audience": ["team", "aliens"], "rule_key": ["size"], "rule_comparison": ["=="],
         "rule_value": ["many"]},
    )  # fmt: skip
    session.refresh(made)
    words = services.draft_of(made).section("words")
    assert (words.title["en"], words.audience, words.show_if) == (
        "Say it", ("team",), 'size == "many"',
    )  # fmt: skip
    pages.get(base)
    pages.get(base + "settings")
    pages.post(
        base + "settings",
        {"revision": made.revision, "languages": ["ru", "en"], "title:en": "A day",
         "computed": ["new1"], "computed:new1:key": "is_big",
         "computed:new1:value": "size == 'many'"},
    )  # fmt: skip
    session.refresh(made)
    draft = services.draft_of(made)
    assert draft.languages == ("en", "ru")
    assert [(one.key, one.value) for one in draft.computed] == [("is_big", "size == 'many'")]
    assert "is_big" in pages.get(base + "question/kept").text
    assert draft.title["zh"]  # a language left out keeps its words


def test_trial_answers_are_apart_and_deletable(
    cast: Cast, session: Session, pages: Pages, made: Questionnaire, base: str
) -> None:
    other = publish_tiny(session, cast.other_study).questionnaire
    begun = pages.post(base + "trial/start", {"language": "ru"})
    first = pages.get(begun.location).text
    assert "(по-русски)" in first
    assert "пробный прогон" in first
    [trial] = session.scalars(select(Response)).all()
    assert (trial.trial, trial.language, trial.study_id) == (True, "ru", cast.study.id)
    assert len(trials.trials(session, made)) == 1
    assert [one.number for one in published_surveys(session, cast.study)] == [1]
    pages.get(base + "trial/")
    pages.post(f"/s/{cast.study.slug}/questionnaires/{other.id}/trial/start", expect=404)
    pages.post(base + "trial/delete")
    assert session.scalars(select(Response)).all() == []
    assert services.freeze_for_trial(session, made).number == 0
    pages.post(base + "question/annoys", {"revision": made.revision, "text:zh": ""})
    stopped = pages.post(base + "trial/start")
    assert stopped.location.endswith("/publish")


def test_a_group_gets_parts_that_are_edited_moved_and_removed(
    session: Session, pages: Pages, made: Questionnaire, base: str
) -> None:
    pages.post(base + "question/annoys/type", {"revision": made.revision, "type": "group"})
    for _ in range(2):
        press = {"verb": "add_part", "key": "annoys", "revision": made.revision}
        pages.post(base + "do", press)
    session.refresh(made)
    assert [part.key for part in question(session, made, "annoys").parts] == [
        "annoys_2", "annoys_3",
    ]  # fmt: skip
    pages.get(base + "question/annoys")
    pages.get(base + "question/annoys_3")
    press = {"verb": "up", "key": "annoys_3", "revision": made.revision}
    pages.post(base + "do", press)
    assert next(part.key for part in question(session, made, "annoys").parts) == "annoys_3"


def test_a_press_we_do_not_know_is_refused(pages: Pages, made: Questionnaire, base: str) -> None:
    pages.post(base + "do", {"verb": "explode", "revision": made.revision}, expect=422)
    place = {"verb": "place", "key": "size", "section": "words", "position": "-1"}
    pages.post(base + "do", {**place, "revision": made.revision}, expect=422)
    pages.post(base + "do", {"verb": "up", "key": "nobody", "revision": made.revision})
    assert "nobody" in pages.get(base).text  # said, and nothing has changed
    pages.post(base + "undo", {"way": "redo"})
    assert "nothing more to undo" in pages.get(base).text


def test_what_clashes_stays_in_every_form_beside_what_is_saved(
    session: Session, pages: Pages, made: Questionnaire, base: str
) -> None:
    old = made.revision
    pages.post(base + "section/words", {"revision": old, "title:en": "Theirs", "rule_key": [""]})
    late = {"revision": old, "title:en": "Mine"}
    page = pages.post(base + "section/words", late, expect=409).text
    assert 'value="Mine"' in page
    assert "<dt>Theirs › Title › English</dt>" in page  # the place in words, no internal path
    assert "Theirs" in page
    pages.post(base + "section/words", {**late, "revision": made.revision})
    assert services.draft_of(made).section("words").title["en"] == "Mine"

    old = made.revision
    theirs = {"revision": old, "to": "zh", "w:title": "他们的"}
    pages.post(base + "translate", theirs)
    page = pages.post(base + "translate", {**theirs, "w:title": "我的"}, expect=409).text
    assert "他们的" in page
    assert ">我的</textarea>" in page

    old = made.revision
    pages.post(base + "settings", {"revision": old, "languages": ["en"], "title:en": "Theirs"})
    page = pages.post(
        base + "settings", {"revision": old, "languages": ["en"], "title:en": "Ours"}, expect=409
    ).text
    assert 'value="Ours"' in page
    pages.post(base + "settings", {"revision": made.revision}, expect=409)  # no language ticked
    assert services.draft_of(made).languages == ("en",)
