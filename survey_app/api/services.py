"""Verbs for programs: make and revoke a token, check answers, take a response in."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from survey_app.accounts.models import User
from survey_app.api import queries
from survey_app.api.models import ApiToken, SentResponse
from survey_app.api.shapes import Answered, NewResponse
from survey_app.builder import queries as builder
from survey_app.builder.models import Publication
from survey_app.builder.versions import questionnaire_of
from survey_app.collect.models import Response
from survey_app.collect.services import import_response
from survey_app.db import now
from survey_app.errors import Conflict, NotFound, Unprocessable
from survey_app.questionnaire import Questionnaire, check_answers, clean
from survey_app.studies.models import Study

TOKEN_BYTES = 24  # 192 bits
MARK = "portrait_"  # so that a token that slips out is known for what it is


class Refused(Unprocessable):
    """Answers that the page would refuse too; `problems` says what to do, by question key."""

    def __init__(self, message: object, problems: dict[str, list[str]]) -> None:
        super().__init__(message)
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Checked:
    """Answers as the survey takes them."""

    publication: Publication
    questionnaire: Questionnaire
    kept: dict[str, Any]
    dropped: list[str]
    problems: dict[str, list[str]]


def issue(
    session: Session, study: Study, *, name: str, may_write: bool, user: User | None
) -> tuple[ApiToken, str]:
    """Make a token; its text is returned this once and kept nowhere."""
    text = MARK + secrets.token_urlsafe(TOKEN_BYTES)
    made = ApiToken(
        study_id=study.id,
        user_id=user.id if user else None,
        name=name,
        may_write=may_write,
        token_hash=queries.fingerprint(text),
    )
    session.add(made)
    session.flush()
    return made, text


def revoke(session: Session, token: ApiToken) -> None:
    """Let a token open nothing from now on."""
    token.revoked_at = token.revoked_at or now()
    session.flush()


def check(session: Session, study: Study, sent: Answered) -> Checked:
    """Check answers exactly as the page does. Raises NotFound for a version of another study."""
    publication = builder.publication(session, study, sent.publication)
    if publication is None or publication.questionnaire.purpose != "survey":
        raise NotFound(_("This study has published no such version. /surveys lists them."))
    questionnaire = questionnaire_of(session, publication)
    if sent.language not in questionnaire.languages:
        raise Unprocessable(
            _("Choose one of: %(known)s.", known=", ".join(questionnaire.languages))
        )
    kept = clean(questionnaire, sent.answers)
    problems = check_answers(questionnaire, sent.answers, sent.language)
    inputs = list(questionnaire.iter_inputs())
    known = {q.key for q in inputs} | {q.other_key for q in inputs if q.other_choice}
    for key in sorted(sent.answers.keys() - known):
        problems[key] = [_("This survey has no question with this key.")]
    for question in inputs:
        if question.type == "file" and question.key in kept:
            problems[question.key] = [_("Files come in by the page only. Leave this out.")]
    dropped = sorted(known & sent.answers.keys() - kept.keys())
    return Checked(publication, questionnaire, kept, dropped, problems)


def take_in(session: Session, study: Study, sent: NewResponse) -> tuple[Response, Checked | None]:
    """Store a response that was given elsewhere; None beside it: it had been sent before.

    Raises Refused for answers that the page would refuse, Conflict where the study is closed.
    """
    if sent.id and (known := queries.sent_before(session, study, sent.id)):
        return known, None
    if study.status != "open":
        raise Conflict(_("This study is closed. Open it again to take answers in."))
    checked = check(session, study, sent)
    if checked.problems:
        raise Refused(_("These answers cannot be taken as they are."), checked.problems)
    contact_id = None
    if sent.contact and (contact_id := queries.contact_id(session, study, sent.contact)) is None:
        raise Unprocessable(_("No contact of this study has this address. Add the contact first."))
    moment = now()
    completed = sent.completed_at or moment
    started = sent.started_at or completed
    if not started <= completed <= moment:
        raise Unprocessable(_("Give a start before the end, and an end that is not to come."))
    response = import_response(
        session,
        study_id=study.id,
        publication_id=checked.publication.id,
        contact_id=contact_id,
        invitation_id=None,
        questionnaire=checked.questionnaire,
        answers=checked.kept,
        language=sent.language,
        channel="import",
        started_at=started,
        completed_at=completed,
    )
    if sent.id:
        session.add(SentResponse(response_id=response.id, study_id=study.id, name=sent.id))
    session.flush()
    return response, checked
