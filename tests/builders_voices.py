"""Builders of what customers say: small responses with pains that come again, in two languages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from flask import Flask
from sqlalchemy.orm import Session

from survey_app import jobs
from survey_app.builder.models import Publication
from survey_app.builder.versions import questionnaire_of
from survey_app.collect import services as collect
from survey_app.collect.models import Passage, Response
from survey_app.collect.passages import set_text
from survey_app.db import now
from survey_app.interviews.models import Interview
from survey_app.studies.models import Study
from survey_app.themes import tasks
from tests.builders import MARKUP
from tests.builders_questionnaires import publish_tiny

EXPORTS = (
    "The export takes forty minutes and then it fails.",
    "Exports are so slow that I start them before lunch.",
    "Every export takes forever, and half of them time out.",
    f"Slow exports, the monthly export never finishes. {MARKUP}",
    "It takes too long until an export is done.",
    "Waiting for the export is the worst part of my month.",
)
SUPPORT = (
    "Nobody answers the phone at support on Fridays.",
    "Support does not answer, I waited three days for the support team.",
    "I call support and nobody picks up the phone.",
    "Your support never answers its phone when it matters.",
    "On Fridays the support phone just rings and nobody answers.",
)
INVOICES = (
    "The invoice layout breaks as soon as a logo is added to the invoice.",
    "Invoices look broken when I change the invoice layout.",
    "The layout of our invoices is broken after each update.",
    "I hate that the invoice layout falls apart in print.",
)
SLOW_RU = (
    "Отчёты загружаются очень медленно, жду по полчаса.",
    "Отчёт открывается слишком долго, это раздражает.",
    "Медленно грузятся отчёты, каждый раз жду.",
    "Очень долго загружаются отчёты в конце месяца.",
    "Раздражает, что отчёты грузятся медленно.",
)
ALONE = (
    "The colours hurt my eyes at night.",
    "I miss a button to print two labels at once.",
    "n/a",
    "Nothing really.",
    "The dog ate our router.",
)
ENGLISH = (*EXPORTS, *SUPPORT, *INVOICES, *ALONE)  # 6 + 5 + 4 + 5 = 20
N_VOICES = len(ENGLISH) + len(SLOW_RU)  # 25


def answer(
    session: Session, publication: Publication, text: str, *, language: str = "en", day: int = 0
) -> Response:
    """Add one completed response with this answer to 'What annoys you?'."""
    begun = datetime(2026, 3, 2, 9, 0, tzinfo=UTC) + timedelta(days=day)
    return collect.import_response(
        session,
        study_id=publication.questionnaire.study_id,
        publication_id=publication.id,
        contact_id=None,
        invitation_id=None,
        questionnaire=questionnaire_of(session, publication),
        answers={"size": {"choice": "one"}, "annoys": text},
        language=language,
        channel="open_link",
        started_at=begun,
        completed_at=begun + timedelta(minutes=8),
    )


def let_speak(
    session: Session,
    study: Study,
    english: Iterable[str] = ENGLISH,
    russian: Iterable[str] = SLOW_RU,
) -> Publication:
    """Publish the tiny survey in a study and have it answered, a person an answer."""
    publication = publish_tiny(session, study)
    spoken = [(text, "en") for text in english] + [(text, "ru") for text in russian]
    for day, (text, language) in enumerate(spoken):
        answer(session, publication, text, language=language, day=day)
    session.commit()
    return publication


def analyse(app: Flask, session: Session, study: Study) -> jobs.Job:
    """Run the analysis of a study to its end and return its job."""
    job = jobs.enqueue(session, tasks.ANALYSE, study_id=study.id, language="en")
    session.commit()
    job_id = job.id
    jobs.queue_of(app).run_pending()
    session.expire_all()
    return session.get_one(jobs.Job, job_id)


def note(session: Session, study: Study, text: str, *, tags: Iterable[str] = ()) -> Passage:
    """Add a call of its own with one line of notes, tagged as the interviewer would."""
    interview = Interview(
        study_id=study.id, title=f"Somebody {MARKUP}", status="held", started_at=now()
    )
    session.add(interview)
    session.flush()
    passage = Passage(study_id=study.id, interview_id=interview.id, language="en", tags=list(tags))
    set_text(passage, text)
    session.add(passage)
    session.commit()
    return passage
