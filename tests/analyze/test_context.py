"""A quote within its sentence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from survey_app.analyze.context import MAX_CONTEXT_CHARS, around


def test_the_rest_of_the_sentence_stands_around_the_quote() -> None:
    text = "It is fine. I like the map, but I cannot find the filter. Bye."
    quote = "I cannot find the filter"
    start = text.index(quote)
    assert around(text, start, start + len(quote), "en") == ("I like the map, but ", ".")


def test_a_whole_sentence_needs_nothing_around_it() -> None:
    text = "It is slow. It crashes."
    assert around(text, 0, 11, "en") == ("", "")


def test_a_sentence_without_end_is_cut_at_a_word() -> None:
    text = "so " * 200 + "it is slow" + " and" * 200
    start = text.index("it is slow")
    before, after = around(text, start, start + 10, "en")
    assert before.startswith("…so")
    assert before.endswith("so ")
    assert after.endswith("and…")
    assert max(len(before), len(after)) <= MAX_CONTEXT_CHARS + 1


@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_quote_and_surroundings_stand_so_in_the_text(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    before, after = around(text, start, end)
    assert before + text[start:end] + after in text
