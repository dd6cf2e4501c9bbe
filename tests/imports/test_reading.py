"""Tables of other tools read as answers: recognised, mapped by heading, cell by cell."""

# ruff: noqa: E501  (tables are read across)
from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest

from survey_app.imports.mapping import definition_of, guess_targets
from survey_app.imports.reading import prepare
from survey_app.imports.tools import recognise, with_whole_headings
from survey_app.imports.values import Unfit, answer_of, moments
from survey_app.questionnaire import check_questionnaire
from survey_app.questionnaire.model import Questionnaire
from survey_app.sources import Table, csv_writer, read_table
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

GOOGLE = """Timestamp,Email Address,What about age?,What about field?,What about tools?,What about why?
2026/03/05 9:30:12 AM GMT+3,a@b.example,42,It,"Excel, Pen, paper",Too slow
2026/03/06 9:30:12 PM GMT+3,,200,Zoo,Abacus,
"""
TYPEFORM = """#,age,What about tools? - Excel,What about tools? - Crm,Start Date (UTC),Submit Date (UTC),Network ID
x1,42,Excel,,2026-03-05 09:30:12,2026-03-05 09:40:12,n1
"""
LIMESURVEY = """"Response ID","Date submitted","Last page","Start language","age. What about age?","tools[x]. What about tools? [Excel]","tools[y]. What about tools? [Crm]","agree"
"1","2026-03-05 09:30:12","3","ru","42","Yes","No","Да"
"""
SURVEYMONKEY = """Respondent ID,Collector ID,Start Date,End Date,What about tools?,,What about field?,
,,,,Excel,Crm,Response,Other (please specify)
118,77,03/05/2026 09:30:12 AM,03/25/2026 09:31:12 AM,Excel,Crm,,Zoo
"""


WORDS = ["export", "import", "report", "search", "screen", "printer", "upload", "login", "menu",
         "chart", "form", "map"]  # fmt: skip


def table(text: str) -> Table:
    return read_table("answers.csv", text.encode())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (GOOGLE, "Google Forms"),
        (GOOGLE.replace("Timestamp", "Отметка времени"), "Google Forms"),
        (TYPEFORM, "Typeform"),
        (LIMESURVEY, "LimeSurvey"),
        (SURVEYMONKEY, "SurveyMonkey"),
        ("_respondent,_version,_status,age\nR-001,1,completed,4\n", "Portrait"),
    ],
)
def test_a_tool_is_recognised_by_its_headings(text: str, name: str) -> None:
    found = recognise(table(text))
    assert found is not None
    assert found.name == name


def test_a_plain_table_is_nobodys() -> None:
    assert recognise(table("age,why\n4,x\n")) is None


def test_google_forms_are_read_with_several_choices_in_one_cell() -> None:
    one = table(GOOGLE)
    targets = guess_targets(one, recognise(one), FORM)
    assert list(targets.values()) == ["@completed", "@email", "age", "field", "tools", "why"]
    found = prepare(one, targets, FORM, "en")
    first, second = found.rows
    assert first.completed == datetime(2026, 3, 5, 6, 30, 12, tzinfo=UTC)  # three hours ahead
    # 'Pen, paper' is one choice with a comma in it.
    assert first.answers == {"age": 42, "field": "it", "tools": ["excel", "both"],
                             "why": "Too slow"}  # fmt: skip
    assert first.email == "a@b.example"
    assert second.answers == {"field": "other", "field__other": "Zoo"}
    assert [(one.line, one.column, one.cell) for one in found.troubles] == [
        (3, "What about age?", "200"), (3, "What about tools?", "Abacus")
    ]  # fmt: skip
    assert found.troubles[0].error.in_language("ru")


def test_typeform_spreads_choices_over_columns() -> None:
    one = table(TYPEFORM)
    found = prepare(one, guess_targets(one, recognise(one), FORM), FORM, "en")
    assert found.rows[0].answers == {"age": 42, "tools": ["excel"]}
    assert found.rows[0].started == datetime(2026, 3, 5, 9, 30, 12, tzinfo=UTC)


def test_limesurvey_names_codes_and_says_no_to_what_is_not_ticked() -> None:
    one = table(LIMESURVEY)
    found = prepare(one, guess_targets(one, recognise(one), FORM), FORM, "en")
    assert found.rows[0].answers["age"] == 42
    assert found.rows[0].answers["agree"] is True
    assert found.rows[0].language == "ru"


def test_surveymonkey_has_headings_in_two_rows() -> None:
    raw = table(SURVEYMONKEY)
    tool = recognise(raw)
    one = with_whole_headings(raw, tool)
    assert one.columns[4:] == (
        "What about tools? – Excel", "What about tools? – Crm", "What about field?",
        "What about field? – Other (please specify)",
    )  # fmt: skip
    found = prepare(one, guess_targets(one, tool, FORM), FORM, "en")
    [row] = found.rows
    assert row.answers == {"tools": ["excel", "crm"], "field": "other", "field__other": "Zoo"}
    assert row.line == 3
    # 03/25 can only be the 25th of March, but each column is read by itself.
    assert row.completed == datetime(2026, 3, 25, 9, 31, 12, tzinfo=UTC)


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


def test_moments_are_read_by_what_fits_the_whole_column() -> None:
    # Alone the first could be March or April; the second can only be the 13th of March.
    found = moments(["04/03/2026 10:00", "13/03/2026 10:00", "soon", ""])
    assert found[:2] == [
        datetime(2026, 3, 4, 10, tzinfo=UTC), datetime(2026, 3, 13, 10, tzinfo=UTC)
    ]  # fmt: skip
    assert found[2:] == [None, None]
    assert moments(["2026-03-05T10:00:00+03:00"]) == [datetime(2026, 3, 5, 7, tzinfo=UTC)]


def test_a_survey_is_made_of_headings_and_is_sound() -> None:
    lines = ["Timestamp,Email Address,Your role,What annoys you?,Team size"]
    for number in range(12):
        role = ("Owner", "Manager")[number % 2]
        annoys = f"The {WORDS[number]} takes so long that I go and make coffee"
        lines.append(f"2026-03-05,p{number}@b.example,{role},{annoys},{number}")
    one = table("\n".join(lines))
    made, targets = definition_of(one, recognise(one), title="Spring", language="en")
    assert check_questionnaire(made) == []
    types = {question.text["en"]: question.type for question in made.iter_inputs()}
    assert types == {"Your role": "single", "What annoys you?": "text", "Team size": "number"}
    found = prepare(one, targets, made, "en")
    assert len(found.rows) == 12
    assert found.troubles == []
    assert found.rows[0].email == "p0@b.example"


def test_an_empty_row_is_counted_and_left_out() -> None:
    one = table("age,why,note\n4,,a\n,,b\n44,,c\n")
    found = prepare(one, guess_targets(one, None, FORM), FORM, "en")
    assert (len(found.rows), found.n_empty) == (1, 2)  # the 4 is under the least age of 10
    assert len(found.troubles) == 1


def test_what_left_as_csv_comes_back_as_it_was() -> None:
    from survey_app.exports.responses.layout import Layout

    answers = {"age": 42, "field": "other", "field__other": "=zoo", "tools": ["crm"],
               "why": "-1 reason\nand more", "agree": False}  # fmt: skip
    layout = Layout([(1, FORM)])
    cells = layout.row(1, ["R-1", 1, "completed", "email", None, "en", None, None], answers)

    names = [column.name for column in layout.columns]
    stream = io.StringIO(newline="")
    csv_writer(stream).writerows([names, cells])
    one = table(stream.getvalue())
    found = prepare(one, guess_targets(one, recognise(one), FORM), FORM, "en")
    assert found.troubles == []
    assert found.rows[0].answers == answers


def test_rules_hide_answers_here_too() -> None:
    form = Questionnaire.from_dict(
        questionnaire(question("age", "number"), question("why", show_if="age > 30")).to_dict()
    )
    one = table("age,why\n20,no\n40,yes\n")
    found = prepare(one, guess_targets(one, None, form), form, "en")
    assert [row.answers for row in found.rows] == [{"age": 20}, {"age": 40, "why": "yes"}]
