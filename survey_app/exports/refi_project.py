"""What a REFI-QDA project is made of: the study's texts, quotes, respondents and answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from survey_app.accounts.models import User
from survey_app.builder.versions import version
from survey_app.coding.models import Coding
from survey_app.collect.models import Passage, Response
from survey_app.db import now
from survey_app.exports.codebook import Codebook
from survey_app.exports.refi import Case, Project, Source, Words
from survey_app.interviews.models import Interview
from survey_app.questionnaire import wording
from survey_app.studies.models import Study
from survey_app.themes import heard
from survey_app.themes.models import Excerpt, ThemeExcerpt
from survey_app.themes.voices import voice_key, voices

Codings = dict[int, list[tuple[int, int, int, list[str]]]]


def project_of(session: Session, study: Study, book: Codebook) -> Project:
    """Gather a study for other coding tools; test runs stay out, and people go by their labels."""
    groupings = heard.groupings(session, study)
    people = voices(session, study)
    sources = _sources(session, study, _codings(session, study, {code.id for code in book.codes}))
    with_words = {source.case for source in sources}
    return Project(
        title=study.title,
        book=book,
        variables={one.key: wording(one.text, study.language) for one in groupings},
        cases=[
            Case(
                key,
                voice.label,
                {
                    one.key: said
                    for one in groupings
                    if (said := _said(voice.answers.get(one.key), one.names, study.language))
                },
            )
            for key, voice in people.items()
            if key in with_words
        ],
        sources=sources,
        made_at=now(),
    )


def _sources(session: Session, study: Study, codings: Codings) -> list[Source]:
    rows = session.execute(
        select(Passage, Response, Interview)
        .outerjoin(Response, Response.id == Passage.response_id)
        .outerjoin(Interview, Interview.id == Passage.interview_id)
        .where(Passage.study_id == study.id, Response.trial.is_(None) | ~Response.trial)
        .options(joinedload(Response.publication), joinedload(Interview.publication))
        .order_by(Passage.interview_id, Passage.response_id, Passage.position, Passage.id)
    )
    words: dict[tuple[str, int], list[Words]] = defaultdict(list)
    found: dict[tuple[str, int], Response | Interview] = {}
    for passage, response, interview in rows:
        one = interview or response
        place = ("interview" if interview else "response", one.id)
        found[place] = one
        words[place].append(
            Words(
                _question(session, passage, one),
                passage.speaker,
                passage.text,
                codings.get(passage.id, ()),
            )
        )
    return [
        Source(
            key=f"{sort} {number}",
            name=one.label,
            case=voice_key(
                contact_id=one.contact_id,
                response_id=number if sort == "response" else None,
                interview_id=number if sort == "interview" else None,
            ),
            at=one.completed_at or one.updated_at
            if isinstance(one, Response)
            else one.started_at or one.created_at,
            words=words[sort, number],
        )
        for (sort, number), one in found.items()
    ]


def _codings(session: Session, study: Study, themes: set[int]) -> Codings:
    coders: dict[tuple[int, int], list[str]] = defaultdict(list)
    rows = session.execute(
        select(Coding.theme_id, Coding.excerpt_id, User.name)
        .join(User, User.id == Coding.user_id)
        .join(Excerpt, Excerpt.id == Coding.excerpt_id)
        .where(Excerpt.study_id == study.id)
        .order_by(User.id)
    )
    for theme_id, excerpt_id, name in rows:
        coders[theme_id, excerpt_id].append(name)
    found: Codings = defaultdict(list)
    links = session.execute(
        select(Excerpt, ThemeExcerpt.theme_id, Passage.text)
        .join(ThemeExcerpt, ThemeExcerpt.excerpt_id == Excerpt.id)
        .join(Passage, Passage.id == Excerpt.passage_id)
        .where(Excerpt.study_id == study.id)
        .order_by(Excerpt.passage_id, Excerpt.start, Excerpt.end, ThemeExcerpt.theme_id)
    )
    for excerpt, theme_id, text in links:
        if theme_id in themes and text[excerpt.start : excerpt.end] == excerpt.quote:
            found[excerpt.passage_id].append(
                (excerpt.start, excerpt.end, theme_id, coders[theme_id, excerpt.id])
            )
    return found


def _question(session: Session, passage: Passage, one: Response | Interview) -> str:
    if passage.question_key is not None and one.publication is not None:
        for question in version(session, one.publication.version_id).iter_all():
            if question.key == passage.question_key:
                return wording(question.text, one.language)
    return passage.question_text or ""


def _said(answer: Any, names: Mapping[str, Mapping[str, str]], language: str) -> str:
    texts = [
        wording(names[code], language) if code in names else code for code in heard.codes(answer)
    ]
    return "; ".join(texts)
