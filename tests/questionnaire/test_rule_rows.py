"""Rules as rows of menus: written, read back, and left as text where they are richer."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.questionnaire import Questionnaire
from survey_app.questionnaire.rule_rows import (
    COMPARISONS,
    WITHOUT_VALUE,
    RuleRow,
    asked_before,
    rows_of,
    rule_of,
)
from survey_app.questionnaire.rule_syntax import parse_rule
from tests.builders_questionnaires import TINY

KINDS: dict[str, str | None] = {f"q_{kind}": kind for kind in COMPARISONS}
VALUES = {"number": st.integers(-99, 99).map(str), "date": st.dates().map(str)}
WORDS = st.text("abc xyzё中-", min_size=1, max_size=8).map(str.strip).filter(bool)


@st.composite
def rows(draw: st.DrawFn) -> RuleRow:
    key, kind = draw(st.sampled_from(sorted(KINDS.items())))
    comparison = draw(st.sampled_from(COMPARISONS[str(kind)]))
    value = "" if comparison in WITHOUT_VALUE else draw(VALUES.get(str(kind), WORDS))
    return RuleRow(key, comparison, value)


@settings(max_examples=60, deadline=None)
@given(st.lists(rows(), min_size=2, max_size=4), st.sampled_from(["and", "or"]))
def test_rows_are_written_as_a_rule_that_reads_back_as_the_same_rows(
    meant: list[RuleRow], join: str
) -> None:
    text = rule_of(meant, join, KINDS)
    parse_rule(text)
    assert rows_of(text, KINDS) == (meant, join)


def test_a_row_without_a_question_is_no_row() -> None:
    given_rows = [RuleRow("", "=="), RuleRow("q_number", ">", "3,5"), RuleRow("", "has", "x")]
    assert rule_of(given_rows, "or", KINDS) == "q_number > 3.5"
    assert rule_of([], "and", KINDS) == ""
    assert rows_of("  ", KINDS) == ([], "and")


@pytest.mark.parametrize(
    "rule",
    [
        "q_number + 1 > 3",
        "q_number > 1 and (q_truth or q_code == 'a')",
        "q_number > q_number",
        "not (q_number > 3)",
        "this is no rule",
    ],
)
def test_a_rule_richer_than_rows_stays_text(rule: str) -> None:
    assert rows_of(rule, KINDS) is None


def test_a_rule_may_ask_only_what_was_asked_before() -> None:
    tiny = Questionnaire.from_dict(TINY)
    assert [q.key for q in asked_before(tiny, "annoys")] == ["size", "team"]
    assert [q.key for q in asked_before(tiny, "size")] == []
    assert [q.key for q in asked_before(tiny, section="words")] == ["size", "team"]
    assert len(asked_before(tiny)) == 5
