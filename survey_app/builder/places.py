"""Where in a draft a problem stands, so that the page can lead there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from survey_app.questionnaire.problems import Problem
from survey_app.questionnaire.terms import Term

_SECTION_CODES = ("QB015", "QB016")


def place_of(problem: Problem) -> tuple[str, str]:
    """Tell what a problem is about: 'question', 'section' or '' (the whole), and its key."""
    if problem.code in _SECTION_CODES:
        return "section", str(problem.details.get("key", ""))
    found = _named(problem.details)
    return found or ("", "")


def _named(details: Mapping[str, Any]) -> tuple[str, str] | None:
    what = details.get("what")
    if not isinstance(what, Term):
        return None
    if what.code in ("question", "section"):
        return what.code, str(what.details.get("key", ""))
    return _named(what.details)
