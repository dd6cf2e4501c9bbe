"""Two edits of one draft are put together; only what both changed differently is named."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.questionnaire.merge import merge

BASE: dict[str, Any] = {
    "title": {"en": "Day", "ru": "День"},
    "sections": [
        {"key": "a", "questions": [{"key": "q1", "text": {"en": "One?"}}, {"key": "q2"}]},
        {"key": "b", "questions": [{"key": "q3"}]},
    ],
}


def changed(**more: Any) -> dict[str, Any]:
    return {**copy.deepcopy(BASE), **more}


def keys(document: dict[str, Any]) -> list[list[str]]:
    return [[q["key"] for q in section["questions"]] for section in document["sections"]]


def test_edits_of_different_places_both_stand() -> None:
    mine = changed(title={"en": "My day", "ru": "День"})
    theirs = changed(title={"en": "Day", "ru": "Мой день"})
    assert merge(BASE, mine, theirs) == (changed(title={"en": "My day", "ru": "Мой день"}), [])


def test_the_same_place_changed_differently_is_named_with_both() -> None:
    mine, theirs = changed(title={"en": "A"}), changed(title={"en": "B", "ru": "День"})
    merged, [difference] = merge(BASE, mine, theirs)
    assert merged["title"] == {"en": "B"}  # the Russian one: removed by me, untouched by them
    assert (difference.path, difference.mine, difference.theirs) == (("title", "en"), "A", "B")


def test_the_same_change_twice_is_no_difference() -> None:
    mine = changed(title={"en": "New", "ru": "День"})
    assert merge(BASE, mine, copy.deepcopy(mine)) == (mine, [])


def test_one_moves_and_the_other_rewords() -> None:
    mine, theirs = changed(), changed()
    mine["sections"][0]["questions"].reverse()
    theirs["sections"][0]["questions"][0]["text"]["en"] = "Once more?"
    merged, differences = merge(BASE, mine, theirs)
    assert differences == []
    assert keys(merged) == [["q2", "q1"], ["q3"]]
    assert merged["sections"][0]["questions"][1]["text"] == {"en": "Once more?"}


def test_one_adds_and_the_other_removes() -> None:
    mine, theirs = changed(), changed()
    mine["sections"][0]["questions"].insert(1, {"key": "new"})
    del theirs["sections"][0]["questions"][1]
    assert keys(merge(BASE, mine, theirs)[0]) == [["q1", "new"], ["q3"]]


def test_removing_what_somebody_rewords_is_named() -> None:
    mine, theirs = changed(), changed()
    del mine["sections"][0]["questions"][0]
    theirs["sections"][0]["questions"][0]["text"]["en"] = "Better?"
    merged, [difference] = merge(BASE, mine, theirs)
    assert difference.path == ("sections", "a", "questions", "q1")
    assert difference.mine is None
    assert keys(merged) == [["q1", "q2"], ["q3"]]  # nothing is lost


VALUES = st.sampled_from(["x", "y", "z"])
DOCUMENTS = st.dictionaries(st.sampled_from("abc"), VALUES | st.dictionaries(VALUES, VALUES))


@settings(max_examples=60)
@given(DOCUMENTS, DOCUMENTS)
def test_a_change_against_nobody_is_the_change(base: dict[str, Any], mine: dict[str, Any]) -> None:
    assert merge(base, mine, base) == (mine, [])
    assert merge(base, base, mine) == (mine, [])
    assert merge(base, mine, mine) == (mine, [])
