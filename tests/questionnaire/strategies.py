"""Random questions, banks and answers, as hypothesis draws them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from survey_app.questionnaire.tags import AUDIENCES, ELICITS_TAGS
from survey_app.questionnaire.types import TYPES

LANGUAGES = ("en", "ru", "zh")
lines = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=40
).filter(str.strip)
wordings = st.fixed_dictionaries(dict.fromkeys(LANGUAGES, lines))
maybe_wordings = st.one_of(st.just({}), wordings)
codes = st.from_regex(r"[a-z0-9][a-z0-9_]{0,8}", fullmatch=True)


@st.composite
def choice_lists(draw: st.DrawFn, exclusive: bool) -> list[dict[str, Any]]:
    named = draw(st.lists(codes, min_size=2, max_size=5, unique=True))
    choices = [{"code": code, "text": draw(wordings)} for code in named]
    if draw(st.booleans()):
        choices[-1]["other"] = True
    if exclusive and draw(st.booleans()):
        choices[0]["exclusive"] = True
    return choices


@st.composite
def question_data(draw: st.DrawFn, key: str, kind: str | None = None) -> dict[str, Any]:
    """A sound question of any type in its plain form."""
    name = kind or draw(st.sampled_from(sorted(TYPES)))
    data: dict[str, Any] = {"key": key, "type": name, "text": draw(wordings)}
    data["help"] = draw(maybe_wordings)
    if name not in ("statement", "group"):
        data["required"] = draw(st.booleans())
    data["elicits"] = draw(st.lists(st.sampled_from(sorted(ELICITS_TAGS)), max_size=2))
    data["probes"] = {
        language: draw(st.lists(lines, max_size=2))
        for language in draw(st.sampled_from([(), LANGUAGES]))
    }
    if name in ("single", "multi"):
        data["choices"] = draw(choice_lists(name == "multi"))
    if name == "scale":
        low = draw(st.integers(-5, 5))
        data["scale"] = {
            "low": low,
            "high": low + draw(st.integers(1, 10)),
            "low_text": draw(wordings),
            "high_text": draw(wordings),
        }
    if name in ("number", "money"):
        data["integer"] = draw(st.booleans())
        if draw(st.booleans()):
            data["min"] = draw(st.integers(-100, 0))
            data["max"] = draw(st.integers(1, 1000))
    if name == "money":
        data["currency"] = draw(st.sampled_from(["EUR", "RUB", "CNY"]))
    if name == "list":
        data["rows"] = draw(st.integers(1, 50))
    if name == "group":
        simple = sorted(set(TYPES) - {"group", "statement"})
        kinds = draw(st.lists(st.sampled_from(simple), min_size=1, max_size=3))
        data["parts"] = [draw(question_data(f"{key}_p{i}", k)) for i, k in enumerate(kinds)]
    return {name: value for name, value in data.items() if value not in ({}, [], False)}


@st.composite
def section_lists(draw: st.DrawFn) -> list[dict[str, Any]]:
    n_sections = draw(st.integers(1, 3))
    return [
        {
            "key": f"s{i}",
            "title": draw(wordings),
            "questions": [draw(question_data(f"q{i}_{j}")) for j in range(draw(st.integers(1, 3)))],
        }
        for i in range(n_sections)
    ]


@st.composite
def bank_data(draw: st.DrawFn) -> dict[str, Any]:
    """A sound bank in its plain form."""
    return {
        "id": "what",
        "version": draw(st.integers(1, 99)),
        "title": draw(wordings),
        "purpose": draw(wordings),
        "audience": draw(st.lists(st.sampled_from(AUDIENCES), min_size=1, unique=True)),
        "minutes": draw(st.integers(1, 240)),
        "sections": draw(section_lists()),
    }


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["save_time", "yes", "2025-01-31", "12"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
"""Whatever JSON, or less, may hold as an answer."""

typed = st.lists(
    st.one_of(
        st.text(max_size=30),
        st.sampled_from(["save_time", "cut_costs", "other", "yes", "no", "3", "10", "1 000,5"]),
        st.dates().map(str),
        st.integers(-20, 2000).map(str),
        st.floats(-1e6, 1e6).map(str),
        st.emails(),
    ),
    max_size=4,
)
"""What may be typed or ticked under one name."""
