"""What a sheet tells beside its statements, in words: its name, figures, story and relations."""

from __future__ import annotations

from typing import Any

from survey_app.exports.bundle import Figure, Relation, Sheet
from survey_app.exports.references import references
from survey_app.exports.words import number, word


def portrayal_of(sheet: Sheet, prefix: str, language: str) -> dict[str, Any]:
    """The same four things for every page; empty where the sheet has nothing to tell."""
    known = {quote.number for quote in sheet.quotes}
    return {
        "given_name": given_name_text(sheet, language),
        "figures": [
            {
                "label": one.label,
                "value": one.value,
                "by_hand": word("by_team", language) if one.by_hand else "",
                "spread": spread_text(one, language),
                "facts": facts_text(one, language),
            }
            for one in sheet.figures
        ],
        "story": [
            {
                "text": one.text,
                "refs": references([n for n in one.evidence if n in known], prefix),
            }
            for one in sheet.story
        ],
        "relations": [relation_text(one, language) for one in sheet.relations],
    }


def given_name_text(sheet: Sheet, language: str) -> str:
    """'We call them Anna.'; '' where the team gave no name (rule R18)."""
    return word("given_name", language, name=sheet.given_name) if sheet.given_name else ""


def figure_text(figure: Figure, language: str) -> str:
    """The value with its spread: '41 (half of them: 35 – 52, middle 41; 23 of 40 asked)'."""
    return word("in_brackets", language, text=figure.value, more=facts_text(figure, language))


def facts_text(figure: Figure, language: str) -> str:
    """What stands behind the value: whether the team chose it, and the spread."""
    parts = [word("by_team", language)] if figure.by_hand else []
    return word("then", language).join([*parts, spread_text(figure, language)])


def spread_text(figure: Figure, language: str) -> str:
    """How far the persona's people lie apart, and how many of those asked told it."""
    parts = [
        word("half", language, lower=figure.lower, upper=figure.upper)
        if figure.spreads
        else word("half_alike", language, median=figure.median)
    ]
    if figure.spreads and figure.value != figure.median:
        parts.append(word("middle", language, median=figure.median))
    if figure.low and figure.high and figure.low != figure.high:
        parts.append(word("all_between", language, low=figure.low, high=figure.high))
    n, asked = number(figure.n, language), number(figure.asked, language)
    parts.append(word("of_asked_short", language, n=n, asked=asked))
    return word("then", language).join(parts)


def relation_text(relation: Relation, language: str) -> str:
    """'Works in this company: Small workshops, Export houses'."""
    return f"{relation.words}: {word('and', language).join(relation.others)}"


def story_text(sheet: Sheet, language: str) -> str:
    """The whole story without its numbers; Chinese sentences follow without a space."""
    return between(language).join(one.text for one in sheet.story)


def between(language: str) -> str:
    """What stands between two sentences."""
    return "" if language == "zh" else " "


def portrayal_boxes(portrayal: dict[str, Any], chars_a_line: int) -> list[dict[str, Any]]:
    """What there is to tell as boxes of a column, each with its height in lines of print."""
    figures = sum(1.4 + len(one["spread"]) // chars_a_line for one in portrayal["figures"])
    relations = sum(1.4 + len(one) // chars_a_line for one in portrayal["relations"])
    boxes = (
        ("figures", portrayal["figures"], 3 + figures),
        ("relations", portrayal["relations"], 3 + relations),
    )
    return [{"key": key, "height": height} for key, there, height in boxes if there]
