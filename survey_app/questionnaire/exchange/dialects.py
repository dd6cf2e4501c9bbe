"""The two languages of conditions that other tools write, and how ours reads in each of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from survey_app.questionnaire.exchange.expressions import Dialect, Truth

_COMMON = r"""
      | (?P<text>"[^"]*"|'[^']*')
      | (?P<number>[0-9]+(?:\.[0-9]+)?)
      | (?P<mark><=|>=|<>|!=|==|&&|\|\||[=<>()\[\],+\-*/!])
      | (?P<space>\s+)
"""

XPATH = Dialect(
    token=re.compile(
        r"(?P<ref>\$\{[^{}]{1,200}\})|(?P<word>[A-Za-z_][A-Za-z0-9_-]*)"
        + _COMMON
        + r"|(?P<dot>\.)",
        re.VERBOSE,
    ),
    binary={
        "or": (1, "or"), "and": (2, "and"),
        "=": (4, "=="), "!=": (4, "!="), "<": (4, "<"), "<=": (4, "<="), ">": (4, ">"),
        ">=": (4, ">="), "+": (5, "+"), "-": (5, "-"), "*": (6, "*"), "div": (6, "/"),
    },
    before={"-": "negative"},
    after={},
    constants={},
)  # fmt: skip
"""XLSForm: XPath with ${name} for answers and a point for the question's own."""

SURVEYJS = Dialect(
    token=re.compile(
        r"(?P<ref>\{[^{}]{1,200}\})|(?P<word>[A-Za-z_][A-Za-z0-9_]*)" + _COMMON, re.VERBOSE
    ),
    binary={
        "or": (1, "or"), "||": (1, "or"), "and": (2, "and"), "&&": (2, "and"),
        "=": (4, "=="), "==": (4, "=="), "equal": (4, "=="), "equals": (4, "=="),
        "!=": (4, "!="), "<>": (4, "!="), "notequal": (4, "!="), "notequals": (4, "!="),
        "<": (4, "<"), "less": (4, "<"), "<=": (4, "<="), "lessorequal": (4, "<="),
        ">": (4, ">"), "greater": (4, ">"), ">=": (4, ">="), "greaterorequal": (4, ">="),
        "contains": (4, "contains"), "contain": (4, "contains"),
        "notcontains": (4, "notcontains"), "notcontain": (4, "notcontains"),
        "anyof": (4, "anyof"), "allof": (4, "allof"), "noneof": (4, "noneof"),
        "+": (5, "+"), "-": (5, "-"), "*": (6, "*"), "/": (6, "/"),
    },
    before={"-": "negative", "!": "not", "not": "not", "negate": "not"},
    after={"empty": "empty", "notempty": "notempty"},
    constants={"true": Truth(True), "false": Truth(False)},
)  # fmt: skip
"""SurveyJS: {name} for answers, words such as anyof and notempty."""


@dataclass(frozen=True, slots=True)
class Style:
    """How our rules are written in another tool's language."""

    ref: Callable[[str], str]
    contains: Callable[[str, str], str]
    answered: Callable[[str], str]
    denied: Callable[[str], str]
    date: Callable[[str], str]
    true: str
    divided: str
    truth_code: Callable[[bool], str]
    """How a yes or no answer is written: XLSForm knows only choices."""


XPATH_STYLE = Style(
    ref=lambda name: f"${{{name}}}",
    contains=lambda ref, code: f"selected({ref}, {code})",
    answered=lambda ref: f"{ref} != ''",
    denied=lambda inner: f"not({inner})",
    date=lambda day: f"date('{day}')",
    true="true()",
    divided="div",
    truth_code=lambda truth: "'yes'" if truth else "'no'",
)
SURVEYJS_STYLE = Style(
    ref=lambda name: f"{{{name}}}",
    contains=lambda ref, code: f"{ref} contains {code}",
    answered=lambda ref: f"{ref} notempty",
    denied=lambda inner: f"!({inner})",
    date=lambda day: f"'{day}'",
    true="true",
    divided="/",
    truth_code=lambda truth: "true" if truth else "false",
)
