"""Verbs about dossiers: plan a call with exactly what is still unknown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from survey_app.accounts.models import User
from survey_app.builder import services as builder
from survey_app.builder.models import Publication
from survey_app.customers.models import Contact
from survey_app.dossiers import queries
from survey_app.errors import Unprocessable
from survey_app.interviews import services as interviews
from survey_app.interviews.models import Interview
from survey_app.questionnaire import version_id
from survey_app.questionnaire.banks import Bank
from survey_app.questionnaire.compose import compose
from survey_app.studies.models import Study


def plan_call(
    session: Session,
    study: Study,
    contact: Contact,
    *,
    banks: Mapping[str, Bank],
    picks: Sequence[str],
    title: str,
    user: User,
) -> Interview:
    """Plan a call whose script is the picked questions; a script of the same ones is used again.

    Raises Unprocessable when nothing is picked.
    """
    if not picks:
        raise Unprocessable(_l("Choose at least one question to ask."))
    return interviews.plan(
        session,
        study,
        title=contact.name or contact.email or contact.phone,
        contact=contact,
        publication=_script(session, study, banks, picks, title, user),
        interviewer=user,
    )


def _script(
    session: Session,
    study: Study,
    banks: Mapping[str, Bank],
    picks: Sequence[str],
    title: str,
    user: User,
) -> Publication:
    languages = ("en", "ru", "zh")
    definition = compose(dict.fromkeys(languages, title), banks, picks, languages=languages)
    known = queries.script_with(session, study, version_id(definition))
    if known is not None:
        return known
    made = builder.create_from(session, study, purpose="script", title=title, definition=definition)
    return builder.publish(session, made, user=user)
