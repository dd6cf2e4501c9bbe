"""Fill an instance with the demo study: people, a survey, a wave, answers, calls.

Everything goes in through the rooms' own services, so that the demo shows what users would get.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.accounts import services as accounts
from survey_app.accounts.models import User, Workspace
from survey_app.builder import services as builder
from survey_app.builder.models import Publication
from survey_app.builder.versions import questionnaire_of
from survey_app.collect import services as collect
from survey_app.customers import services as customers
from survey_app.customers.models import Contact
from survey_app.demo.composed import compose_questionnaire
from survey_app.demo.study import DemoContact, DemoInterview, DemoStudy
from survey_app.interviews import imports as interview_imports
from survey_app.interviews import services as interviews
from survey_app.outreach import services as outreach
from survey_app.outreach import wording
from survey_app.outreach.models import Invitation, Mail, Wave
from survey_app.questionnaire.banks import Bank
from survey_app.sources import ContactRow, read_transcript
from survey_app.studies import services as studies
from survey_app.studies.models import Study

ADMIN = ("Mira Holt", "mira.holt")
LATE_INVITATIONS = 6  # people of the second wave, whose mails lie in the outbox to be tried
OUTCOMES = {"completed": "full", "cut_short": "short", "follow_up": "part"}


@dataclass(frozen=True, slots=True)
class Filled:
    """What was made: the study and who signs in to it, by role."""

    study: Study
    users: dict[str, User]


def fill(
    session: Session, demo: DemoStudy, banks: dict[str, Bank], *, password: str, language: str
) -> Filled:
    """Put the whole demo study into an empty database. The caller commits."""
    domain = demo.team[0].email.rpartition("@")[2]
    admin = accounts.set_up(
        session,
        workspace_name=demo.organisation,
        name=ADMIN[0],
        email=f"{ADMIN[1]}@{domain}",
        password=password,
        language=language,
    )
    workspace = session.get_one(Workspace, admin.workspace_id)
    users = {"admin": admin}
    team: dict[str, User] = {}
    for person in demo.team:
        user = accounts.add_user(
            session, workspace, name=person.name, email=person.email, password=password
        )
        team[person.email] = user
        users.setdefault(person.role, user)
    study = studies.open_study(
        session,
        workspace,
        title=demo.name,
        organisation=demo.organisation,
        product=demo.product,
        language=language,
        researcher=users["researcher"],
    )
    for person in demo.team:
        studies.add_member(session, study, user=team[person.email], role=person.role)
    survey = _publish(session, study, demo, banks, users["researcher"])
    contacts = _contacts(session, study, demo)
    _first_wave(session, study, demo, survey, contacts, users["researcher"])
    _responses(session, study, demo, survey, contacts)
    _calls(session, study, demo, survey, contacts, team)
    _second_wave(session, study, demo, survey, contacts, users["researcher"])
    session.flush()
    return Filled(study, users)


def _publish(
    session: Session, study: Study, demo: DemoStudy, banks: dict[str, Bank], user: User
) -> dict[str, Publication]:
    """Publish the survey, and the same questions as a script for calls."""
    definition = compose_questionnaire(demo.questionnaire, banks)
    published = {}
    for purpose, title in (("survey", demo.name), ("script", f"{demo.name}: calls")):
        made = builder.create_from(
            session, study, purpose=purpose, title=title, definition=definition
        )
        published[purpose] = builder.publish(session, made, user=user)
    return published


def _contacts(session: Session, study: Study, demo: DemoStudy) -> dict[str, Contact]:
    rows = [
        ContactRow(
            line=number,
            name=contact.name,
            email=contact.email,
            company=contact.company,
            language=contact.language,
            phone="",
            attributes=(("Plan", _plan(number, contact.audience)),),
        )
        for number, contact in enumerate(demo.contacts, start=1)
    ]
    customers.import_contacts(session, study, rows, source="customer list")
    session.flush()
    by_email = {
        contact.email: contact
        for contact in session.scalars(select(Contact).where(Contact.study_id == study.id))
    }
    return {contact.key: by_email[contact.email.lower()] for contact in demo.contacts}


def _plan(line: int, audience: str) -> str:
    """What a customer list tells: mostly what fits, since people also buy what does not."""
    if audience == "misfit":
        return "Free"
    fitting, other = ("Solo", "Team") if audience == "sole" else ("Team", "Solo")
    return other if line % 7 == 0 else fitting


def _wave(session: Session, study: Study, survey: Publication, title: str, user: User) -> Wave:
    return outreach.create_wave(
        session,
        study,
        publication=survey,
        title=title,
        sender_name=user.name,
        reply_to=user.email,
        subject=dict(wording.SUBJECT),
        body=dict(wording.BODY),
    )


def _first_wave(
    session: Session,
    study: Study,
    demo: DemoStudy,
    published: dict[str, Publication],
    contacts: dict[str, Contact],
    user: User,
) -> None:
    """The wave that the answers came from: its mails went out before the first answer."""
    wave = _wave(session, study, published["survey"], "First wave", user)
    late = {contact.key for contact in _late(demo)}
    outreach.choose(
        session, study, wave, [one.id for key, one in contacts.items() if key not in late]
    )
    sent_at = min(response.started_at for response in demo.responses) - timedelta(hours=2)
    by_contact = {one.id: one for one in contacts.values()}
    for invitation in session.scalars(select(Invitation).where(Invitation.wave_id == wave.id)):
        contact = by_contact[invitation.contact_id]
        session.add(
            Mail(
                study_id=study.id,
                wave_id=wave.id,
                invitation_id=invitation.id,
                kind="invitation",
                recipient=contact.email or "",
                language=contact.language or study.language,
                status="sent",
                attempts=1,
                sent_at=sent_at,
            )
        )
    wave.status, wave.sent_at = "sent", sent_at
    session.flush()


def _responses(
    session: Session,
    study: Study,
    demo: DemoStudy,
    published: dict[str, Publication],
    contacts: dict[str, Contact],
) -> None:
    survey = published["survey"]
    questionnaire = questionnaire_of(session, survey)
    invitations = {
        invitation.contact_id: invitation
        for invitation in session.scalars(
            select(Invitation)
            .join(Wave, Wave.id == Invitation.wave_id)
            .where(Wave.study_id == study.id)
        )
    }
    for one in demo.responses:
        contact = contacts[one.contact_key]
        collect.import_response(
            session,
            study_id=study.id,
            publication_id=survey.id,
            contact_id=contact.id,
            invitation_id=invitations[contact.id].id,
            questionnaire=questionnaire,
            answers=dict(one.answers),
            language=one.language,
            channel=one.channel,
            started_at=one.started_at,
            completed_at=one.completed_at,
            page=one.page,
            page_seconds=one.page_seconds,
        )


def _calls(
    session: Session,
    study: Study,
    demo: DemoStudy,
    published: dict[str, Publication],
    contacts: dict[str, Contact],
    team: dict[str, User],
) -> None:
    for one in demo.interviews:
        _call(session, study, one, published["script"], contacts, team)
    for talk in demo.transcripts:
        transcript = read_transcript(talk.file_name, talk.text.encode())
        interview_imports.import_transcript(
            session,
            study,
            transcript,
            language=talk.language,
            contact=contacts[talk.contact_key] if talk.contact_key else None,
        )


def _call(
    session: Session,
    study: Study,
    one: DemoInterview,
    script: Publication,
    contacts: dict[str, Contact],
    team: dict[str, User],
) -> None:
    contact = contacts[one.contact_key]
    interview = interviews.plan(
        session,
        study,
        title=contact.name,
        contact=contact,
        publication=script,
        interviewer=team[one.interviewer_email],
        mode=one.mode,
        language=one.language,
        planned_at=one.held_at,
    )
    interview.started_at, interview.notes_consent = one.held_at, True
    moment = one.held_at
    questionnaire = questionnaire_of(session, script)
    for block in one.blocks:
        question = questionnaire.question(block.question_key)
        keys = [part.key for part in question.parts] or [question.key]
        for key in keys:
            interviews.mark(
                session, interview, key, "skipped" if block.state == "skipped" else "asked"
            )
        for line in block.lines:
            moment += timedelta(seconds=40)
            interviews.add_note(
                session,
                interview,
                question_key=keys[-1],
                text=line.text,
                tags=(line.tag,) if line.tag else (),
                noted_at=moment,
            )
    for text in filter(None, (line.strip() for line in one.free_notes.splitlines())):
        moment += timedelta(seconds=40)
        interviews.add_note(session, interview, text=text, noted_at=moment)
    interviews.close(
        session,
        interview,
        outcome=OUTCOMES[one.outcome],
        duration_seconds=one.minutes * 60,
        ended_at=one.held_at + timedelta(minutes=one.minutes),
    )


def _second_wave(
    session: Session,
    study: Study,
    demo: DemoStudy,
    published: dict[str, Publication],
    contacts: dict[str, Contact],
    user: User,
) -> None:
    """A few who have not been asked yet: their mails go to the outbox, with links that work."""
    wave = _wave(session, study, published["survey"], "Second wave", user)
    outreach.choose(session, study, wave, [contacts[one.key].id for one in _late(demo)])
    outreach.send_wave(session, study, wave, user=user)


def _late(demo: DemoStudy) -> list[DemoContact]:
    """Some who were invited, neither answered nor called, of each language."""
    heard = {one.contact_key for one in demo.responses}
    heard |= {one.contact_key for one in demo.interviews}
    silent = [contact for contact in demo.contacts if contact.key not in heard]
    found = []
    for language in ("en", "ru", "zh"):
        own = [contact for contact in silent if contact.language == language]
        found += own[: LATE_INVITATIONS // 3]
    return found
