"""A study whose customers have spoken and whose answers have been read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from survey_app.studies.models import Study
from survey_app.themes import queries
from survey_app.themes.models import Theme
from tests.builders import Cast
from tests.builders_voices import analyse, let_speak

FindTheme = Callable[[str], Theme]


@pytest.fixture
def study(app: Flask, session: Session, cast: Cast) -> Study:
    """The cast's study after 25 people have answered and one analysis."""
    let_speak(session, cast.study)
    assert analyse(app, session, cast.study).status == "done"
    return cast.study


@pytest.fixture
def about(session: Session, study: Study) -> FindTheme:
    """Find the pain in whose quotes a word comes most often."""

    def find(word: str) -> Theme:
        def hits(theme: Theme) -> int:
            return sum(word in link.excerpt.quote.lower() for link in theme.excerpts)

        themes = [
            queries.theme(session, study, one.id)
            for one in queries.ranked(session, study, kind="pain")
        ]
        return max((one for one in themes if one is not None), key=hits)

    return find
