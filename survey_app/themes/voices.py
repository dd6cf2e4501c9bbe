"""Who speaks in a study: each respondent with what they were asked and what they ticked.

A contact who filled in a survey and was called as well is one respondent. Shares are counted
over those who were asked, so 'asked' is worked out here, once, for themes and personas alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, String, case, cast, func, literal_column, or_, select
from sqlalchemy.orm import Session, joinedload

from survey_app.builder.models import Publication
from survey_app.builder.versions import questionnaire_of
from survey_app.collect.models import COUNTED, Passage, Response
from survey_app.interviews.models import AskedQuestion, Interview
from survey_app.questionnaire import Questionnaire
from survey_app.questionnaire.rules import visible
from survey_app.studies.models import Study
from survey_app.themes.models import KINDS

# Which kind of statement a question brings out, by its bank's tag.
KIND_OF_TAG: Mapping[str, str] = {
    "pain": "pain", "complaint": "pain",
    "goal": "goal", "need": "goal", "motivation": "goal", "expectation": "goal",
    "objection": "objection", "fear": "objection", "disqualifier": "objection",
    "praise": "praise",
}  # fmt: skip


@dataclass(slots=True)
class Voice:
    """One respondent: a contact, or a single response or interview of somebody unknown."""

    key: str
    label: str
    channel: str
    language: str
    asked_keys: set[str] = field(default_factory=set)
    asked_kinds: set[str] = field(default_factory=set)
    answers: dict[str, Any] = field(default_factory=dict)


def voice_key(*, contact_id: int | None, response_id: int | None, interview_id: int | None) -> str:
    """Name a respondent: 'c7' for a contact, else 'r12' or 'i3'."""
    if contact_id is not None:
        return f"c{contact_id}"
    return f"r{response_id}" if response_id is not None else f"i{interview_id}"


# Written into the statement, not bound: PostgreSQL groups by an expression only if it is the same.
_C, _R, _I = (literal_column(f"'{letter}'", String) for letter in "cri")


def respondent_of() -> ColumnElement[str]:
    """Return the SQL for a passage's respondent key; the same as `voice_key`."""
    contact = func.coalesce(Response.contact_id, Interview.contact_id)
    return case(
        (contact.is_not(None), _C + cast(contact, String)),
        (Passage.response_id.is_not(None), _R + cast(Passage.response_id, String)),
        else_=_I + cast(Passage.interview_id, String),
    )


# Of a passage that is joined with its response: said in a talk, or in answers that count.
BY_CUSTOMERS = or_(Response.id.is_(None), COUNTED)


def kinds_elicited(questionnaire: Questionnaire, keys: Iterable[str]) -> set[str]:
    """Return the kinds that these questions ask for."""
    return {
        KIND_OF_TAG[tag] for key in keys for tag in questionnaire.elicits(key) if tag in KIND_OF_TAG
    }


def voices(session: Session, study: Study) -> dict[str, Voice]:
    """Return all respondents of the study by key, in the order of their first word."""
    found: dict[str, Voice] = {}
    responses = session.scalars(
        select(Response)
        .where(Response.study_id == study.id, COUNTED)
        .options(joinedload(Response.publication))
        .order_by(Response.id)
    )
    for response in responses:
        questionnaire = questionnaire_of(session, response.publication)
        key = voice_key(contact_id=response.contact_id, response_id=response.id, interview_id=None)
        voice = found.setdefault(
            key, Voice(key, response.label, response.channel, response.language)
        )
        put = _put_to(questionnaire, response)
        voice.asked_keys |= put
        voice.asked_kinds |= kinds_elicited(questionnaire, put)
        voice.answers |= response.answers
    _add_interviews(session, study, found)
    return found


def _add_interviews(session: Session, study: Study, found: dict[str, Voice]) -> None:
    asked = defaultdict(set)
    rows = session.execute(
        select(AskedQuestion.interview_id, AskedQuestion.question_key)
        .join(Interview, Interview.id == AskedQuestion.interview_id)
        .where(Interview.study_id == study.id, AskedQuestion.state == "asked")
    )
    for interview_id, key in rows:
        asked[interview_id].add(key)
    noted = session.execute(
        select(Passage.interview_id, Passage.question_key)
        .where(Passage.study_id == study.id, Passage.interview_id.is_not(None))
        .distinct()
    )
    spoke = set()
    for source_id, question_key in noted:
        spoke.add(source_id)
        if source_id is not None and question_key:
            asked[source_id].add(question_key)
    interviews = session.scalars(
        select(Interview)
        .where(Interview.study_id == study.id)
        .options(joinedload(Interview.publication))
        .order_by(Interview.id)
    )
    for interview in interviews:
        if interview.status != "held" and interview.id not in spoke:
            continue
        key = voice_key(
            contact_id=interview.contact_id, response_id=None, interview_id=interview.id
        )
        voice = found.setdefault(
            key, Voice(key, interview.label, interview.mode, interview.language)
        )
        _hear(session, interview, asked[interview.id], voice)


def _hear(session: Session, interview: Interview, asked: set[str], voice: Voice) -> None:
    if interview.publication is None:
        # An open talk: whatever mattered could be said.
        voice.asked_kinds |= set(KINDS)
        return
    publication: Publication = interview.publication
    questionnaire = questionnaire_of(session, publication)
    put = asked | set(interview.answers)
    parts = {
        part.key
        for question in questionnaire.iter_questions()
        if question.key in put
        for part in question.parts
    }
    voice.asked_keys |= put | parts
    voice.asked_kinds |= kinds_elicited(questionnaire, put | parts)
    voice.answers |= {k: v for k, v in interview.answers.items() if k not in voice.answers}


def _put_to(questionnaire: Questionnaire, response: Response) -> set[str]:
    """Return the keys of what this person was shown: all, or up to the page they reached."""
    shown = visible(questionnaire, response.answers)
    if response.status == "completed":
        return set(shown)
    reached = questionnaire.sections[: response.page + 1] if response.revision else ()
    keys = {
        one.key
        for section in reached
        for question in section.questions
        for one in (question, *question.parts)
    }
    return keys & set(shown)
