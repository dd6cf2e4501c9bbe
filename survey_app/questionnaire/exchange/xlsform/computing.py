"""Computed values: the calculate rows of a form."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from survey_app.questionnaire.exchange.conditions import Known, from_rule, to_rule, to_value
from survey_app.questionnaire.exchange.dialects import XPATH, XPATH_STYLE
from survey_app.questionnaire.exchange.expressions import Call, Text, Untranslatable, parse
from survey_app.questionnaire.exchange.losses import excerpt, loss, place
from survey_app.questionnaire.exchange.tongues import NAMES
from survey_app.questionnaire.exchange.xlsform.leaves import Leaves
from survey_app.questionnaire.exchange.xlsform.sheets import Row
from survey_app.questionnaire.exchange.xlsform.texts import Wordings
from survey_app.questionnaire.model import Computed
from survey_app.questionnaire.rule_syntax import Literal, Name, RuleError, names_in, parse_rule

_TRUTHS = ("and", "or", "not", "==", "!=", "<", "<=", ">", ">=", "in")
_YES_NO = {"yes": "true", "no": "false"}


def read_computed(row: Row, leaves: Leaves, words: Wordings) -> list[dict[str, Any]]:
    """Read a calculate row; nothing, and a loss, where it cannot be one of our values."""
    where, name = place("row", row=row.number, sheet="survey"), row.get("name")
    cell = row.get("calculation")
    try:
        value = _value(cell, leaves.known)
    except Untranslatable:
        words.note(loss("computed", where, name=name, rule=excerpt(cell)))
        return []
    key = leaves.keys.key(name)
    if key != name:
        words.note(loss("renamed", where, old=name, new=key))
    leaves.known[name] = known_computed(key, value, leaves.known, name)
    leaves.pipes[name] = key
    languages = dict.fromkeys(words.by_tag.values())
    text = words.of(row, "label", where, leaves.pipes) or dict.fromkeys(languages, name)
    return [{"key": key, "text": text, "value": value}]


def computed_row(computed: Computed, known: Mapping[str, Known], languages: list[str]) -> Row:
    """Write a computed value as a calculate row. Raises Untranslatable."""
    said = from_rule(computed.value, XPATH_STYLE, known)
    if known_computed(computed.key, computed.value, known).kind == "truth":
        said = f"if({said}, 'yes', 'no')"
    row = Row(0, {"type": "calculate", "name": computed.key, "calculation": said})
    row.texts["label"] = {
        NAMES[code]: computed.text[code] for code in languages if computed.text.get(code)
    }
    return row


def known_computed(key: str, value: str, known: Mapping[str, Known], there: str = "") -> Known:
    """What conditions may know of a computed value; ``known`` may be by any name."""
    kind: str | None = "number"
    try:
        node = parse_rule(value)
    except RuleError:
        return Known(key, None, {}, there or key)
    if isinstance(node, Name):
        kind = next((one.kind for one in known.values() if one.key == node.key), None)
    elif isinstance(node, Literal):
        truth = isinstance(node.value, bool)
        kind = "number" if isinstance(node.value, Decimal) else "truth" if truth else "text"
    elif node.operator in _TRUTHS:
        kind = "truth"
    codes = _YES_NO if kind == "truth" else {}
    return Known(key, kind, codes, there or key)


def needs(computed: Computed) -> list[str]:
    """The keys that must be asked before the value can be worked out."""
    try:
        return names_in(parse_rule(computed.value))
    except RuleError:
        return []


def learn_computed(values: list[Computed], known: dict[str, Known]) -> None:
    """Let conditions know of the values all of whose questions are known by now."""
    for computed in values:
        if computed.key not in known and set(needs(computed)) <= set(known):
            known[computed.key] = known_computed(computed.key, computed.value, known)


def _value(cell: str, known: Mapping[str, Known]) -> str:
    expression = parse(cell, XPATH)
    match expression:
        case Call("if", (condition, Text("yes"), Text("no"))):
            return to_rule(condition, known)
    return to_value(expression, known)
