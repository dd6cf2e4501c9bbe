"""Every SELECT for other programs."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from survey_app.api.models import ApiToken, SentResponse
from survey_app.builder.models import Publication, Questionnaire
from survey_app.collect.models import Response
from survey_app.customers.models import Contact
from survey_app.studies.models import Study


def fingerprint(token: str) -> str:
    """Return what is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def token(session: Session, shown: str) -> ApiToken | None:
    """Return the token that works and reads like this."""
    return session.scalar(
        select(ApiToken)
        .where(ApiToken.token_hash == fingerprint(shown), ApiToken.revoked_at.is_(None))
        .options(joinedload(ApiToken.study))
    )


def tokens(session: Session, study: Study) -> Sequence[ApiToken]:
    """Return the study's tokens, those that work first."""
    return session.scalars(
        select(ApiToken)
        .where(ApiToken.study_id == study.id)
        .options(joinedload(ApiToken.user))
        .order_by(ApiToken.revoked_at.is_not(None), ApiToken.id.desc())
    ).all()


def token_by_id(session: Session, study: Study, token_id: int) -> ApiToken | None:
    """Return one token of this study."""
    return session.scalar(
        select(ApiToken).where(ApiToken.id == token_id, ApiToken.study_id == study.id)
    )


def publications(session: Session, study: Study) -> Sequence[Publication]:
    """Return every published version of the study's surveys, the newest first."""
    return session.scalars(
        select(Publication)
        .join(Questionnaire, Questionnaire.id == Publication.questionnaire_id)
        .where(
            Questionnaire.study_id == study.id,
            Questionnaire.purpose == "survey",
            Publication.number > 0,
        )
        .options(joinedload(Publication.questionnaire))
        .order_by(Publication.id.desc())
    ).all()


def contact_id(session: Session, study: Study, email: str) -> int | None:
    """Return the study's contact with this address, whatever its capitals."""
    return session.scalar(
        select(Contact.id).where(
            Contact.study_id == study.id, func.lower(Contact.email) == email.strip().lower()
        )
    )


def sent_before(session: Session, study: Study, name: str) -> Response | None:
    """Return the response that a program sent under this name."""
    return session.scalar(
        select(Response)
        .join(SentResponse, SentResponse.response_id == Response.id)
        .where(SentResponse.study_id == study.id, SentResponse.name == name)
    )


def responses(session: Session, study: Study, *, after: str, limit: int) -> Sequence[Response]:
    """Return completed responses in the order of their random ids, those behind `after`.

    The order tells nothing about when somebody answered, as anonymous people were promised.
    """
    return session.scalars(
        select(Response)
        .where(
            Response.study_id == study.id,
            Response.status == "completed",
            Response.trial.is_(False),
            Response.public_id > after,
        )
        .options(joinedload(Response.publication))
        .order_by(Response.public_id)
        .limit(limit)
    ).all()


def n_responses(session: Session, study: Study) -> int:
    """Count the study's completed responses; trials are none."""
    return (
        session.scalar(
            select(func.count(Response.id)).where(
                Response.study_id == study.id,
                Response.status == "completed",
                Response.trial.is_(False),
            )
        )
        or 0
    )
