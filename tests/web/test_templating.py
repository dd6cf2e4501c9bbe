"""The filters that templates use on people's words."""

from __future__ import annotations

import pytest

from survey_app.web.templating import unquoted


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('"An invoice ages like cheese."', "An invoice ages like cheese."),
        ("«Счёт стареет, как сыр»", "Счёт стареет, как сыр"),
        ("“Not today”", "Not today"),
    ],
)
def test_a_quote_loses_the_marks_that_stand_around_all_of_it(text: str, shown: str) -> None:
    assert unquoted(text) == shown


@pytest.mark.parametrize(
    "text", ['"Yes", she said, "no"', 'launch "any day now"', '"half', "plain words", '""', ""]
)
def test_marks_that_do_not_embrace_the_whole_stay(text: str) -> None:
    assert unquoted(text) == text
