"""Who says which theme and when, for the patterns: SELECTs and what groups people belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from survey_app.builder.models import Publication
from survey_app.builder.models import Questionnaire as QuestionnaireRow
from survey_app.builder.versions import questionnaire_of
from survey_app.collect.models import COUNTED, Passage, Response
from survey_app.interviews.models import Interview
from survey_app.outreach.models import Invitation, Wave
from survey_app.questionnaire import Question
from survey_app.studies.models import Study
from survey_app.themes.models import Excerpt, Theme, ThemeExcerpt
from survey_app.themes.queries import VISIBLE
from survey_app.themes.tallies import newest_run
from survey_app.themes.voices import BY_CUSTOMERS, respondent_of, voice_key, voices

FACTS = ("channel", "language")
GROUPING = frozenset({"single", "multi", "yes_no"})


@dataclass(frozen=True, slots=True)
class Grouping:
    """A way to part the respondents: a fact or a closed question, and its groups' names."""

    key: str
    text: Mapping[str, str]
    names: Mapping[str, Mapping[str, str]]


def said(session: Session, study: Study, *, kind: str = "") -> dict[int, frozenset[str]]:
    """Return for each visible theme the keys of those who say it."""
    query = (
        select(ThemeExcerpt.theme_id, respondent_of())
        .join(Theme, Theme.id == ThemeExcerpt.theme_id)
        .join(Excerpt, Excerpt.id == ThemeExcerpt.excerpt_id)
        .join(Passage, Passage.id == Excerpt.passage_id)
        .outerjoin(Response, Response.id == Passage.response_id)
        .outerjoin(Interview, Interview.id == Passage.interview_id)
        .where(Theme.study_id == study.id, Theme.status.in_(VISIBLE), BY_CUSTOMERS)
        .distinct()
    )
    if kind:
        query = query.where(Theme.kind == kind)
    found: dict[int, set[str]] = defaultdict(set)
    for theme_id, respondent in session.execute(query):
        found[theme_id].add(respondent)
    return {theme_id: frozenset(keys) for theme_id, keys in found.items()}


def spoke_on(session: Session, study: Study) -> dict[str, date]:
    """Return the day on which each respondent was heard first."""
    found: dict[str, datetime] = {}
    answered = select(
        Response.contact_id,
        Response.id,
        func.coalesce(Response.completed_at, Response.updated_at),
    ).where(Response.study_id == study.id, COUNTED)
    for contact_id, response_id, when in session.execute(answered):
        key = voice_key(contact_id=contact_id, response_id=response_id, interview_id=None)
        found[key] = min(when, found.get(key, when))
    called = select(Interview).where(Interview.study_id == study.id, Interview.status == "held")
    for one in session.scalars(called):
        heard = one.started_at or one.planned_at
        if heard is not None:
            key = voice_key(contact_id=one.contact_id, response_id=None, interview_id=one.id)
            found[key] = min(heard, found.get(key, heard))
    return {key: when.date() for key, when in found.items()}


def by_wave(session: Session, study: Study) -> tuple[dict[int, str], dict[str, int]]:
    """Return the waves that brought answers, in their order, and the first of each respondent."""
    first: dict[str, int] = {}
    titles: dict[int, str] = {}
    for contact_id, response_id, wave_id, title in session.execute(
        select(Response.contact_id, Response.id, Wave.id, Wave.title)
        .join(Invitation, Invitation.id == Response.invitation_id)
        .join(Wave, Wave.id == Invitation.wave_id)
        .where(Response.study_id == study.id, COUNTED)
        .order_by(Wave.id, Response.id)
    ):
        key = voice_key(contact_id=contact_id, response_id=response_id, interview_id=None)
        first.setdefault(key, wave_id)
        titles[wave_id] = title
    return titles, first


def calls(session: Session, study: Study) -> list[tuple[int, str, date, frozenset[int]]]:
    """Return the calls that were held, in their order, each with the visible themes it voices."""
    themes: dict[int, set[int]] = defaultdict(set)
    rows = session.execute(
        select(Passage.interview_id, ThemeExcerpt.theme_id)
        .join(Excerpt, Excerpt.passage_id == Passage.id)
        .join(ThemeExcerpt, ThemeExcerpt.excerpt_id == Excerpt.id)
        .join(Theme, Theme.id == ThemeExcerpt.theme_id)
        .where(
            Passage.study_id == study.id,
            Passage.interview_id.is_not(None),
            Theme.status.in_(VISIBLE),
        )
        .distinct()
    )
    for interview_id, theme_id in rows:
        if interview_id is not None:
            themes[interview_id].add(theme_id)
    held = session.scalars(select(Interview).where(Interview.study_id == study.id))
    found = [
        (one.started_at or one.planned_at or one.created_at, one)
        for one in held
        if one.status == "held" or one.id in themes
    ]
    return [
        (one.id, one.label, when.date(), frozenset(themes[one.id]))
        for when, one in sorted(found, key=lambda pair: (pair[0], pair[1].id))
    ]


def groupings(session: Session, study: Study) -> list[Grouping]:
    """Return the closed questions of the study by which respondents can be compared."""
    published = session.scalars(
        select(Publication)
        .join(QuestionnaireRow, QuestionnaireRow.id == Publication.questionnaire_id)
        .where(QuestionnaireRow.study_id == study.id)
        .order_by(Publication.id)
    )
    found: dict[str, Grouping] = {}
    for publication in published:
        for question in questionnaire_of(session, publication).iter_inputs():
            if question.type in GROUPING:
                found[question.key] = Grouping(question.key, question.text, _names(question))
    return list(found.values())


def asked(session: Session, study: Study, kind: str) -> frozenset[str]:
    """Return the respondents who were asked for a kind: those that the list's shares count."""
    run = newest_run(session, study.id)
    if run is not None:
        return frozenset(run.asked.get(kind, ()))
    people = voices(session, study)
    return frozenset(key for key, voice in people.items() if kind in voice.asked_kinds)


def groups(session: Session, study: Study, by: str) -> dict[str, frozenset[str]]:
    """Return the respondents of each group: by channel, language or the answer to a question.

    A person who came twice belongs to the channel and language of the first time, and to what
    they answered last; what was ticked in a call counts where the survey says nothing.
    """
    fact = by in FACTS
    of: dict[str, Any] = {}
    for contact_id, response_id, value in session.execute(
        select(Response.contact_id, Response.id,
               getattr(Response, by) if fact else Response.answers[by])
        .where(Response.study_id == study.id, COUNTED)
        .order_by(Response.id)
    ):  # fmt: skip
        key = voice_key(contact_id=contact_id, response_id=response_id, interview_id=None)
        if value is not None and not (fact and key in of):
            of[key] = value
    column = Interview.answers if not fact else Interview.language
    if by == "channel":
        column = Interview.mode
    for contact_id, interview_id, value in session.execute(
        select(Interview.contact_id, Interview.id, column)
        .where(
            Interview.study_id == study.id,
            (Interview.status == "held") | exists().where(Passage.interview_id == Interview.id),
        )
        .order_by(Interview.id)
    ):
        key = voice_key(contact_id=contact_id, response_id=None, interview_id=interview_id)
        value = value if fact else value.get(by)
        if value is not None:
            of.setdefault(key, value)
    found: dict[str, set[str]] = defaultdict(set)
    for key, value in of.items():
        for code in [value] if fact else codes(value):
            found[code].add(key)
    return {code: frozenset(keys) for code, keys in found.items()}


def _names(question: Question) -> dict[str, Mapping[str, str]]:
    if question.type == "yes_no":
        return {
            "yes": {"en": "yes", "ru": "да", "zh": "是"},
            "no": {"en": "no", "ru": "нет", "zh": "否"},
        }
    return {choice.code: choice.text for choice in question.choices}


def codes(answer: Any) -> list[str]:
    """Return the codes of a closed answer: of one choice, of many, or of yes and no."""
    if isinstance(answer, dict):
        answer = answer.get("choices", answer.get("choice"))
    if answer is None:
        return []
    if isinstance(answer, bool):
        return ["yes" if answer else "no"]
    return [str(one) for one in answer] if isinstance(answer, list) else [str(answer)]
