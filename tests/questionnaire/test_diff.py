"""Changes between versions are found, graded and put into words."""

from __future__ import annotations

import pytest

from survey_app.questionnaire import diff, edit, gravest
from survey_app.questionnaire.model import LANGUAGES, Questionnaire
from tests.questionnaire.builders import built, choice, question, said, section, sections

ENDS = {"low_text": said("Never"), "high_text": said("Fully")}


def version(**changed) -> Questionnaire:
    """Two sections; ``changed`` replaces questions by key, None removes one."""
    asked = {
        "why": question("why"),
        "plan": question("plan", "single"),
        "kept": question("kept", "scale"),
        "cost": question("cost", "money", max=100),
    } | changed
    kept = [data for data in asked.values() if data]
    return sections(section("one", *kept), section("two", question("end")))


OLD = version()


def codes(new: Questionnaire) -> list[tuple[str, str]]:
    return [(change.level, change.code) for change in diff(OLD, new)]


CASES = {
    "nothing": (version(), []),
    "title": (edit.set_title(OLD, "en", "Autumn"), [("cosmetic", "title")]),
    "languages": (edit.set_languages(OLD, ("en",)), [("compatible", "languages")]),
    "wording": (version(why=question("why", text=said("How so?"))), [("cosmetic", "worded")]),
    "help": (version(why=question("why", help=said("A word"))), [("cosmetic", "worded")]),
    "section title": (
        edit.set_section_wording(OLD, "one", "en", "I"),
        [("cosmetic", "section_worded")],
    ),
    "optional question": (
        edit.add_question(OLD, "two", built("text", key="n")),
        [("compatible", "added")],
    ),
    "required question": (
        edit.add_question(OLD, "two", built("text", key="n", required=True)),
        [("breaking", "added_required")],
    ),
    "removed": (version(why=None), [("breaking", "removed")]),
    "type": (version(why=question("why", "number")), [("breaking", "type")]),
    "now required": (version(why=question("why", required=True)), [("breaking", "required")]),
    "rule": (
        version(kept=question("kept", "scale", show_if='why == "a"')),
        [("compatible", "rule")],
    ),
    "tags": (version(why=question("why", elicits=["pain"])), [("compatible", "tags")]),
    "scale": (
        version(kept=question("kept", "scale", scale={"low": 1, "high": 7, **ENDS})),
        [("breaking", "measure")],
    ),
    "currency": (
        version(cost=question("cost", "money", max=100, currency="RUB")),
        [("breaking", "measure")],
    ),
    "limits": (version(cost=question("cost", "money", max=200)), [("compatible", "limits")]),
    "new choice": (
        version(
            plan=question(
                "plan", "single", choices=[choice("save_time"), choice("cut_costs"), choice("grow")]
            )
        ),
        [("compatible", "choice_added")],
    ),
    "choice gone": (
        version(plan=question("plan", "single", choices=[choice("save_time"), choice("grow")])),
        [("breaking", "choice_removed"), ("compatible", "choice_added")],
    ),
    "choice order": (
        version(
            plan=question("plan", "single", choices=[choice("cut_costs"), choice("save_time")])
        ),
        [("cosmetic", "choice_order")],
    ),
    "choice role": (
        version(
            plan=question(
                "plan", "single", choices=[choice("save_time"), choice("cut_costs", other=True)]
            )
        ),
        [("compatible", "choice_role")],
    ),
    "choice reworded": (
        edit.set_wording(OLD, "plan", "en", "Saves time", choice="save_time"),
        [("cosmetic", "choice_worded")],
    ),
    "choice reused": (
        version(
            plan=question(
                "plan",
                "single",
                choices=[
                    {"code": "save_time", "text": {"en": "Grow", "ru": "Вырасти", "zh": "发展"}},
                    choice("cut_costs"),
                ],
            )
        ),
        [("breaking", "choice_reused")],
    ),
    "moved to another section": (
        edit.move_question(OLD, "why", 0, "two"),
        [("compatible", "moved")],
    ),
    "moved within": (edit.move_question(OLD, "cost", 0), [("compatible", "moved")]),
    "section added": (
        sections(*[s.to_dict() for s in OLD.sections], section("three", question("n"))),
        [("compatible", "added"), ("cosmetic", "section_added")],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_change_is_found_and_graded(case):
    new, expected = CASES[case]
    assert codes(new) == expected


@pytest.mark.parametrize("case", CASES)
def test_a_change_is_put_into_words_in_every_language(case):
    for change in diff(OLD, CASES[case][0]):
        for language in LANGUAGES:
            assert "{" not in change.sentence(language)


def test_the_gravest_change_decides():
    new = edit.remove_question(edit.set_title(OLD, "en", "Autumn"), "why")
    changes = diff(OLD, new)
    assert gravest(changes) == "breaking"
    assert changes[0].sentence() == "Question 'why' is gone."
    assert changes[0].sentence("ru") == "Вопрос «why» убран."
    assert gravest([]) is None


def test_a_section_that_goes_takes_its_questions():
    assert codes(edit.remove_section(OLD, "two")) == [
        ("breaking", "removed"),
        ("cosmetic", "section_removed"),
    ]


def test_a_part_is_compared_like_a_question():
    old = sections(section("one", question("role", "group")))
    new = edit.remove_question(old, "role_size")
    assert [(c.level, c.code, c.key) for c in diff(old, new)] == [
        ("breaking", "removed", "role_size")
    ]


def test_changes_of_logic_are_found_and_said_in_words():
    size = question("size", "number", text={"en": "Team size", "ru": "Размер", "zh": "规模"})
    bands = [choice("few", high=10), choice("many", low=10)]
    money = question("pay", "money", choices=bands, ask="range")
    table = question("judge", "matrix", items=[choice("price"), choice("speed")])
    plan = question("plan", "single")
    before = sections(section("one", size, money, table, plan))
    after_plan = question(
        "plan",
        "single",
        random_order=True,
        checks=[{"rule": 'plan != "a"', "text": said("No")}],
        show_if="size > 10",
        choices=[choice("save_time", show_if="size > 3"), choice("cut_costs")],
    )
    after = sections(
        section(
            "one",
            size,
            question("pay", "money", choices=[choice("few", high=20), choice("many", low=20)]),
            question(
                "judge", "matrix", items=[choice("price", show_if="size > 1"), choice("care")]
            ),
            after_plan,
            audience=["interviewer"],
        )
    )
    computed = {"key": "twice", "text": said("Twice"), "value": "size * 2"}
    after = Questionnaire.from_dict(after.to_dict() | {"computed": [computed]})
    changes = diff(before, after)
    found = {(change.level, change.code) for change in changes}
    assert found == {
        *(("breaking", code) for code in ("ask", "choice_band", "row_removed")),
        *(("compatible", code) for code in ("rule", "checks", "order", "choice_rule")),
        *(("compatible", code) for code in ("row_added", "row_rule", "computed_added")),
        ("cosmetic", "audience"),
    }
    sentences = [change.sentence() for change in changes]
    assert "Question 'plan' is shown in other cases: when team size is over 10." in sentences
    russian = [change.sentence("ru") for change in changes]
    assert "Вопрос «plan» показывается в других случаях: если размер больше 10." in russian
    back = [change.sentence() for change in diff(after, before)]
    assert "Question 'plan' is always shown now." in back
    assert "'twice' is not computed any more." in back
