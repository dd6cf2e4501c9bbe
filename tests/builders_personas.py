"""Builders for tests of personas: two audiences planted in one study, with accepted themes.

Twenty who work alone dread late payers and hope to stop chasing; twenty in an office dread
slow exports and hope to see the numbers. Both fear the price. All words are this file's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.builder import services as builder
from survey_app.collect.models import Passage
from survey_app.collect.services import import_response
from survey_app.personas import material, services
from survey_app.personas.models import PersonaVersion
from survey_app.questionnaire import Questionnaire
from survey_app.studies.models import Study
from survey_app.synthesis import Draft, draft_personas
from survey_app.themes import services as themes
from survey_app.themes.models import Excerpt, Theme
from tests.builders_questionnaires import worded

N_EACH = 20
SEED = 4
START = datetime(2026, 2, 2, 9, tzinfo=UTC)

ASKED: dict[str, Any] = {
    "title": worded("Your work and your books"),
    "languages": ["en", "ru", "zh"],
    "sections": [
        {
            "key": "all",
            "title": worded("All at once"),
            "questions": [
                {
                    "key": "team",
                    "type": "single",
                    "text": worded("How many are you?"),
                    "choices": [
                        {"code": "one", "text": worded("Just me")},
                        {"code": "many", "text": worded("An office")},
                    ],
                },
                {"key": "annoys", "type": "text", "text": worded("What gets in your way?"),
                 "elicits": ["pain"]},
                {"key": "hopes", "type": "text", "text": worded("What do you hope for?"),
                 "elicits": ["goal"]},
                {"key": "doubts", "type": "text", "text": worded("What makes you hesitate?"),
                 "elicits": ["objection"]},
            ],
        }
    ],
}  # fmt: skip

THEMES = {
    "late": ("pain", "Customers pay late", "number {n} waits weeks until customers pay"),
    "chase": ("goal", "Stop chasing payments", "I, number {n}, want to stop chasing payments"),
    "export": ("pain", "Exports take too long", "the export of desk {n} takes half a morning"),
    "numbers": ("goal", "See the numbers at a glance", "desk {n} hopes to see all numbers at once"),
    "price": ("objection", "It costs too much", "for number {n} the price is the sticking point"),
}
BEFORE, AFTER = "To be frank, ", " And that is that."


@dataclass(frozen=True, slots=True)
class Planted:
    """What the builder made: themes by the key above."""

    themes: dict[str, Theme]


def plant(session: Session, study: Study) -> Planted:
    """Let forty people answer and accept five themes over what they said."""
    made = builder.create_from(
        session, study, purpose="survey", title="Books", definition=Questionnaire.from_dict(ASKED)
    )
    publication = builder.publish(session, made, user=None)
    questionnaire = Questionnaire.from_dict(ASKED)
    chance = Random(SEED)
    spoken: dict[str, list[tuple[Passage, str]]] = {key: [] for key in THEMES}
    for n in range(1, 2 * N_EACH + 1):
        alone = n <= N_EACH
        voiced = _voiced(chance, alone)
        answers: dict[str, Any] = {"team": "one" if alone else "many"}
        for question, key in voiced.items():
            answers[question] = BEFORE + THEMES[key][2].format(n=n) + AFTER
        response = import_response(
            session,
            study_id=study.id,
            publication_id=publication.id,
            contact_id=None,
            invitation_id=None,
            questionnaire=questionnaire,
            answers=answers,
            language="en",
            channel="email",
            started_at=START + timedelta(hours=n),
            completed_at=START + timedelta(hours=n, minutes=9),
        )
        for passage in session.scalars(select(Passage).where(Passage.response_id == response.id)):
            key = voiced[passage.question_key or ""]
            spoken[key].append((passage, THEMES[key][2].format(n=n)))
    return Planted({key: _accept(session, study, key, spoken[key]) for key in THEMES})


def _voiced(chance: Random, alone: bool) -> dict[str, str]:
    """Most voice their own group's pain and goal, few the other's, one in two the price."""
    said = {}
    for question, own, other in (("annoys", "late", "export"), ("hopes", "chase", "numbers")):
        dice = chance.random()
        if dice < 0.8:
            said[question] = own if alone else other
        elif dice < 0.9:
            said[question] = other if alone else own
    if chance.random() < 0.5:
        said["doubts"] = "price"
    return said


def _accept(session: Session, study: Study, key: str, spoken: list[tuple[Passage, str]]) -> Theme:
    kind, name, _pattern = THEMES[key]
    excerpts = []
    for passage, quote in spoken:
        start = passage.text.index(quote)
        excerpt = Excerpt(
            study_id=study.id,
            passage_id=passage.id,
            start=start,
            end=start + len(quote),
            quote=quote,
            passage_sha256=passage.sha256,
            scores={kind: 1.0},
            labels=[kind],
        )
        session.add(excerpt)
        excerpts.append(excerpt)
    session.flush()
    return themes.create(session, study, kind=kind, name=name, excerpts=excerpts, user=None)


def drafted(session: Session, study: Study) -> list[PersonaVersion]:
    """Plant the two audiences and store the drafts, as the job would."""
    plant(session, study)
    versions = store(session, study)
    session.commit()
    return versions


def store(session: Session, study: Study) -> list[PersonaVersion]:
    """Draft from what the study holds now and store it."""
    stuff = material.gather(session, study)
    whole = _draft(stuff.respondents, stuff.themes, stuff.traits)
    return services.store_drafts(session, study, whole, user_id=None)


def _draft(*stuff: Any) -> Draft:
    """Draft once for the same input: a hundred resamples are not what most tests are about."""
    key = repr(stuff)
    _seen[key] = stuff
    return _drafted(key)


_seen: dict[str, tuple[Any, ...]] = {}


@cache
def _drafted(key: str) -> Draft:
    return draft_personas(*_seen[key], seed=0)
