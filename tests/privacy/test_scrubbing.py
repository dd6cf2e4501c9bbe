"""A person's words inside other texts: found when only theirs, left when others said them too."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.privacy.scrubbing import GONE, Scrubber, folded, is_empty

SAID = "To be frank, the export takes half my morning. Nobody answers on Fridays."


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("The export takes half my morning", GONE),
        ("Slow: the EXPORT takes half my morning, they say", f"Slow: {GONE}, they say"),
        ("the export", "the export"),  # two words are not enough to be anybody's
        ("my morning. Nobody answers", GONE),  # across sentences, as long as it is in order
        ("morning half my takes", "morning half my takes"),
        ("", ""),
        ("🙂", "🙂"),
    ],
)
def test_three_words_in_a_row_are_the_persons(text: str, left: str) -> None:
    assert Scrubber([SAID]).text(text) == left


def test_what_others_said_too_stays() -> None:
    scrubber = Scrubber(
        [SAID], others_said=lambda run: run in folded("the export takes half a day")
    )
    assert scrubber.text("the export takes half my morning") == GONE
    assert scrubber.text("The export takes half") == "The export takes half"


def test_chinese_and_russian_words_are_found() -> None:
    scrubber = Scrubber(["导出报表要花半天时间", "Отчёты грузятся очень медленно"])
    assert scrubber.text("他们说导出报表要花半天") == f"他们说{GONE}"
    assert scrubber.text("отчёты ГРУЗЯТСЯ очень медленно!") == f"{GONE}!"
    assert scrubber.text("导出报表") == "导出报表"  # four characters weigh as two words


def test_names_go_however_short_the_rest() -> None:
    scrubber = Scrubber([], names=["Anna Lee", "anna@x.example", "+1 555"])
    assert scrubber.text("Ask anna  lee") == "Ask anna  lee"  # written otherwise: not certain
    assert (
        scrubber.text("Ask ANNA LEE (anna@x.example, +1 555).") == f"Ask {GONE} ({GONE}, {GONE})."
    )
    assert scrubber.text("Joanna Leeds") == "Joanna Leeds"


def test_documents_are_scrubbed_to_the_bottom_and_keep_their_keys() -> None:
    document = {"name": SAID, "n": 3, "list": [{"x": "nobody answers on Fridays"}, None]}
    assert Scrubber([SAID]).document(document) == {
        "name": f"{GONE}.", "n": 3, "list": [{"x": GONE}, None],
    }  # fmt: skip


def test_a_text_of_marks_only_is_empty() -> None:
    assert is_empty(f"{GONE}, {GONE}.")
    assert not is_empty("")
    assert not is_empty(f"{GONE} they say")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f", "g"]), min_size=3, max_size=12),
    st.lists(st.sampled_from(["a", "b", "c", "x", "y", "z"]), max_size=12),
)
def test_nothing_of_three_words_is_ever_left(said: list[str], text: list[str]) -> None:
    left = Scrubber([" ".join(said)]).text(" ".join(text))
    runs = {" ".join(said[i : i + 3]) for i in range(len(said) - 2)}
    assert not any(f" {run} " in f" {left} " for run in runs)
