"""XLSForm in and out: what other people's forms become, and what is said about the rest."""

# ruff: noqa: E501  (tables are read across)
from __future__ import annotations

import io

import openpyxl
import pytest

from survey_app.questionnaire.check import check_questionnaire
from survey_app.questionnaire.exchange import Brought, as_md, as_xlsx, bring, take
from survey_app.questionnaire.exchange.errors import ExchangeError
from survey_app.questionnaire.exchange.xlsform.md_tables import read_tables, write_tables
from survey_app.questionnaire.exchange.xlsform.sheets import form_of
from survey_app.questionnaire.model import Questionnaire
from tests.questionnaire.builders import choice, question, said, section

FORM = r"""
| survey |
| | type | name | label | hint | required | relevant | constraint | constraint_message | calculation | parameters |
| | start | start | | | | | | | | |
| | begin group | About | About you | | | | | | | |
| | text | Your Name | What is your name? | As \| friends say it | yes | | | | | |
| | integer | Age | How old are you, ${Your Name}? | | | | . >= 18 and . <= 120 | 18 to 120, please | | |
| | select_one yn | kids | Do you have children? | | true | ${Age} > 20 | | | | |
| | select_multiple pets or_other | pets | Which pets? | | | | not(selected(., 'none') and count-selected(.) > 1) | | | randomize=true |
| | geopoint | where | Where are you? | | | | | | | |
| | range | joy | How happy are you? | | | selected(${pets}, 'Cat dog') | | | | start=1 end=5 step=1 |
| | end group | | | | | | | | | |
| | calculate | months | | | | | | | ${Age} * 12 | |
| | note | bye | Thank you | | | ${months} > 240 | | | | |
| | date | visit | When shall we come? | | | | . > ${Age} + 1 | | | |
| | acknowledge | ok | I agree | | | | | | | |
| choices |
| | list_name | name | label |
| | yn | y | Yes |
| | yn | n | No |
| | pets | Cat dog | Cat or dog |
| | pets | none | None |
| settings |
| | form_title | style |
| | Pets at home | pages |
"""


@pytest.fixture(scope="module")
def pets() -> Brought:
    return as_md.read(FORM.encode(), "pets.md")


def sentences(found: Brought) -> list[str]:
    return [str(loss) for loss in found.losses]


def test_groups_become_sections_and_loose_questions_one_more(pets: Brought) -> None:
    form = pets.questionnaire
    assert [section.key for section in form.sections] == ["about", "section"]
    assert form.title == {"en": "Pets at home"}
    assert form.languages == ("en",)
    assert form.sections[0].title == {"en": "About you"}


def test_each_question_becomes_its_nearest_type(pets: Brought) -> None:
    types = {one.key: one.type for one in pets.questionnaire.iter_all()}
    assert types == {
        "your_name": "short", "age": "number", "kids": "single", "pets": "multi",
        "joy": "scale", "bye": "statement", "visit": "date", "ok": "consent",
    }  # fmt: skip


def test_limits_conditions_and_choices_come_along(pets: Brought) -> None:
    form = pets.questionnaire
    assert (form.question("age").min, form.question("age").max) == (18, 120)
    assert form.question("age").text == {"en": "How old are you, {{your_name|…}}?"}
    assert form.question("kids").show_if == "age > 20"
    assert form.question("kids").required
    assert [c.code for c in form.question("pets").choices] == ["cat_dog", "none", "other"]
    assert form.question("pets").choice("none").exclusive  # type: ignore[union-attr]
    assert form.question("pets").choice("other").other  # type: ignore[union-attr]
    assert form.question("pets").random_order
    assert form.question("joy").show_if == '"cat_dog" in pets'
    assert form.question("your_name").help == {"en": "As | friends say it"}
    assert [(one.key, one.value) for one in form.computed] == [("months", "age * 12")]
    assert form.question("bye").show_if == "months > 240"


def test_whatever_is_left_out_is_named_with_its_row(pets: Brought) -> None:
    told = sentences(pets)
    assert (
        "Row 2 of 'survey': 'start' is recorded by the other tool itself and is left out." in told
    )
    assert "Row 8 of 'survey': 'geopoint' cannot be carried over and is left out." in told
    assert (
        "Row 13 of 'survey': the check of the answer cannot be carried over: . > ${Age} + 1" in told
    )
    assert "The sheet 'settings': the setting 'style' cannot be carried over (pages)." in told
    assert any("'Your Name' is called 'your_name'" in one for one in told)
    assert any("where 'Your Name' has no answer, '…' stands" in one for one in told)
    assert any("constraint_message" in one for one in told)  # nothing is left that could say it
    assert len(told) == len(set(told))


def test_losses_are_said_in_the_readers_language(pets: Brought) -> None:
    loss = next(one for one in pets.losses if one.code == "type_left_out")
    assert (
        loss.in_language("ru") == "Строка 8 листа «survey»: «geopoint» перенести нельзя, пропущено."
    )
    assert loss.in_language("zh") == "“survey”第 8 行：“geopoint”无法转换，已略去。"


def test_columns_by_language_are_sorted_out_and_a_strange_language_is_named() -> None:
    form = """
| survey |
| | type | name | label::English (en) | label::Русский | label::Français (fr) | label::zh-Hans |
| | text | q | Why? | Почему? | Pourquoi ? | 为什么？ |
"""
    found = as_md.read(form.encode(), "x.md")
    assert found.questionnaire.question("q").text == {
        "en": "Why?",
        "ru": "Почему?",
        "zh": "为什么？",
    }
    assert "Wordings in 'Français (fr)' are left out." in sentences(found)


def test_a_form_without_named_languages_is_read_by_its_letters_or_as_told() -> None:
    form = "| survey |\n| | type | name | label |\n| | text | q | Почему так вышло? |\n"
    assert as_md.read(form.encode(), "x.md").questionnaire.languages == ("ru",)
    assert as_md.read(form.encode(), "x.md", "zh").questionnaire.languages == ("zh",)


def test_a_table_of_same_choices_is_a_matrix_and_a_labelled_group_one_question() -> None:
    form = """
| survey |
| | type | name | label | appearance |
| | begin_group | page | Page | |
| | begin_group | how | How was it? | table-list |
| | select_one s | food | Food | |
| | select_one s | room | Room | |
| | end_group | | | |
| | begin_group | who | Who are you? | |
| | text | first | First name | |
| | text | last | Last name | |
| | end_group | | | |
| | end_group | | | |
| choices |
| | list_name | name | label |
| | s | 1 | bad |
| | s | 2 | good |
"""
    matrix, group = as_md.read(form.encode(), "x.md").questionnaire.iter_questions()
    assert (matrix.type, [one.code for one in matrix.items]) == ("matrix", ["food", "room"])
    assert [one.code for one in matrix.choices] == ["1", "2"]
    assert (group.type, [one.key for one in group.parts]) == ("group", ["first", "last"])


def test_a_group_inside_a_group_is_dissolved_and_its_condition_goes_to_the_questions() -> None:
    form = """
| survey |
| | type | name | label | relevant |
| | integer | age | Age | |
| | begin_group | page | Page | |
| | begin_group | inner | | ${age} > 3 |
| | text | a | A | |
| | text | b | B | ${age} < 9 |
| | end_group | | | |
| | end_group | | | |
"""
    found = as_md.read(form.encode(), "x.md")
    assert found.questionnaire.question("a").show_if == "age > 3"
    assert found.questionnaire.question("b").show_if == "age > 3 and age < 9"
    assert any("dissolved" in one for one in sentences(found))


def test_a_repeat_is_asked_once_and_says_so() -> None:
    form = """
| survey |
| | type | name | label |
| | begin repeat | child | Children |
| | text | first | Name |
| | end repeat | | |
"""
    found = as_md.read(form.encode(), "x.md")
    assert found.questionnaire.question("first").type == "short"
    assert any("repeating 'child'" in one for one in sentences(found))


def full() -> Questionnaire:
    """A questionnaire with everything that XLSForm knows and much that it does not."""
    return Questionnaire.from_dict(
        {
            "title": said("Work"),
            "languages": ["en", "ru", "zh"],
            "computed": [
                {"key": "weeks", "text": said("Weeks"), "value": "days / 7"},
                {"key": "old", "text": said("Old"), "value": "days > 9"},
            ],
            "sections": [
                section(
                    "days",
                    question(
                        "days", "number", min=0, max=365, unit=said("days"), integer=True,
                        elicits=["context"], probes={"en": ["Why?", "When?"], "ru": ["Почему?"]},
                        checks=[{"rule": "days != 13", "text": said("Not 13, please")}],
                    ),
                    question("free", "yes_no", required=True, required_text=said("We plan by it")),
                    question(
                        "tools", "multi", random_order=True,
                        choices=[
                            choice("excel", show_if="days > 1"), choice("none", exclusive=True),
                            choice("other", other=True),
                        ],
                    ),
                    question("mood", "scale", show_if='free == true and "excel" in tools'),
                    intro=said("Hello"), audience=["team"],
                ),
                section(
                    "later",
                    question("likely", "nps", show_if="weeks > 2 or old"),
                    question("who", "group", show_if='"excel" in tools'),
                    question("pay", "money", show_if="mood >= 3"),
                    question(
                        "size", "number", ask="either",
                        choices=[choice("few", low=0, high=10), choice("many", low=10)],
                    ),
                    {**question("thanks", "statement"),
                     "text": {**said("Bye"), "en": "Bye {{days|friend}}"}},
                    show_if="free == true",
                ),
            ],
        }
    )  # fmt: skip


@pytest.mark.parametrize("name", ["xlsform", "xlsform-md", "surveyjs", "toml"])
def test_everything_comes_back_from_where_it_was_taken(name: str) -> None:
    taken = take(full(), name)
    found = bring(taken.data, "form", format=name)
    assert found.questionnaire == full()
    assert not found.losses


def test_what_other_tools_will_not_see_is_named() -> None:
    told = [str(loss) for loss in as_xlsx.write(full()).losses]
    assert "Question 'days': 'unit' cannot be carried over (days)." in told
    assert "Question 'pay': 'money' becomes 'decimal'." in told
    assert "Question 'tools': 'excel: show_if' cannot be carried over (days > 1)." in told
    assert "Section 'days': 'audience' cannot be carried over (team)." in told
    assert "Question 'thanks': other tools show nothing where 'days' has no answer." in told
    assert any(one.startswith("Only Portrait reads elicits") for one in told)


def test_a_translator_may_change_words_and_everything_else_is_kept() -> None:
    book = openpyxl.load_workbook(io.BytesIO(take(full(), "xlsform").data))
    survey = book["survey"]
    headings = [cell.value for cell in survey[1]]
    english = headings.index("label::English (en)") + 1
    for row in survey.iter_rows(min_row=2):
        if row[1].value == "days":
            survey.cell(row[0].row, english).value = "How many days?"
    stream = io.BytesIO()
    book.save(stream)
    found = bring(stream.getvalue(), "form.xlsx")
    changed = found.questionnaire.question("days")
    assert changed.text["en"] == "How many days?"
    assert changed.elicits == ("context",)
    assert changed.unit == said("days")
    assert changed.checks == full().question("days").checks


def test_what_was_kept_aside_yields_to_what_somebody_changed_since() -> None:
    text = take(full(), "xlsform-md").data.decode()
    line = next(one for one in text.splitlines() if "| free |" in one)
    changed = text.replace(line, line.replace("select_one yes_no", "text", 1))
    assert changed != text
    assert bring(changed.encode(), "x.md").questionnaire.question("free").type == "short"


def test_a_spoilt_aside_is_left_alone() -> None:
    text = take(full(), "xlsform-md").data.decode().replace('{"', '{"x": [[[ "')
    assert bring(text.encode(), "x.md").questionnaire.question("days").type == "number"


def test_a_text_that_looks_like_a_formula_stays_a_text() -> None:
    risky = '=HYPERLINK("http://x","y")'
    form = Questionnaire.from_dict(
        {"title": {"en": risky}, "languages": ["en"],
         "sections": [section("a", question("q", "short", text={"en": risky}), title={"en": "+1"})]}
    )  # fmt: skip
    data = take(form, "xlsform").data
    sheet = openpyxl.load_workbook(io.BytesIO(data))["survey"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == risky]
    assert [cell.data_type for cell in cells] == ["s"]
    assert bring(data, "x.xlsx").questionnaire == form


def test_markdown_cells_keep_bars_and_line_breaks() -> None:
    sheets = {"survey": [["type", "name"], ["a|b", "one\ntwo"], ["back\\slash", "c\\|d"]]}
    assert read_tables(write_tables(sheets), "x") == sheets


def test_a_file_without_questions_says_what_it_wants() -> None:
    with pytest.raises(ExchangeError, match="QX006"):
        as_md.read(b"| survey |\n| | a | b |\n| | 1 | 2 |\n", "x.md")
    with pytest.raises(ExchangeError, match="QX007"):
        as_md.read(b"| survey |\n| | type | name |\n| | start | start |\n", "x.md")
    with pytest.raises(ExchangeError, match=r"QX008.*row 2 of 'survey'"):
        as_md.read(b"| survey |\n| | type | name |\n| | end_group | |\n| | text | a |\n", "x.md")


def test_old_headings_and_types_are_understood() -> None:
    form = form_of(
        {"survey": [["Type", "Name", "label:English", "Relevance", "bind::constraint"],
                    ["select one from yn", "q", "Yes?", "", ""]],
         "choices": [["list name", "name", "label:English"], ["yn", "y", "Yes"], ["yn", "n", "No"]]}
    )  # fmt: skip
    found = as_xlsx.brought(form, "x", "")
    asked = found.questionnaire.question("q")
    assert (asked.type, [one.code for one in asked.choices]) == ("single", ["y", "n"])
    assert asked.text == {"en": "Yes?"}


def test_what_comes_in_is_sound_once_its_types_are_known(pets: Brought) -> None:
    problems = [one for one in check_questionnaire(pets.questionnaire) if one.code != "QB034"]
    assert problems == []
