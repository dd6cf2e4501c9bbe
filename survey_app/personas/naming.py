"""Verbs and advice about names: the challenge, a given name that is nobody's, a drawn face."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.accounts.models import User
from survey_app.customers.models import Contact
from survey_app.errors import Unprocessable
from survey_app.personas.editing import begin_edit
from survey_app.personas.models import PersonaVersion
from survey_app.personas.sheets import portrait_seed
from survey_app.studies.models import Study
from survey_app.synthesis.name_advice import advise, is_taken, propose

MAX_GIVEN_CHARS = 40

ADVICE = {
    "job_title": _l(
        "A job title describes a desk, not a person: two people with the same title want different "
        "things. Name what they struggle with."
    ),
    "harsh": _l(
        "This judges people. A name with bad associations colours all that is read after it; say "
        "what does not work, not what they are like."
    ),
    "person": _l(
        "A given name alone says nothing about what to do. Put the challenge here, and the given "
        "name in the field below."
    ),
    "letters": _l(
        "Words that begin alike are easy to keep, but only the challenge is worth keeping: "
        "'Starts out alone' rather than 'Marketing Mary'."
    ),
}


def call(
    session: Session,
    study: Study,
    version: PersonaVersion,
    *,
    name: str,
    given_name: str,
    face: bool,
    seen: int,
) -> None:
    """Set the name, the given name ('' for none) and whether the drawn face is shown."""
    begin_edit(version, seen)
    if not name.strip():
        raise Unprocessable(_l("Write a name: the challenge, not the job."))
    given = " ".join(given_name.split())
    if len(given) > MAX_GIVEN_CHARS:
        raise Unprocessable(_l("Choose a shorter given name."))
    if given and is_taken(given, people_named(session, study)):
        raise Unprocessable(
            _l("Somebody in this study or in your team is called so. Choose another name.")
        )
    version.name = " ".join(name.split())
    version.segment = {**version.segment, "given_name": given, "face": face}
    session.flush()


def people_named(session: Session, study: Study) -> list[str]:
    """Return the names that a persona must not bear: of contacts and of colleagues."""
    contacts = session.scalars(
        select(Contact.name).where(Contact.study_id == study.id, Contact.name != "")
    )
    return [*contacts, *session.scalars(select(User.name))]


def advice_of(version: PersonaVersion, name: str) -> list[str]:
    """Return what to look at in a name, in the reader's language."""
    challenges = [row.text for row in version.statements if row.theme_id is not None]
    return [str(ADVICE[code]) for code in advise(name, challenges=challenges)]


def proposals(
    session: Session, study: Study, version: PersonaVersion, language: str
) -> tuple[tuple[str, str], ...]:
    """Return pairs of given names that nobody in the study or the team bears."""
    return propose(language, people_named(session, study), portrait_seed(version.persona_id))
