"""The constraint of a row: limits of a number, choices that stand alone, and checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from survey_app.questionnaire.exchange.conditions import Known, to_rule
from survey_app.questionnaire.exchange.dialects import XPATH
from survey_app.questionnaire.exchange.expressions import (
    Call,
    Expression,
    Number,
    Ref,
    Text,
    Untranslatable,
    parse,
)
from survey_app.questionnaire.exchange.plain import number_of

_OWN = Ref(".")


@dataclass(slots=True)
class Limits:
    """What a constraint comes to; ``lost`` is what of it cannot be carried over."""

    min: float | None = None
    max: float | None = None
    exclusive: list[str] = field(default_factory=list)
    rule: str = ""
    lost: str = ""


def read_limits(cell: str, name: str, known: Mapping[str, Known]) -> Limits:
    """Read a constraint; ``known`` holds the question itself too. Never raises."""
    limits = Limits()
    if not cell:
        return limits
    try:
        parts = _ands(parse(cell, XPATH))
    except Untranslatable:
        limits.lost = cell
        return limits
    rest: list[Expression] = []
    for part in parts:
        if not _limit(part, limits, known[name].kind) and not _alone(part, limits):
            rest.append(part)
    if rest:
        whole = rest[0]
        for part in rest[1:]:
            whole = Call("and", (whole, part))
        try:
            limits.rule = to_rule(whole, known, name)
        except Untranslatable:
            limits.lost = cell
    return limits


def _ands(expression: Expression) -> list[Expression]:
    if isinstance(expression, Call) and expression.name == "and":
        return [part for side in expression.parts for part in _ands(side)]
    return [expression]


def _limit(part: Expression, limits: Limits, kind: str | None) -> bool:
    """'. >= 1' and '. <= 9' of a number."""
    if kind != "number" or not isinstance(part, Call) or part.name not in (">=", "<="):
        return False
    left, right = part.parts
    if isinstance(right, Call) and right.name == "negative" and isinstance(right.parts[0], Number):
        right = Number(f"-{right.parts[0].value}")
    if left != _OWN or not isinstance(right, Number):
        return False
    number, name = number_of(right.value), "min" if part.name == ">=" else "max"
    if number is None or getattr(limits, name) is not None:
        return False
    setattr(limits, name, number)
    return True


def _alone(part: Expression, limits: Limits) -> bool:
    """not(selected(., 'none') and count-selected(.) > 1): a choice that stands alone."""
    if not (isinstance(part, Call) and part.name == "not" and len(part.parts) == 1):
        return False
    match part.parts[0]:
        case Call(
            "and",
            (
                Call("selected", (Ref("."), Text(code))),
                Call(">", (Call("count-selected", (Ref("."),)), Number("1"))),
            ),
        ):
            limits.exclusive.append(code)
            return True
    return False
