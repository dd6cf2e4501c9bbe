"""Verbs about interviews: plan, note, mark, tick, try to reach, close."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete as delete_from
from sqlalchemy.orm import Session

from survey_app.accounts.models import User
from survey_app.builder.models import Publication
from survey_app.builder.versions import questionnaire_of
from survey_app.collect.models import Passage
from survey_app.collect.passages import set_text, sha256
from survey_app.customers.models import Contact
from survey_app.db import now
from survey_app.errors import Unprocessable
from survey_app.interviews import queries
from survey_app.interviews.lines import MAX_LINE_CHARS, known_tags
from survey_app.interviews.models import (
    ATTEMPT_OUTCOMES,
    MODES,
    OUTCOMES,
    AskedQuestion,
    Attempt,
    Interview,
)
from survey_app.interviews.script import asking_keys, language_of, with_parts
from survey_app.questionnaire import Questionnaire, build_form
from survey_app.questionnaire.types.base import cleaned
from survey_app.studies.models import Study

MAX_CALL_SECONDS = 24 * 3600
STATES = ("asked", "skipped")


@dataclass(frozen=True, slots=True)
class SavedLine:
    """What became of a line that was sent.

    `passage` is None when it was emptied; `kept_beside` holds the sent words when the line had
    been changed elsewhere meanwhile: both versions stay.
    """

    passage: Passage | None
    kept_beside: Passage | None = None


def plan(
    session: Session,
    study: Study,
    *,
    title: str,
    contact: Contact | None = None,
    publication: Publication | None = None,
    interviewer: User | None = None,
    mode: str = "phone",
    language: str | None = None,
    planned_at: datetime | None = None,
) -> Interview:
    """Plan a call. Without a language it is held in the contact's, or else the study's."""
    interview = Interview(
        study_id=study.id,
        contact_id=contact.id if contact else None,
        title=title,
        mode=_known(mode, MODES),
        language=language or (contact.language if contact else None) or study.language,
        publication_id=publication.id if publication else None,
        interviewer_id=interviewer.id if interviewer else None,
        planned_at=planned_at,
    )
    session.add(interview)
    session.flush()
    return interview


def change_plan(session: Session, interview: Interview, **values: Any) -> None:
    """Change whom, how, when and in which language; the script only while nothing is noted."""
    for name in ("title", "contact_id", "mode", "language", "planned_at", "interviewer_id"):
        if name in values:
            setattr(interview, name, values[name])
    if "publication_id" in values and not queries.notes(session, interview):
        interview.publication_id = values["publication_id"]
    if interview.status in ("missed", "cancelled"):
        interview.status = "planned"
    session.flush()


def script_of(session: Session, interview: Interview) -> Questionnaire | None:
    """Return the script that the interview follows, or None."""
    if interview.publication_id is None:
        return None
    return questionnaire_of(session, session.get_one(Publication, interview.publication_id))


def add_note(
    session: Session,
    interview: Interview,
    *,
    text: str,
    question_key: str | None = None,
    tags: Iterable[str] = (),
    noted_at: datetime | None = None,
    client_id: str | None = None,
) -> Passage:
    """Add a line under a question, or to the free notes; the question counts as asked.

    Raises Unprocessable for an empty or overlong line and for a question the script lacks.
    """
    passage = Passage(
        study_id=interview.study_id,
        interview_id=interview.id,
        question_key=_checked_key(session, interview, question_key),
        position=queries.next_position(session, interview),
        tags=list(known_tags(tags)),
        client_id=client_id,
        noted_at=_believed(noted_at),
    )
    set_text(passage, _checked_text(text))
    session.add(passage)
    session.flush()
    if question_key is not None:
        mark(session, interview, question_key, "asked")
    return passage


def save_line(
    session: Session,
    interview: Interview,
    *,
    text: str,
    tags: Iterable[str],
    question_key: str | None = None,
    note_id: int | None = None,
    client_id: str = "",
    was: str | None = None,
    noted_at: datetime | None = None,
) -> SavedLine:
    """Take a line as a browser sends it: new, changed or emptied; sending again changes nothing.

    A line is known by `note_id` or by the `client_id` its browser made. `was` is the fingerprint
    of the text that the sender changed: when the stored text is another one by now, nothing is
    overwritten and the sent words become a line of their own.
    """
    name = f"{interview.id}:{client_id}" if client_id else None
    if note_id is not None:
        passage = queries.note(session, interview, note_id=note_id)
    else:
        passage = queries.note(session, interview, client_id=name or "") if name else None
    text = cleaned(text)
    if passage is None:
        if not text:
            return SavedLine(None)
        return SavedLine(
            add_note(
                session,
                interview,
                text=text,
                question_key=question_key,
                tags=tags,
                noted_at=noted_at,
                client_id=name if note_id is None else None,
            )
        )
    changed = sha256(text) != passage.sha256
    if changed and was is not None and was != passage.sha256:
        if not text:
            return SavedLine(passage)
        beside_name = f"{interview.id}:{client_id or f'id{note_id}'}:{sha256(text)[:16]}"
        beside = queries.note(session, interview, client_id=beside_name) or add_note(
            session,
            interview,
            text=text,
            question_key=passage.question_key,
            tags=tags,
            client_id=beside_name,
        )
        return SavedLine(passage, kept_beside=beside)
    if not text:
        session.delete(passage)
        session.flush()
        return SavedLine(None)
    if changed:
        set_text(passage, _checked_text(text))
    if passage.tags != list(known_tags(tags)):
        passage.tags = list(known_tags(tags))
    session.flush()
    return SavedLine(passage)


def mark(session: Session, interview: Interview, question_key: str, state: str) -> str:
    """Say that a question was asked or skipped, or ('') neither. Returns the state that stands.

    A question with a note or a ticked answer was asked, whatever is said. The parts of a group
    are marked along with it.
    """
    if state not in (*STATES, ""):
        raise ValueError(f"unknown state {state!r}; known: {STATES}")
    _checked_key(session, interview, question_key)
    script = script_of(session, interview)
    assert script is not None
    standing = ""
    for key in with_parts(script, question_key):
        known = key in interview.answers or queries.has_notes(session, interview, key)
        now_said = "asked" if known else state
        _set_state(session, interview, key, now_said)
        standing = standing or now_said
    session.flush()
    return standing


def save_answers(session: Session, interview: Interview, sent: Any, *, revision: int) -> list[str]:
    """Store the closed answers in a form that was sent; what cannot be taken changes nothing.

    `sent` is a request's form: questions not in it are left alone. Returns the keys whose answer
    was changed elsewhere since `revision` and differs from the one sent: those stay as they are.
    """
    questionnaire = script_of(session, interview)
    if questionnaire is None:
        return []
    language = language_of(questionnaire, interview.language)
    before, answers, clashes = dict(interview.answers), dict(interview.answers), []
    for section in questionnaire.sections:
        form = build_form(questionnaire, section.key, language, answers, sent, partial=True)
        merged = form.merged()
        if revision != interview.revision:
            for field in form.shown_fields:
                key = field.question.key
                if before.get(key) is not None and merged.get(key) != before[key]:
                    clashes.append(key)
                    merged[key] = before[key]
        answers = merged
    if answers != before:
        interview.answers = answers
        for key in asking_keys(questionnaire) & set(answers):
            if answers[key] != before.get(key):
                _set_state(session, interview, key, "asked")
        interview.revision += 1
        session.flush()
    return clashes


def save_details(
    session: Session, interview: Interview, details: Mapping[str, Any], *, revision: int
) -> list[str]:
    """Store consent, debrief, outcome and talking time as far as they are sent.

    Returns ['debrief'] when it was rewritten elsewhere since `revision`; it stays then.
    """
    clashes = []
    before = (interview.debrief, interview.notes_consent, interview.outcome)
    if "debrief" in details:
        sent = cleaned(str(details["debrief"]))[:MAX_LINE_CHARS]
        if interview.debrief and sent != interview.debrief and revision != interview.revision:
            clashes.append("debrief")
        else:
            interview.debrief = sent
    if "notes_consent" in details:
        interview.notes_consent = bool(details["notes_consent"])
    if details.get("outcome") in (*OUTCOMES, ""):
        interview.outcome = details["outcome"] or None
    seconds = details.get("duration_seconds")
    if seconds is not None and 0 <= seconds <= MAX_CALL_SECONDS:
        # Two windows each run their own clock: the longer talk is the true one.
        interview.duration_seconds = max(seconds, interview.duration_seconds or 0)
        interview.started_at = interview.started_at or now() - timedelta(seconds=seconds)
    if before != (interview.debrief, interview.notes_consent, interview.outcome):
        interview.revision += 1
    session.flush()
    return clashes


def log_attempt(session: Session, interview: Interview, *, outcome: str, note: str = "") -> Attempt:
    """Write down a try to reach the person."""
    attempt = Attempt(
        interview_id=interview.id, outcome=_known(outcome, ATTEMPT_OUTCOMES), note=note
    )
    session.add(attempt)
    session.flush()
    return attempt


def close(
    session: Session,
    interview: Interview,
    *,
    outcome: str | None = None,
    duration_seconds: int | None = None,
    ended_at: datetime | None = None,
    status: str = "held",
) -> None:
    """End a call: held with an outcome, or missed, or cancelled.

    Closing again keeps the first end unless `ended_at` is given.
    """
    interview.status = _known(status, ("held", "missed", "cancelled"))
    if outcome is not None:
        interview.outcome = _known(outcome, OUTCOMES)
    elif status == "held":
        interview.outcome = interview.outcome or "full"
    else:
        interview.outcome = "no_answer" if status == "missed" else None
    if duration_seconds is not None:
        interview.duration_seconds = duration_seconds
    if ended_at is not None or interview.ended_at is None:
        interview.ended_at = ended_at or now()
    if status == "held" and interview.started_at is None:
        interview.started_at = interview.ended_at - timedelta(
            seconds=interview.duration_seconds or 0
        )
    interview.revision += 1
    session.flush()


def reopen(session: Session, interview: Interview) -> None:
    """Take an end back, to note more."""
    interview.status, interview.ended_at = "planned", None
    session.flush()


def delete(session: Session, interview: Interview) -> None:
    """Throw an interview away with its notes, and with the excerpts that were made of them."""
    session.delete(interview)
    session.flush()


def _set_state(session: Session, interview: Interview, question_key: str, state: str) -> None:
    known = queries.state_row(session, interview, question_key)
    if not state:
        session.execute(
            delete_from(AskedQuestion).where(
                AskedQuestion.interview_id == interview.id,
                AskedQuestion.question_key == question_key,
            )
        )
    elif known is None:
        session.add(
            AskedQuestion(interview_id=interview.id, question_key=question_key, state=state)
        )
        session.flush()
    elif known.state != state:
        known.state, known.at = state, now()


def _checked_key(session: Session, interview: Interview, key: str | None) -> str | None:
    if key is None:
        return None
    questionnaire = script_of(session, interview)
    if questionnaire is None or key not in asking_keys(questionnaire):
        raise Unprocessable(
            _l("The script of this call has no such question. Load the page again.")
        )
    return key


def _checked_text(text: str) -> str:
    text = cleaned(text)
    if not text:
        raise Unprocessable(_l("Write something in the line."))
    if len(text) > MAX_LINE_CHARS:
        raise Unprocessable(
            _l("Shorten the line to %(max)d characters, or make two of it.", max=MAX_LINE_CHARS)
        )
    return text


def _believed(noted_at: datetime | None) -> datetime:
    """A line typed without network brings its own time; a clock that runs ahead is not believed."""
    present = now()
    if noted_at is None or noted_at > present + timedelta(minutes=5):
        return present
    return noted_at


def _known(value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        raise ValueError(f"unknown value {value!r}; known: {known}")
    return value
