"""Reading note lines with their signs."""

from __future__ import annotations

import pytest

from survey_app.interviews.lines import MAX_LINE_CHARS, TAG_SIGNS, read_line, read_lines


@pytest.mark.parametrize(
    ("typed", "text", "tags"),
    [
        ("exports take an hour", "exports take an hour", ()),
        ("p exports take an hour", "exports take an hour", ("pain",)),
        ("p: exports take an hour", "exports take an hour", ("pain",)),
        ("P:exports", "exports", ("pain",)),
        ("+ the mails", "the mails", ("praise",)),
        ("q p “It is slow.”", "“It is slow.”", ("pain", "quote")),
        ("g\u3000少加班", "少加班", ("goal",)),
        ("о проекте", "о проекте", ()),  # the Russian word, not the sign
        ("pain is real", "pain is real", ()),
        ("p", "p", ()),
        ("+10 % this year", "+10 % this year", ()),
        ("", "", ()),
        ("😀", "😀", ()),
        ("p שלום", "שלום", ("pain",)),
    ],
)
def test_a_sign_at_the_beginning_is_a_tag(typed: str, text: str, tags: tuple[str, ...]) -> None:
    line = read_line(typed)
    assert (line.text, line.tags) == (text, tags)


def test_one_line_is_one_note_and_empty_lines_are_none() -> None:
    lines = read_lines("p slow\r\n\r\n  \n+ fast\n")
    assert [(line.text, line.tags) for line in lines] == [
        ("slow", ("pain",)),
        ("fast", ("praise",)),
    ]


def test_ten_thousand_characters_are_one_line() -> None:
    assert len(read_line("x" * MAX_LINE_CHARS).text) == MAX_LINE_CHARS


def test_each_tag_has_a_sign_of_its_own() -> None:
    assert len(set(TAG_SIGNS.values())) == len(TAG_SIGNS) == 5
