"""Builders of questionnaires for tests: a tiny survey with one question of each common type."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from survey_app.builder import services
from survey_app.builder.models import Publication
from survey_app.questionnaire import Questionnaire
from survey_app.studies.models import Study


def worded(en: str) -> dict[str, str]:
    """Return a wording in three languages that shows which one is on the page."""
    return {"en": en, "ru": f"{en} (по-русски)", "zh": f"{en}（中文）"}


TINY: dict[str, Any] = {
    "title": worded("Your day at work"),
    "languages": ["en", "ru", "zh"],
    "sections": [
        {
            "key": "work",
            "title": worded("Your work"),
            "questions": [
                {
                    "key": "size",
                    "type": "single",
                    "text": worded("How many are you?"),
                    "required": True,
                    "choices": [
                        {"code": "one", "text": worded("Just me")},
                        {"code": "many", "text": worded("More")},
                        {"code": "other", "text": worded("Other"), "other": True},
                    ],
                },
                {
                    "key": "team",
                    "type": "short",
                    "text": worded("What is your team called?"),
                    "show_if": "size == 'many'",
                },
            ],
        },
        {
            "key": "words",
            "title": worded("In your own words"),
            "questions": [
                {
                    "key": "annoys",
                    "type": "text",
                    "text": worded("What annoys you?"),
                    "elicits": ["pain"],
                },
                {
                    "key": "tools",
                    "type": "list",
                    "text": worded("Which tools do you use?"),
                    "elicits": ["tool"],
                },
                {
                    "key": "kept",
                    "type": "scale",
                    "text": worded("How far do we keep our promise?"),
                    "scale": {
                        "low": 1,
                        "high": 5,
                        "low_text": worded("not at all"),
                        "high_text": worded("fully"),
                    },
                },
            ],
        },
    ],
}


def publish_tiny(session: Session, study: Study, *, purpose: str = "survey") -> Publication:
    """Publish the tiny questionnaire in a study."""
    made = services.create_from(
        session,
        study,
        purpose=purpose,
        title="Your day at work",
        definition=Questionnaire.from_dict(TINY),
    )
    return services.publish(session, made, user=None)
