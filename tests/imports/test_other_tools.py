"""Exports of other tools, written as they write them: recognised, mapped by heading, read."""

# ruff: noqa: E501  (tables are read across)
from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from survey_app.imports import kept
from survey_app.imports.definition import definition_of
from survey_app.imports.kept import Arrived
from survey_app.imports.mapping import guess_targets
from survey_app.imports.reading import Prepared, prepare
from survey_app.questionnaire import Questionnaire, check_questionnaire
from tests.questionnaire.builders import choice, question, questionnaire, said


def scale(low: int, high: int) -> dict[str, object]:
    return {"low": low, "high": high, "low_text": said("Never"), "high_text": said("Fully")}


FORM = questionnaire(
    question("age", "number", min=10, max=99),
    question("field", "single", choices=[choice("it"), choice("sales"),
                                         choice("other", other=True)]),
    question("tools", "multi", choices=[choice("excel"), choice("crm"),
                                        {"code": "both", "text": said("Pen, paper")},
                                        choice("other", other=True)]),
    question("why", "text"),
    question("agree", "yes_no"),
    question("judge", "matrix", items=[choice("price"), choice("speed")],
             choices=[choice("good"), choice("bad")]),
    question("order", "ranking", choices=[choice("cheap"), choice("quick")]),
    question("like", "scale", scale=scale(1, 5)),
    question("born", "date"),
)  # fmt: skip

# The download of the form itself parts several choices by semicolons, its Sheet by commas.
GOOGLE = """Timestamp,Username,What about age?,What about field?,What about tools?,What about why?,What about judge? [Price],What about judge? [Speed],What about like?,What about born?
2026/03/05 9:30:12 AM GMT+3,a@b.example,42,It,Excel;Pen\\, paper,Too slow,Good,Bad,4,2001-02-03
2026/03/06 9:30:12 PM GMT+3,,200,Zoo,"Crm;My own, really",,,,,
""".replace("Pen\\, paper", '"Pen, paper"').replace('Excel;"Pen, paper"', '"Excel;Pen, paper"')
SHEET = """Timestamp,Email Address,Score,What about age?,What about age? [Score],What about tools?,What about born?
3/25/2026 9:30:12,a@b.example,1 / 2,42,1.00 / 1,"Excel, Pen, paper, Crm",2/13/2001
"""
TYPEFORM = """#,What about age?,What about field?,Excel,Crm,"Pen, paper",Other,What about agree?,What about why?,Response Type,Start Date (UTC),Stage Date (UTC),Submit Date (UTC),Network ID,Tags,Ending
x1abc,42,It,Excel,,"Pen, paper",Abacus,1,'=fast,completed,2026-03-05 09:30:12,,2026-03-05 09:40:12,n1,,End
x2abc,43,Zoo,,Crm,,,0,,partial,2026-03-05 09:30:12,2026-03-05 09:31:12,,n2,,
"""
LIME_FULL = """"Response ID","Date submitted","Last page","Start language","Seed","Date started","Date last action","IP address","age. What about age?","field. What about field?","field[other]. What about field? [Other]","tools[SQ001]. What about tools? [Excel]","tools[SQ002]. What about tools? [Crm]","tools[other]. What about tools? [Other]","judge[SQ001]. What about judge? [Price]","judge[SQ002]. What about judge? [Speed]","order[1]. What about order? [Rank 1]","order[2]. What about order? [Rank 2]","agree. What about agree?","Group time: One"
"1","2026-03-05 09:30:12","3","ru","12","2026-03-05 09:20:12","2026-03-05 09:30:12","10.0.0.1","42","Other","zoo","Yes","No","Abacus","Good","N/A","Quick","Cheap","Да","12.3"
"2","","1","en","12","2026-03-05 09:20:12","2026-03-05 09:22:12","10.0.0.1","43","N/A","","N/A","N/A","","","","","","N/A","1.1"
"""
LIME_CODES = """id;submitdate;lastpage;startlanguage;seed;age;field;field[other];tools[excel];tools[crm];tools[other];judge[price];judge[speed];order[1];order[2];agree;like
1;"1980-01-01 00:00:00";3;en;5;42;-oth-;zoo;Y;;Abacus;good;;quick;cheap;Y;A4 (4)
"""
MONKEY = """Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,Last Name,Custom Data 1,What about tools?,,,What about field?,,What about judge?,,What about why?
,,,,,,,,,Excel,Crm,Other (please specify),Response,Other (please specify),Price,Speed,Open-Ended Response
118,77,03/05/2026 09:30:12 AM,03/25/2026 09:31:12 PM,10.0.0.1,Ann@B.example,Ann,,,Excel,Crm,Abacus,,Zoo,Good,Bad,Slow
"""
MONKEY_NEW = MONKEY.replace(
    "Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,Last Name,Custom Data 1",
    "respondent_id,collector_id,date_created,date_modified,ip_address,email_address,first_name,last_name,custom_1",
)


class Sent(io.BytesIO):
    """A file as the web framework hands it over."""

    def save(self, dst: Path, /) -> None:
        dst.write_bytes(self.getvalue())


@pytest.fixture(autouse=True)
def context(app: Flask) -> Flask:
    return app


def arrived(text: str | bytes, name: str = "answers.csv") -> Arrived:
    return kept.receive(name, Sent(text.encode() if isinstance(text, str) else text))


def read(text: str, form: Questionnaire = FORM) -> Prepared:
    one = arrived(text)
    targets = guess_targets(one.columns, one.tool, form)
    return prepare(kept.head(one.token, one.name, 100), targets, form, "en", one.tool)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (GOOGLE, "Google Forms"),
        (SHEET, "Google Forms"),
        (GOOGLE.replace("Timestamp", "Отметка времени"), "Google Forms"),
        (TYPEFORM, "Typeform"),
        (LIME_FULL, "LimeSurvey"),
        (LIME_CODES, "LimeSurvey"),
        (MONKEY, "SurveyMonkey"),
        (MONKEY_NEW, "SurveyMonkey"),
        (
            MONKEY.replace(
                "Respondent ID,Collector ID,Start Date,End Date",
                "RespondentID,CollectorID,StartDate,EndDate",
            ),
            "SurveyMonkey",
        ),
        ("_respondent,_version,_status,age\nR-001,1,completed,4\n", "Portrait"),
        ("age,why\n4,x\n", ""),
    ],
)
def test_a_tool_is_recognised_by_its_headings(text: str, name: str) -> None:
    found = arrived(text).tool
    assert (found.name if found else "") == name


def test_google_forms_are_read_with_several_choices_in_one_cell() -> None:
    found = read(GOOGLE)
    first, second = found.rows
    assert first.completed == datetime(2026, 3, 5, 6, 30, 12, tzinfo=UTC)  # three hours ahead
    # 'Pen, paper' is one choice with a comma in it.
    assert first.answers == {
        "age": 42, "field": "it", "tools": ["excel", "both"], "why": "Too slow",
        "judge": {"price": "good", "speed": "bad"}, "like": 4, "born": "2001-02-03",
    }  # fmt: skip
    assert first.email == "a@b.example"
    assert second.answers == {"field": "other", "field__other": "Zoo",
                              "tools": ["crm", "other"], "tools__other": "My own, really"}  # fmt: skip
    assert [(one.line, one.column, one.cell) for one in found.troubles] == [
        (3, "What about age?", "200")
    ]  # fmt: skip
    assert found.troubles[0].error.in_language("ru")


def test_a_google_sheet_parts_choices_by_commas_and_writes_american_dates() -> None:
    [row] = read(SHEET).rows
    assert row.answers == {"age": 42, "tools": ["excel", "both", "crm"], "born": "2001-02-13"}
    assert row.completed == datetime(2026, 3, 25, 9, 30, 12, tzinfo=UTC)


def test_typeform_has_a_column_for_each_choice_and_no_submit_date_for_partial_answers() -> None:
    first, second = read(TYPEFORM).rows
    assert first.answers == {
        "age": 42, "field": "it", "tools": ["excel", "both", "other"], "tools__other": "Abacus",
        "agree": True, "why": "=fast",
    }  # fmt: skip
    assert (first.started, first.finished) == (datetime(2026, 3, 5, 9, 30, 12, tzinfo=UTC), True)
    assert second.answers == {"age": 43, "field": "other", "field__other": "Zoo",
                              "tools": ["crm"], "agree": False}  # fmt: skip
    assert (second.finished, second.completed) == (False, None)


def test_limesurvey_says_no_to_what_is_not_ticked_and_not_applicable_to_what_was_hidden() -> None:
    first, second = read(LIME_FULL).rows
    assert first.answers == {
        "age": 42, "field": "other", "field__other": "zoo", "tools": ["excel", "other"],
        "tools__other": "Abacus", "judge": {"price": "good"}, "order": ["quick", "cheap"],
        "agree": True,
    }  # fmt: skip
    assert (first.language, first.finished) == ("ru", True)
    assert (second.answers, second.finished) == ({"age": 43}, False)


def test_limesurvey_writes_codes_as_well() -> None:
    [row] = read(LIME_CODES).rows
    assert row.answers == {
        "age": 42, "field": "other", "field__other": "zoo", "tools": ["excel", "other"],
        "tools__other": "Abacus", "judge": {"price": "good"}, "order": ["quick", "cheap"],
        "agree": True, "like": 4,
    }  # fmt: skip
    assert (row.finished, row.completed) == (True, None)  # 1980 means that no time was kept


@pytest.mark.parametrize("text", [MONKEY, MONKEY_NEW])
def test_surveymonkey_has_headings_in_two_rows(text: str) -> None:
    found = read(text)
    [row] = found.rows
    assert row.answers == {
        "tools": ["excel", "crm", "other"], "tools__other": "Abacus", "field": "other",
        "field__other": "Zoo", "judge": {"price": "good", "speed": "bad"}, "why": "Slow",
    }  # fmt: skip
    assert (row.line, row.email) == (3, "ann@b.example")
    # 03/25 can only be the 25th of March; each column is read by itself.
    assert row.completed == datetime(2026, 3, 25, 21, 31, 12, tzinfo=UTC)
    assert found.troubles == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        # Typeform does not say what the choices answer.
        (TYPEFORM, {"Excel, Crm, Pen, paper, Other": "multi", "What about agree?": "number"}),
        (LIME_FULL, {"What about tools?": "multi", "What about order?": "matrix"}),
        (MONKEY, {"What about tools?": "multi", "What about judge?": "matrix"}),
    ],
)
def test_columns_with_one_choice_each_become_one_question(text: str, kinds: dict[str, str]) -> None:
    one = arrived(text)
    table = kept.head(one.token, one.name, 100)
    made, targets = definition_of(table, one.tool, title="Spring", language="en")
    assert check_questionnaire(made) == []
    types = {asked.text["en"].partition(". ")[2] or asked.text["en"]: asked.type
             for asked in made.iter_inputs()}  # fmt: skip
    assert types.items() >= (kinds.items() if text is not TYPEFORM else set())
    if text is TYPEFORM:
        assert "multi" in types.values()
    found = prepare(table, targets, made, "en", one.tool)
    assert found.troubles == []
    assert found.rows


def test_a_heading_that_stands_twice_is_two_columns() -> None:
    one = arrived("Why?,Why?\na,b\n")
    assert one.columns == ("Why?", "Why? (2)")


def test_a_row_with_too_many_cells_is_told_and_the_others_come_in() -> None:
    lines = ["age,why", *["42,fine"] * 20, "42,well, or not", "43"]
    found = read("\n".join(lines))
    assert len(found.rows) == 21  # a row that is too short lacks the last answers only
    one = arrived("\n".join(lines))
    assert one.n_rows == 22
    assert [cells for _, cells in kept.rows(one.token)][20] == ["42", "well", "or not"]


def test_a_file_cut_by_the_wrong_mark_is_refused() -> None:
    from survey_app.sources import SourceError

    with pytest.raises(SourceError, match="SR024"):
        arrived("age,why\n" + "42,well, or not\n" * 20)
    assert not list(kept.folder().glob("*.raw"))
