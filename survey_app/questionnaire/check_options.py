"""What a question offers to tick: choices, bands of numbers, rows of a matrix, scales."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from survey_app.questionnaire.pieces import DECLINE_CODE
from survey_app.questionnaire.rule_check import Asked
from survey_app.questionnaire.shape import CHOICE_KEYS, SCALE_KEYS, Findings
from survey_app.questionnaire.terms import Term, nearest, term
from survey_app.questionnaire.types import QuestionType

MAX_SCALE_POINTS = 11
ASK = ("exact", "range", "either")
_CODE = re.compile(r"[a-z0-9][a-z0-9_]*")
_MAX_CODE_CHARS = 40


def check_options(
    found: Findings, what: Term, kind: QuestionType, fitting: Mapping[str, Any]
) -> None:
    """Check everything that a question offers; problems are added to ``found``."""
    choices, items = fitting.get("choices"), fitting.get("items")
    if "choices" in kind.uses and choices is not None:
        if len(choices) < 2:
            found.add("QB018", what=what)
        _check_choices(found, what, kind, choices, "choice")
        _check_tree(found, what, choices)
        if sum(choice.get("other") is True for choice in choices) > 1:
            found.add("QB042", what=what)
        if "ask" in kind.uses:
            _check_bounded(found, what, choices)
        _check_bands(found, what, choices)
    if "items" in kind.uses:
        if items is not None and not items:
            found.add("QB080", what=what)
        _check_choices(found, what, kind, items or [], "item")
        if bool(choices) == bool(fitting.get("scale")):
            found.add("QB079", what=what)
    if "scale" in kind.uses and "scale" in fitting:
        _check_scale(found, what, fitting["scale"])
    ask = fitting.get("ask")
    if "ask" in kind.uses and ask:
        if ask not in ASK:
            found.add("QB071", what=what, ask=ask)
        elif ask != "exact" and not choices:
            found.add("QB072", what=what)


def asked_of(fitting: Mapping[str, Any], kind: QuestionType, gone: set[str]) -> Asked:
    """Tell what rules may know of a question's answers; ``gone`` codes are never offered."""
    choices = fitting.get("choices", []) if "choices" in kind.uses else []
    codes = tuple(c["code"] for c in choices if isinstance(c.get("code"), str))
    scale = fitting.get("scale") if "scale" in kind.uses else None
    scale = scale if isinstance(scale, Mapping) else {}
    low, high = fitting.get("min", scale.get("low")), fitting.get("max", scale.get("high"))
    if kind.name == "nps":
        low, high = 0, 10
    if kind.rule_kind == "number" and choices:
        low = high = None  # bands may reach beyond what can be typed
    return Asked(
        kind=kind.rule_kind,
        codes=codes if kind.rule_kind in ("code", "codes") else (),
        gone=frozenset(gone),
        alone=frozenset(
            choice["code"]
            for choice in choices
            if choice.get("exclusive") is True and isinstance(choice.get("code"), str)
        ),
        low=low if isinstance(low, (int, float)) else None,
        high=high if isinstance(high, (int, float)) else None,
        whole=bool(fitting.get("integer")) or bool(scale) or kind.name == "nps",
    )


def _check_choices(
    found: Findings,
    what: Term,
    kind: QuestionType,
    choices: Sequence[Mapping[str, Any]],
    word: str,
) -> None:
    seen: set[str] = set()
    for number, choice in enumerate(choices, start=1):
        place = (
            term(word, what=what, code=choice["code"])
            if choice.get("code")
            else term(f"{word}_n", what=what, number=number)
        )
        fitting = found.check_table(place, choice, CHOICE_KEYS, ("code", "text"))
        code = fitting.get("code", "")
        if code:
            if not _CODE.fullmatch(code) or len(code) > _MAX_CODE_CHARS:
                found.add("QB019", what=what, code=code)
            if code in seen:
                found.add("QB020", what=what, code=code)
            seen.add(code)
        if fitting.get("exclusive") and not kind.many_values:
            found.add("QB043", what=what, code=code)
        if fitting.get("exclusive") and fitting.get("other"):
            found.add("QB046", what=what, code=code)


def _check_tree(found: Findings, what: Term, choices: Sequence[Mapping[str, Any]]) -> None:
    """Each choice may stand under another one; following the parents must lead to the top."""
    parents = {
        choice["code"]: choice.get("parent")
        for choice in choices
        if isinstance(choice.get("code"), str)
    }
    for code, parent in parents.items():
        if not isinstance(parent, str) or not parent:
            continue
        place = term("choice", what=what, code=code)
        if parent not in parents:
            found.add("QB077", what=place, parent=parent, remedy=nearest(parent, parents))
            continue
        above: Any = parent
        met: set[str] = set()
        while isinstance(above, str) and above and above not in met:
            met.add(above)
            above = parents.get(above)
        if code in met:
            found.add("QB078", what=place)


def _check_bounded(found: Findings, what: Term, choices: Sequence[Mapping[str, Any]]) -> None:
    """The choices of a number are bands, apart from the one that declines."""
    for choice in choices:
        code = choice.get("code")
        if code != DECLINE_CODE and "low" not in choice and "high" not in choice:
            found.add("QB075", what=what, code=code)


def _check_bands(found: Findings, what: Term, choices: Sequence[Mapping[str, Any]]) -> None:
    bands = []
    for choice in choices:
        low, high = _bound(choice, "low", -float("inf")), _bound(choice, "high", float("inf"))
        if (low, high) == (-float("inf"), float("inf")):
            continue
        if low >= high:
            found.add("QB073", what=what, low=low, high=high)
        else:
            bands.append((low, high, str(choice.get("code"))))
    bands.sort()
    for (_, high, first), (low, _, second) in pairwise(bands):
        if low < high:
            number = low if low > -float("inf") else high - 1
            found.add("QB074", what=what, number=number, first=first, second=second)


def _bound(choice: Mapping[str, Any], name: str, otherwise: float) -> float:
    value = choice.get(name)
    usable = isinstance(value, (int, float)) and not isinstance(value, bool)
    return value if usable and value is not None else otherwise


def _check_scale(found: Findings, what: Term, scale: Mapping[str, Any]) -> None:
    fitting = found.check_table(term("scale", what=what), scale, SCALE_KEYS, SCALE_KEYS)
    if "low" in fitting and "high" in fitting:
        low, high = fitting["low"], fitting["high"]
        if low >= high:
            found.add("QB024", what=what, low=low, high=high)
        elif high - low + 1 > MAX_SCALE_POINTS:
            found.add("QB026", what=what, points=high - low + 1)
