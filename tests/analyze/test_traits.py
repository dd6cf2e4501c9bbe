"""Closed answers out of cells: frequent ones kept, rare ones put together, private ones marked."""

from __future__ import annotations

from survey_app.analyze.traits import OTHER, closed_answers
from survey_app.sources import ColumnGuess, Table


def table_of(column: str, *cells: str) -> Table:
    rows = [{column: cell} for cell in cells]
    return Table((column,), rows, "utf-8", ",", tuple(range(2, len(rows) + 2)), "x.csv")


def guess_of(column: str, question: str, **values: object) -> ColumnGuess:
    return ColumnGuess(column, "closed", question, None, 1, 1, **values)  # type: ignore[arg-type]


def test_the_twelve_most_frequent_answers_stay_and_the_rest_is_other() -> None:
    cells = [f"job {n:02d}" for n in range(14) for _ in range(20 - n)]
    (closed,) = closed_answers(
        table_of("role", *cells), {"role": guess_of("role", "Role")}, ["role"]
    )
    assert list(closed.trait.choices) == [f"job {n:02d}" for n in range(12)]
    assert closed.codes[-1] == (OTHER,)
    assert OTHER not in closed.trait.choices


def test_an_answer_that_holds_a_frequent_one_is_taken_for_it() -> None:
    cells = [*["data scientist"] * 5, "Senior Data Scientist, insurance", "scientist"]
    cells += [f"rare {n}" for n in range(12)]
    (closed,) = closed_answers(
        table_of("role", *cells), {"role": guess_of("role", "Role")}, ["role"]
    )
    assert closed.codes[5] == ("data scientist",)
    assert closed.codes[6] == (OTHER,)


def test_a_scale_keeps_its_order() -> None:
    guess = guess_of("often", "How often", levels=("Monthly", "Weekly", "Daily"), ordered=True)
    (closed,) = closed_answers(
        table_of("often", "Daily", "daily", "Monthly", "Weekly"), {"often": guess}, ["often"]
    )
    assert list(closed.trait.choices.values()) == ["Monthly", "Weekly", "Daily"]
    assert closed.trait.elicits == ("usage",)


def test_several_choices_in_a_cell_are_told_apart() -> None:
    guess = guess_of("words", "Words", separator=";")
    (closed,) = closed_answers(table_of("words", "quick;calm", "calm"), {"words": guess}, ["words"])
    assert closed.codes == (("quick", "calm"), ("calm",))


def test_what_is_nobodys_business_is_sensitive() -> None:
    for question in ("Age", "Your gender", "Возраст", "Ваш пол", "年龄"):
        (closed,) = closed_answers(table_of("c", "x"), {"c": guess_of("c", question)}, ["c"])
        assert closed.trait.sensitive, question
    for question in ("Language", "Message", "Audience size", "Полезность", "Language used"):
        (closed,) = closed_answers(table_of("c", "x"), {"c": guess_of("c", question)}, ["c"])
        assert not closed.trait.sensitive, question
