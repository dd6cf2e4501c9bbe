"""Builders for published surveys, waves and their mails."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from survey_app.builder.models import Publication, Questionnaire, QuestionnaireVersion
from survey_app.collect.models import Response
from survey_app.config import Settings
from survey_app.db import now
from survey_app.mail import outbox_messages
from survey_app.outreach import planning, services, wording
from survey_app.outreach.models import Invitation, Reminder, Wave
from survey_app.studies.models import Study
from tests.builders import MARKUP
from tests.builders_customers import contact

# Two open questions of 45 s and one tick of 10 s: 100 s, which is 2 minutes rounded up.
DEFINITION = {
    "title": {"en": "Your day"},
    "languages": ["en", "ru", "zh"],
    "sections": [
        {
            "key": "day",
            "questions": [
                {"key": "pain", "type": "text"},
                {"key": "goal", "type": "text"},
                {"key": "role", "type": "single"},
            ],
        }
    ],
}


def publication(
    session: Session, study: Study, *, purpose: str = "survey", **changes: Any
) -> Publication:
    """A published survey of the study."""
    definition = json.dumps({**DEFINITION, **changes}, sort_keys=True)
    version_id = f"{purpose}-{study.id}-{abs(hash(definition))}"
    if session.get(QuestionnaireVersion, version_id) is None:
        session.add(QuestionnaireVersion(id=version_id, definition=definition))
    questionnaire = Questionnaire(
        study_id=study.id, purpose=purpose, title=f"The day {MARKUP}", draft={}
    )
    session.add(questionnaire)
    session.flush()
    made = Publication(questionnaire_id=questionnaire.id, version_id=version_id, number=1)
    session.add(made)
    session.flush()
    return made


def wave(session: Session, study: Study, names: tuple[str, ...] = ("Anna",), **values: Any) -> Wave:
    """A draft with our own texts and one chosen contact a name."""
    defaults = {
        "publication": values.pop("publication", None) or publication(session, study),
        "title": f"First wave {MARKUP}",
        "sender_name": f"Rita {MARKUP}",
        "reply_to": "rita@portrait.example",
        "subject": dict(wording.SUBJECT),
        "body": dict(wording.BODY),
    }
    made = services.create_wave(session, study, **{**defaults, **values})
    people = [contact(session, study, name) for name in names]
    services.choose(session, study, made, [one.id for one in people])
    return made


def reminder(session: Session, wave: Wave, **values: Any) -> Reminder:
    """A reminder of the wave, five days after the mail before it, with our own texts."""
    texts = {
        "subject": {code: wording.REMINDER_SUBJECT[code] for code in wave.body},
        "body": {code: wording.REMINDER_BODY[code] for code in wave.body},
    }
    return planning.add_reminder(
        session, wave, **{"days": 5, "unless_begun": False, **texts, **values}
    )


def reply(
    session: Session, invitation: Invitation, *, answered: bool = True, at: datetime | None = None
) -> Response:
    """What an invited person has filled in, begun or to the end."""
    moment = at or now()
    made = Response(
        study_id=invitation.wave.study_id,
        publication_id=invitation.wave.publication_id,
        invitation_id=invitation.id,
        contact_id=invitation.contact_id,
        public_id=f"reply-{invitation.id}",
        language="en",
        status="completed" if answered else "started",
        started_at=moment,
        completed_at=moment if answered else None,
    )
    session.add(made)
    session.flush()
    return made


def tokens_in_outbox(settings: Settings) -> dict[str, str]:
    """The token of the newest mail to each address in the outbox folder."""
    found: dict[str, str] = {}
    for _, message in outbox_messages(settings):
        body = message.get_body(preferencelist=("plain",))
        assert body is not None
        match = re.search(r"/a/([a-z2-7]{32})", body.get_content())
        assert match
        found.setdefault(message["To"], match.group(1))
    return found
