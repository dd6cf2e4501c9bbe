"""Gather: respondents, accepted themes and closed answers, in the shape that synthesis reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.builder.models import Publication, Questionnaire
from survey_app.builder.versions import questionnaire_of
from survey_app.collect.models import Passage, Response
from survey_app.interviews.models import Interview
from survey_app.questionnaire import Question, wording
from survey_app.questionnaire import Questionnaire as Definition
from survey_app.questionnaire.types.number import band_of
from survey_app.studies.models import Study
from survey_app.synthesis.figures import Numeric, spreads
from survey_app.synthesis.respondents import Quote, Respondent, ThemeInfo, Trait
from survey_app.synthesis.rules import Context
from survey_app.themes.models import Excerpt, Theme, ThemeExcerpt
from survey_app.themes.queries import respondent_of
from survey_app.themes.voices import BY_CUSTOMERS, Voice, voices

ORDERED_TYPES = ("scale", "nps", "number", "money")
MANY_TYPES = ("multi", "interests")
BANDED_TYPES = ("number", "money")
CHOSEN_TYPES = ("single", *MANY_TYPES, *BANDED_TYPES)
BAND_WORDS = ("people", "turnover", "age", "income", "budget")


@dataclass(frozen=True, slots=True)
class Material:
    """All that personas of a study can rest on today."""

    respondents: tuple[Respondent, ...]
    themes: tuple[ThemeInfo, ...]
    traits: tuple[Trait, ...]
    sources: Mapping[str, str]
    numbers: tuple[Numeric, ...] = ()

    def context(self) -> Context:
        """Return what the trust rules hold a persona against."""
        return Context(self.respondents, self.themes, self.traits, source=self.sources.get)


def gather(session: Session, study: Study) -> Material:
    """Read the study as it stands: who was asked what, who voiced which accepted theme."""
    people = voices(session, study)
    quotes: dict[int, list[Quote]] = defaultdict(list)
    voiced: dict[str, set[str]] = defaultdict(set)
    sources: dict[str, str] = {}
    rows = session.execute(
        select(ThemeExcerpt.theme_id, ThemeExcerpt.score, Excerpt, Passage.text, respondent_of())
        .join(Theme, Theme.id == ThemeExcerpt.theme_id)
        .join(Excerpt, Excerpt.id == ThemeExcerpt.excerpt_id)
        .join(Passage, Passage.id == Excerpt.passage_id)
        .outerjoin(Response, Response.id == Passage.response_id)
        .outerjoin(Interview, Interview.id == Passage.interview_id)
        .where(Theme.study_id == study.id, Theme.status == "accepted", BY_CUSTOMERS)
        .order_by(Excerpt.id)
    )
    for theme_id, score, excerpt, text, respondent in rows:
        # A quote that no longer stands at its source supports nothing (rule R2).
        sources[str(excerpt.id)] = text[excerpt.start : excerpt.end]
        quotes[theme_id].append(
            Quote(
                id=str(excerpt.id),
                respondent_id=respondent,
                theme_id=str(theme_id),
                text=excerpt.quote,
                score=_worth(excerpt, score, people.get(respondent), study.language),
            )
        )
        voiced[respondent].add(str(theme_id))
    themes = tuple(
        ThemeInfo(str(theme.id), theme.kind, theme.name, tuple(quotes[theme.id]))
        for theme in session.scalars(
            select(Theme)
            .where(Theme.study_id == study.id, Theme.status == "accepted")
            .order_by(Theme.id)
        )
    )
    traits = {question.key: (question, tags) for question, tags in _closed(session, study)}
    known = {key: frozenset(_choices(question, "en")) for key, (question, _) in traits.items()}
    respondents = tuple(
        _respondent(voice, frozenset(voiced[key]), traits, known) for key, voice in people.items()
    )
    return Material(
        respondents,
        themes,
        tuple(_trait(question, tags, study.language) for question, tags in traits.values()),
        sources,
        tuple(_numbers(session, study, people.values())),
    )


def figures_for(material: Material, member_ids: Iterable[str]) -> list[dict[str, object]]:
    """Return the figures of a group as a version keeps them."""
    wanted = set(member_ids)
    members = [one for one in material.respondents if one.id in wanted]
    return [one.as_json() for one in spreads(members, material.numbers, material.traits)]


def closed_questions(session: Session, study: Study) -> dict[str, Trait]:
    """Return the closed questions of the study by key, worded in the study's language."""
    return {
        question.key: _trait(question, tags, study.language)
        for question, tags in _closed(session, study)
    }


def question_tags(session: Session, study: Study) -> dict[str, frozenset[str]]:
    """Return what each question of the published versions brings out, by its tags."""
    found: dict[str, frozenset[str]] = {}
    for questionnaire in _published(session, study):
        for question in questionnaire.iter_inputs():
            found.setdefault(question.key, frozenset(questionnaire.elicits(question.key)))
    return found


def asked_questions(session: Session, study: Study) -> dict[str, Question]:
    """Return the closed questions as they were last published, by key."""
    return {question.key: question for question, _tags in _closed(session, study)}


def _worth(excerpt: Excerpt, score: float, voice: Voice | None, language: str) -> float:
    """How gladly a quote is shown: marked by a person, then in the study's language, then fit."""
    same = voice is not None and voice.language == language
    return score + (2.0 if excerpt.key_quote else 0.0) + (1.0 if same else 0.0)


def _closed(session: Session, study: Study) -> Iterator[tuple[Question, tuple[str, ...]]]:
    """Walk the closed questions of all published versions, the newest wording of each key."""
    seen = set()
    for questionnaire in _published(session, study):
        for question in questionnaire.iter_inputs():
            if question.key not in seen and _choices(question, "en"):
                seen.add(question.key)
                yield question, questionnaire.elicits(question.key)


def _numbers(session: Session, study: Study, people: Iterable[Voice]) -> Iterator[Numeric]:
    """Walk the questions answered by a number, the newest wording of each key."""
    people, seen = list(people), set()
    for questionnaire in _published(session, study):
        for question in questionnaire.iter_inputs():
            if question.type not in BANDED_TYPES or question.key in seen:
                continue
            seen.add(question.key)
            key = question.key
            yield Numeric(
                key=key,
                label=wording(question.text, study.language),
                unit=wording(question.unit, study.language) or question.currency,
                sensitive=question.sensitive,
                values={
                    one.key: float(one.answers[key])
                    for one in people
                    if isinstance(one.answers.get(key), int | float)
                    and not isinstance(one.answers[key], bool)
                },
                asked=frozenset(one.key for one in people if key in one.asked_keys),
            )


def _published(session: Session, study: Study) -> Iterator[Definition]:
    publications = session.scalars(
        select(Publication)
        .join(Questionnaire, Questionnaire.id == Publication.questionnaire_id)
        .where(Questionnaire.study_id == study.id, Publication.number > 0)
        .order_by(Publication.id.desc())
    )
    for publication in publications:
        yield questionnaire_of(session, publication)


def _choices(question: Question, language: str) -> dict[str, str]:
    if question.type in CHOSEN_TYPES and question.choices:
        return {
            choice.code: wording(choice.text, language)
            for choice in question.choices
            if choice.code not in ("prefer_not", "not_sure")
        }
    if question.type == "yes_no":
        yes_no = {"en": ("yes", "no"), "ru": ("да", "нет"), "zh": ("是", "否")}
        yes, no = yes_no.get(language, yes_no["en"])
        return {"true": yes, "false": no}
    if question.type == "scale" and question.scale:
        scale = question.scale
        labels = {str(point): str(point) for point in scale.points}
        labels[str(scale.low)] += f" ({wording(scale.low_text, language)})"
        labels[str(scale.high)] += f" ({wording(scale.high_text, language)})"
        return labels
    return {}


def _trait(question: Question, tags: tuple[str, ...], language: str) -> Trait:
    return Trait(
        key=question.key,
        label=wording(question.text, language),
        choices=_choices(question, language),
        ordered=question.type in ORDERED_TYPES
        or any(question.key.endswith(word) for word in BAND_WORDS),
        sensitive=question.sensitive,
        elicits=tags,
    )


def _respondent(
    voice: Voice,
    voiced: frozenset[str],
    traits: Mapping[str, tuple[Question, tuple[str, ...]]],
    known: Mapping[str, frozenset[str]],
) -> Respondent:
    answers: dict[str, str | tuple[str, ...]] = {}
    for key, (question, _) in traits.items():
        given = _codes(question, voice.answers.get(key))
        codes = tuple(code for code in given if code in known[key])
        if codes:
            answers[key] = codes if question.type in MANY_TYPES else codes[0]
    return Respondent(
        id=voice.key,
        voiced=voiced,
        asked=frozenset(voice.asked_kinds),
        traits=answers,
        asked_traits=frozenset(voice.asked_keys & traits.keys()),
        channel=voice.channel,
        language=voice.language,
    )


def _codes(question: Question, answer: Any) -> tuple[str, ...]:
    if answer is None:
        return ()
    if question.type in BANDED_TYPES and not isinstance(answer, str):
        return (band_of(question, answer),)  # told exactly where others chose a range
    if isinstance(answer, bool):
        return (str(answer).lower(),)
    if isinstance(answer, list):
        return tuple(str(code) for code in answer)
    return (str(answer),)
