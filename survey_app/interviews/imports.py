"""Bringing in what was noted or recorded elsewhere: files are read, checked by a person, stored.

Between reading and storing a transcript waits in a row of its own, so that neither a reload nor
a sign-out loses the upload.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from survey_app.accounts.models import User
from survey_app.builder.models import Publication
from survey_app.builder.versions import questionnaire_of
from survey_app.collect.models import Passage
from survey_app.collect.passages import set_text
from survey_app.customers.models import Contact
from survey_app.db import now
from survey_app.interviews.models import AskedQuestion, Interview, TranscriptUpload
from survey_app.interviews.script import question_of
from survey_app.sources import (
    SourceError,
    Speaker,
    Transcript,
    Turn,
    guess_interviewers,
    read_transcript,
    with_roles,
)
from survey_app.sources.turns import Role
from survey_app.studies.models import Study

KEEP_UPLOADS = timedelta(days=30)


def read_files(
    files: Iterable[tuple[str, bytes]],
) -> tuple[list[Transcript], list[tuple[str, SourceError]]]:
    """Read files by name and bytes. Returns what could be read, and (name, error) of the rest.

    Over several files an interviewer is recognised by coming back.
    """
    good: list[Transcript] = []
    bad: list[tuple[str, SourceError]] = []
    for name, data in files:
        try:
            good.append(read_transcript(name, data))
        except SourceError as error:
            bad.append((error.name or name, error))
    if len(good) > 1:
        asking = guess_interviewers(good)
        good = [_with_interviewers(transcript, asking) for transcript in good]
    return good, bad


def keep_uploads(
    session: Session,
    study: Study,
    transcripts: Sequence[Transcript],
    *,
    user: User,
    language: str,
    publication: Publication | None = None,
) -> str:
    """Keep transcripts until a person has checked them; returns the name of the batch.

    What nobody came back for within KEEP_UPLOADS is removed.
    """
    session.execute(
        delete(TranscriptUpload).where(TranscriptUpload.created_at < now() - KEEP_UPLOADS)
    )
    batch = secrets.token_hex(12)
    for transcript in transcripts:
        session.add(
            TranscriptUpload(
                study_id=study.id,
                user_id=user.id,
                batch=batch,
                publication_id=publication.id if publication else None,
                language=language,
                transcript=asdict(transcript),
            )
        )
    session.flush()
    return batch


def transcript_of(upload: TranscriptUpload) -> Transcript:
    """Return what was read from the uploaded file."""
    kept: dict[str, Any] = upload.transcript
    return Transcript(
        title=kept["title"],
        turns=tuple(Turn(**turn) for turn in kept["turns"]),
        format=kept["format"],
        speakers=tuple(Speaker(**speaker) for speaker in kept["speakers"]),
        about=tuple((key, value) for key, value in kept["about"]),
    )


def import_upload(
    session: Session,
    study: Study,
    upload: TranscriptUpload,
    *,
    roles: Mapping[str, Role],
    **details: Any,
) -> Interview:
    """Make an interview of an upload with corrected roles, and let the upload go."""
    interview = import_transcript(
        session, study, with_roles(transcript_of(upload), roles), **details
    )
    session.delete(upload)
    session.flush()
    return interview


def import_transcript(
    session: Session,
    study: Study,
    transcript: Transcript,
    *,
    title: str | None = None,
    language: str | None = None,
    contact: Contact | None = None,
    publication: Publication | None = None,
    interviewer: User | None = None,
    held_at: datetime | None = None,
) -> Interview:
    """Store a transcript as an interview that was held: one passage a turn, in reading order.

    A turn's question becomes its question key where the script has it, and stays as wording
    otherwise. What a participant says under a script question makes that question 'asked'.
    """
    moment = held_at or now()
    seconds = max((turn.start_seconds or 0.0 for turn in transcript.turns), default=0.0)
    interview = Interview(
        study_id=study.id,
        contact_id=contact.id if contact else None,
        publication_id=publication.id if publication else None,
        interviewer_id=interviewer.id if interviewer else None,
        title=title or transcript.title,
        mode="import",
        language=language or (contact.language if contact else None) or study.language,
        status="held",
        outcome="full",
        started_at=moment,
        ended_at=moment + timedelta(seconds=seconds),
        duration_seconds=round(seconds) or None,
    )
    session.add(interview)
    session.flush()
    script = questionnaire_of(session, publication) if publication else None
    asking = {speaker.name for speaker in transcript.speakers if speaker.role == "interviewer"}
    asked = set()
    for position, turn in enumerate(transcript.turns):
        key = question_of(script, turn.question) if script and turn.question else None
        by_interviewer = turn.speaker in asking
        if key and not by_interviewer:
            asked.add(key)
        passage = Passage(
            study_id=study.id,
            interview_id=interview.id,
            question_key=key,
            question_text=None if key else turn.question,
            position=position,
            speaker=turn.speaker or "",
            by_interviewer=by_interviewer,
            noted_at=moment + timedelta(seconds=turn.start_seconds or 0.0),
        )
        set_text(passage, turn.text)
        session.add(passage)
    for key in sorted(asked):
        session.add(AskedQuestion(interview_id=interview.id, question_key=key, state="asked"))
    session.flush()
    return interview


def _with_interviewers(transcript: Transcript, asking: frozenset[str]) -> Transcript:
    roles: dict[str, Role] = {
        speaker.name: "interviewer" for speaker in transcript.speakers if speaker.name in asking
    }
    return with_roles(transcript, roles) if roles else transcript
