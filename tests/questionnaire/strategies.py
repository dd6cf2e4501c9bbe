"""Random questions, banks and answers, as hypothesis draws them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from survey_app.questionnaire.model import Question
from survey_app.questionnaire.tags import AUDIENCES, ELICITS_TAGS
from survey_app.questionnaire.types import TYPES

LANGUAGES = ("en", "ru", "zh")
lines = st.text(
    # Braces quote an answer here ({{key|fallback}}) and in other forms ({key}).
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="{}"),
    min_size=1,
    max_size=40,
).filter(str.strip)
tidy_lines = (
    st.text("abcdefgh яблоко 苹果", min_size=1)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
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


def plain_choices() -> st.SearchStrategy[list[dict[str, Any]]]:
    """Two to four things with a code and a wording each."""
    return st.lists(codes, min_size=2, max_size=4, unique=True).flatmap(
        lambda named: st.tuples(*(st.tuples(st.just(code), wordings) for code in named)).map(
            lambda worded: [{"code": code, "text": text} for code, text in worded]
        )
    )


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
        language: draw(st.lists(lines, min_size=1, max_size=2))
        for language in draw(st.sampled_from([(), LANGUAGES]))
    }
    if name in ("single", "multi", "ranking", "interests"):
        data["choices"] = draw(choice_lists(name in ("multi", "interests")))
    if name == "interests":  # a twig grows on a branch that was named before it
        data["choices"][1]["parent"] = data["choices"][0]["code"]
    if name == "matrix":
        data["items"] = draw(plain_choices())
        if not draw(st.booleans()):
            data["choices"] = draw(plain_choices())
    if name in ("number", "money") and draw(st.booleans()):
        bands = draw(choice_lists(False))
        for place, band in enumerate(bands):
            band.pop("other", None)
            band |= {"low": place * 10, "high": place * 10 + 10}
        data["choices"] = bands
        data["ask"] = draw(st.sampled_from(["exact", "range", "either"]))
    if name == "scale" or (name == "matrix" and "choices" not in data):
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
    if name in ("list", "five_whys"):
        data["rows"] = draw(st.integers(1, 50))
        if draw(st.booleans()):
            data["min_rows"] = draw(st.integers(1, data["rows"]))
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


def answers_to(question: Question) -> st.SearchStrategy[Any]:
    """Answers of the right kind for a question; most of them can be taken."""
    codes = st.sampled_from([choice.code for choice in question.choices] or ["none"])
    some = st.lists(codes, min_size=1, unique=True)
    points = st.integers(
        *((question.scale.low, question.scale.high) if question.scale else (0, 10))
    )
    least, most = question.min_rows or 1, question.rows or 5
    number = st.integers(int(question.min or 0), int(question.max or 100))
    cell = points if question.scale else codes
    by_type: dict[str, st.SearchStrategy[Any]] = {
        "single": codes,
        "multi": some,
        "interests": some,
        "ranking": some,
        "matrix": st.fixed_dictionaries({item.code: cell for item in question.items}),
        "number": codes if question.choices and question.ask != "exact" else number,
        "scale": points,
        "nps": points,
        "yes_no": st.booleans(),
        "consent": st.just(True),
        "date": st.dates().map(str),
        "email": st.just("anna@example.com"),
        "phone": st.from_regex(r"\+?[0-9]{6,15}", fullmatch=True),
        "url": st.from_regex(r"https?://[a-z]{1,9}\.example/[a-z0-9?=]{0,9}", fullmatch=True),
        "list": st.lists(tidy_lines, min_size=least, max_size=max(most, least)),
        "five_whys": st.lists(tidy_lines, min_size=least, max_size=max(most, least)),
        "file": st.just(
            {"name": "a.pdf", "size": 9, "sha256": "0" * 64, "media_type": "application/pdf",
             "id": "0" * 32}
        ),
    }  # fmt: skip
    if question.ask == "either":
        return st.one_of(codes, number)
    return by_type.get("number" if question.type == "money" else question.type, tidy_lines)
