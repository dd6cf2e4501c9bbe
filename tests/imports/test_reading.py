"""Tables of other tools read as answers: recognised, mapped by heading, cell by cell."""

from __future__ import annotations

import pytest

from survey_app.imports.definition import definition_of
from survey_app.imports.mapping import guess_targets
from survey_app.imports.reading import prepare
from survey_app.imports.tools import recognise
from survey_app.imports.values import Unfit, answer_of
from survey_app.questionnaire import check_questionnaire
from survey_app.questionnaire.model import Questionnaire
from survey_app.sources import Table, read_table
from tests.questionnaire.builders import built, choice, question, questionnaire, said

FORM = questionnaire(
    question("age", "number", min=10, max=99),
    question("field", "single", choices=[choice("it"), choice("sales"),
                                         choice("other", other=True)]),
    question("tools", "multi", choices=[choice("excel"), choice("crm"),
                                        {"code": "both", "text": said("Pen, paper")}]),
    question("why", "text"),
    question("agree", "yes_no"),
)  # fmt: skip

WORDS = ["export", "import", "report", "search", "screen", "printer", "upload", "login", "menu",
         "chart", "form", "map"]  # fmt: skip


def table(text: str) -> Table:
    return read_table("answers.csv", text.encode())


@pytest.mark.parametrize(
    ("kind", "cell", "answer"),
    [
        ("number", "1 234,5", 1234.5),
        ("yes_no", "Нет", False),
        ("yes_no", "x", True),
        ("scale", "4", 4),
        ("list", "one\ntwo", ["one", "two"]),
        ("multi", "save_time|Cut costs", ["save_time", "cut_costs"]),
        ("single", "CUT COSTS ", "cut_costs"),
        ("text", "  ", None),
    ],
)
def test_a_cell_becomes_an_answer(kind: str, cell: str, answer: object) -> None:
    language = "ru" if "," in cell else "en"
    assert answer_of(built(kind), [("", cell)], language)[0] == answer


@pytest.mark.parametrize(
    ("kind", "cell"), [("number", "many"), ("single", "zoo"), ("scale", "9"), ("yes_no", "maybe")]
)
def test_a_cell_that_is_no_answer_is_refused(kind: str, cell: str) -> None:
    with pytest.raises(Unfit):
        answer_of(built(kind), [("", cell)], "en")


def test_a_survey_is_made_of_headings_and_is_sound() -> None:
    lines = ["Timestamp,Email Address,Your role,What annoys you?,Team size"]
    for number in range(12):
        role = ("Owner", "Manager")[number % 2]
        annoys = f"The {WORDS[number]} takes so long that I go and make coffee"
        lines.append(f"2026-03-05,p{number}@b.example,{role},{annoys},{number}")
    one = table("\n".join(lines))
    made, targets = definition_of(one, recognise(one.columns), title="Spring", language="en")
    assert check_questionnaire(made) == []
    types = {question.text["en"]: question.type for question in made.iter_inputs()}
    assert types == {"Your role": "single", "What annoys you?": "text", "Team size": "number"}
    found = prepare(one, targets, made, "en")
    assert len(found.rows) == 12
    assert found.troubles == []
    assert found.rows[0].email == "p0@b.example"


def test_an_empty_row_is_counted_and_left_out() -> None:
    one = table("age,why,note\n4,,a\n,,b\n44,,c\n")
    found = prepare(one, guess_targets(one.columns, None, FORM), FORM, "en")
    assert (len(found.rows), found.n_empty) == (1, 2)  # the 4 is under the least age of 10
    assert len(found.troubles) == 1


def test_rules_hide_answers_here_too() -> None:
    form = Questionnaire.from_dict(
        questionnaire(question("age", "number"), question("why", show_if="age > 30")).to_dict()
    )
    one = table("age,why\n20,no\n40,yes\n")
    found = prepare(one, guess_targets(one.columns, None, form), form, "en")
    assert [row.answers for row in found.rows] == [{"age": 20}, {"age": 40, "why": "yes"}]
