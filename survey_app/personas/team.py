"""What colleagues wrote when they were asked about customers: beliefs, kept apart from evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from survey_app.builder.models import Publication, Questionnaire
from survey_app.builder.versions import questionnaire_of
from survey_app.collect.models import Passage, Response
from survey_app.personas.linking import Links, link_of
from survey_app.personas.material import Material
from survey_app.personas.models import PersonaVersion
from survey_app.personas.stating import FIELD_OF_KIND
from survey_app.questionnaire import Bank, Question, wording
from survey_app.questionnaire import Questionnaire as Definition
from survey_app.questionnaire.banks import asks_no_customer
from survey_app.studies.models import Study
from survey_app.synthesis import FIELDS
from survey_app.synthesis.beliefs import Held, hold
from survey_app.themes.voices import KIND_OF_TAG, voice_key

MAX_BELIEFS = 20


@dataclass(frozen=True, slots=True)
class Written:
    """An answer by a colleague: the question, where it stands, and who wrote it by label."""

    text: str
    question: str
    field: str
    label: str
    voice: str


def written_by_the_team(
    session: Session, study: Study, banks: Mapping[str, Bank], language: str
) -> tuple[Written, ...]:
    """Return what was written in answer to questions that are only for the team, newest first."""
    asked = {
        publication.id: questions
        for publication in session.scalars(
            select(Publication)
            .join(Questionnaire, Questionnaire.id == Publication.questionnaire_id)
            .where(Questionnaire.study_id == study.id, Publication.number > 0)
            .options(joinedload(Publication.questionnaire))
        )
        if (
            questions := _for_the_team(
                questionnaire_of(session, publication),
                banks,
                whole=publication.questionnaire.for_team,
            )
        )
    }
    if not asked:
        return ()
    keys = {key for questions in asked.values() for key in questions}
    rows = session.execute(
        select(Passage, Response)
        .join(Response, Response.id == Passage.response_id)
        .where(
            Passage.study_id == study.id,
            ~Response.trial,
            Response.publication_id.in_(asked),
            Passage.question_key.in_(keys),
        )
        .order_by(Passage.id.desc())
        .limit(MAX_BELIEFS)
    )
    found = []
    for passage, response in rows:
        question, tags = asked[response.publication_id].get(passage.question_key or "", (None, ()))
        if question is None:
            continue
        voice = voice_key(
            contact_id=response.contact_id, response_id=response.id, interview_id=None
        )
        said = wording(question.text, language)
        found.append(Written(passage.text, said, _field(tags), response.label, voice))
    return tuple(found)


def _for_the_team(
    form: Definition, banks: Mapping[str, Bank], *, whole: bool
) -> dict[str, tuple[Question, tuple[str, ...]]]:
    """The questions and parts, with their tags, that no customer is asked: of a survey for
    colleagues all of them, else those that were taken from where only colleagues are asked.
    """
    return {
        one.key: (one, form.elicits(one.key))
        for question in form.iter_questions()
        if whole or asks_no_customer(question, banks)
        for one in (question, *question.parts)
    }


def held_against(
    version: PersonaVersion, written: tuple[Written, ...], stuff: Material, chosen: Links
) -> tuple[tuple[Written, Held], ...]:
    """Hold what colleagues wrote against a persona's people; colleagues are no evidence."""
    inside = {one.voice for one in written}
    members = set(version.segment["members"]) - inside
    people = [one for one in stuff.respondents if one.id in members]
    return tuple(
        (
            one,
            hold(
                one.text, one.field, people, len(stuff.respondents), stuff.themes, stuff.traits,
                link_of(chosen, one.text),
            ),
        )
        for one in written
    )  # fmt: skip


def _field(tags: tuple[str, ...]) -> str:
    for tag in tags:
        if tag in KIND_OF_TAG:
            return FIELD_OF_KIND[KIND_OF_TAG[tag]]
    wanted = set(tags)
    return next((one.key for one in FIELDS if one.tags & wanted), "who")
