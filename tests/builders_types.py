"""One tiny questionnaire a question type, as files: fixture, example and browser check together."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from survey_app.builder import services
from survey_app.builder.models import Publication
from survey_app.outreach import services as outreach
from survey_app.outreach.models import Invitation
from survey_app.questionnaire import Questionnaire
from survey_app.questionnaire.types import TYPES
from survey_app.studies.models import Study
from tests.builders_customers import contact
from tests.builders_outreach import wave

FOLDER = Path(__file__).parent / "questionnaire" / "tiny" / "types"


def tiny(name: str) -> tuple[Questionnaire, dict[str, Any]]:
    """The questionnaire of a type and an answer to it."""
    data = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    answers = data.pop("answers", {})
    return Questionnaire.from_dict(data), answers


def every_type() -> tuple[Questionnaire, dict[str, Any]]:
    """All of them on one page, in the order of the table of types."""
    made = [tiny(name) for name in TYPES]
    first = made[0][0].to_dict()
    first["sections"][0]["key"] = "all"
    first["sections"][0]["questions"] = [
        question.to_dict() for one, _ in made for question in one.iter_questions()
    ]
    answers = {key: value for _, given in made for key, value in given.items()}
    return Questionnaire.from_dict(first), answers


def with_a_last_page(definition: Questionnaire) -> Questionnaire:
    """The same with one more page: a single one would stand on the landing page at once."""
    plain = definition.to_dict()
    plain["sections"].append(tiny("short")[0].to_dict()["sections"][0] | {"key": "last"})
    plain["sections"][-1]["questions"][0]["key"] = "q_last"
    return Questionnaire.from_dict(plain)


def publish_types(session: Session, study: Study, definition: Questionnaire) -> Publication:
    """Publish a questionnaire as a survey of a study."""
    made = services.create_from(
        session, study, purpose="survey", title="All types", definition=definition
    )
    return services.publish(session, made, user=None)


def link_to(session: Session, study: Study, definition: Questionnaire) -> str:
    """Publish a questionnaire, invite one person, and give the path of the personal link."""
    publication = publish_types(session, study, definition)
    made = wave(session, study, names=(), publication=publication)
    made.status = "sending"
    one = Invitation(wave_id=made.id, contact_id=contact(session, study, "Anna").id)
    session.add(one)
    session.flush()
    return f"/a/{outreach.new_link(session, one)}"
