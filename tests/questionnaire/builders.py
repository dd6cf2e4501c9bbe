"""Small questionnaires with sensible defaults, for the tests of this library."""

from __future__ import annotations

from typing import Any

from survey_app.questionnaire.model import Question, Questionnaire


def said(english: str) -> dict[str, str]:
    """Word something in all three languages."""
    return {"en": english, "ru": f"{english} (по-русски)", "zh": f"{english}（中文）"}


def choice(code: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "text": said(code.replace("_", " ").capitalize()), **more}


def question(key: str = "why", kind: str = "text", **more: Any) -> dict[str, Any]:
    data: dict[str, Any] = {"key": key, "type": kind, "text": said(f"What about {key}?")}
    if kind in ("single", "multi", "ranking", "interests"):
        data["choices"] = [choice("save_time"), choice("cut_costs")]
    if kind == "scale":
        data["scale"] = {"low": 1, "high": 5, "low_text": said("Never"), "high_text": said("Fully")}
    if kind == "matrix":
        data["items"] = [choice("price"), choice("speed")]
        data["choices"] = [choice("weak"), choice("strong")]
    if kind == "money":
        data["currency"] = "EUR"
    if kind == "group":
        data["parts"] = [question(f"{key}_title", "short"), question(f"{key}_size", "number")]
    return data | more


def built(kind: str, *, key: str = "why", **more: Any) -> Question:
    """One question of a type as a value."""
    return Question.from_dict(question(key, kind, **more))


def section(key: str = "about", *questions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"key": key, "title": said(key), "questions": list(questions or [question()])} | more


def questionnaire(*questions: dict[str, Any]) -> Questionnaire:
    """One section with these questions."""
    return sections(section("about", *questions))


def sections(*parts: dict[str, Any]) -> Questionnaire:
    return Questionnaire.from_dict(
        {"title": said("Spring round"), "languages": ["en", "ru", "zh"], "sections": list(parts)}
    )


def bank(*parts: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A valid bank in its plain form, as a bank file would hold it."""
    return {
        "id": "what",
        "version": 1,
        "title": said("What they think"),
        "purpose": said("To learn what to mend"),
        "audience": ["customer", "interviewer"],
        "minutes": 8,
        "sections": list(parts or [section()]),
    } | more
