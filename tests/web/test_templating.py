"""The filters that templates use on people's words."""

from __future__ import annotations

import pytest
from flask import Flask, render_template_string
from flask_babel import lazy_gettext

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


def test_what_is_put_into_a_lazy_sentence_is_text_never_markup(app: Flask) -> None:
    sentence = lazy_gettext("Write the address of a site in place of “%(line)s”.", line="<b>x</b>")
    with app.test_request_context():
        drawn = render_template_string("{{ sentence }}", sentence=sentence)
    assert "&lt;b&gt;x&lt;/b&gt;" in drawn
