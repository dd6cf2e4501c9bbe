"""How keys are spelt, and which ones the rules and the pages keep for themselves."""

from __future__ import annotations

import re

from survey_app.questionnaire.model import OTHER_SUFFIX
from survey_app.questionnaire.shape import Findings
from survey_app.questionnaire.terms import Term

RESERVED_KEYS = frozenset(
    {
        # words of the rule language
        *("and", "or", "not", "in", "true", "false", "null", "for", "if", "elif", "else"),
        *("while", "inf", "nan"),
        # names that a page uses for itself
        *("csrf_token", "revision", "page", "language", "action", "save", "next", "back"),
    }
)
_KEY = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_MAX_KEY_CHARS = 40


def check_key(found: Findings, what: Term, key: str) -> None:
    """Complain of a key that is none, or that the rules or the pages keep for themselves."""
    if not key:
        return
    if key in RESERVED_KEYS or key.endswith(OTHER_SUFFIX):
        found.add("QB044", what=what, key=key)
    elif not _KEY.fullmatch(key) or len(key) > _MAX_KEY_CHARS:
        found.add("QB014", what=what, key=key)
