"""Who a respondent key stands for, and everything that person said, in order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, load_only

from survey_app.builder.models import Publication
from survey_app.builder.versions import questionnaire_of
from survey_app.collect.models import Passage, Response
from survey_app.interviews.models import Interview
from survey_app.questionnaire import wording
from survey_app.studies.models import Study


@dataclass(frozen=True, slots=True)
class Said:
    """One passage of a person, with the question that it answers ('' for free notes)."""

    passage_id: int
    text: str
    question: str
    speaker: str
    language: str
    when: datetime
    source_label: str
    response_id: int | None


def labels(session: Session, study: Study, keys: Iterable[str]) -> dict[str, str]:
    """Return how pages call these respondents: 'R-017', 'C-003'; unknown keys are left out.

    A contact goes by the first response, or else by the first interview.
    """
    wanted = {key: _parsed(key) for key in keys}
    ids: dict[str, set[int]] = {"c": set(), "r": set(), "i": set()}
    for letter, number in filter(None, wanted.values()):
        ids[letter].add(number)
    found: dict[tuple[str, int], str] = {}
    interviews = session.scalars(
        select(Interview)
        .where(
            Interview.study_id == study.id,
            Interview.id.in_(ids["i"]) | Interview.contact_id.in_(ids["c"]),
        )
        .options(load_only(Interview.id, Interview.contact_id))
        .order_by(Interview.id.desc())
    )
    for interview in interviews:
        found["i", interview.id] = interview.label
        if interview.contact_id is not None:
            found["c", interview.contact_id] = interview.label
    responses = session.scalars(
        select(Response)
        .where(
            Response.study_id == study.id,
            Response.id.in_(ids["r"]) | Response.contact_id.in_(ids["c"]),
        )
        .options(load_only(Response.id, Response.contact_id))
        .order_by(Response.id.desc())
    )
    for response in responses:
        found["r", response.id] = response.label
        if response.contact_id is not None:
            found["c", response.contact_id] = response.label
    return {
        key: found[parsed] for key, parsed in wanted.items() if parsed is not None
        and parsed in found
    }  # fmt: skip


def everything_said(session: Session, study: Study, key: str) -> list[Said]:
    """Return all passages of a respondent; empty where the study knows no such person."""
    parsed = _parsed(key)
    if parsed is None:
        return []
    letter, number = parsed
    which = {
        "c": (Response.contact_id == number) | (Interview.contact_id == number),
        "r": Passage.response_id == number,
        "i": Passage.interview_id == number,
    }[letter]
    rows = session.execute(
        select(Passage, Response, Interview)
        .outerjoin(Response, Response.id == Passage.response_id)
        .outerjoin(Interview, Interview.id == Passage.interview_id)
        .where(Passage.study_id == study.id, which, ~Passage.by_interviewer)
        .options(joinedload(Response.publication), joinedload(Interview.publication))
        .order_by(Passage.response_id, Passage.interview_id, Passage.position, Passage.id)
    )
    return [
        Said(
            passage_id=passage.id,
            text=passage.text,
            question=_question(session, passage, response or interview),
            speaker=passage.speaker,
            language=passage.language or (response or interview).language,
            when=passage.noted_at,
            source_label=(response or interview).label,
            response_id=passage.response_id,
        )
        for passage, response, interview in rows
    ]


def _question(session: Session, passage: Passage, source: Response | Interview) -> str:
    publication: Publication | None = source.publication
    if passage.question_key is None or publication is None:
        return passage.question_text or ""
    for question in questionnaire_of(session, publication).iter_all():
        if question.key == passage.question_key:
            return wording(question.text, source.language) or ""
    return passage.question_text or ""


def _parsed(key: str) -> tuple[str, int] | None:
    """'r12' is the letter and the number; None for anything else."""
    letter, digits = key[:1], key[1:]
    # Python reads digits of every script, and more of them than a database's integer holds.
    if letter in ("c", "r", "i") and digits.isascii() and digits.isdigit() and len(digits) < 18:
        return letter, int(digits)
    return None
