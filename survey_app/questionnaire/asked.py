"""A question as one respondent meets it: answers quoted, hidden choices gone, order their own."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable
from dataclasses import replace

from survey_app.questionnaire.canonical import canonical_dumps
from survey_app.questionnaire.model import (
    Choice,
    Question,
    Questionnaire,
    Section,
    Text,
)
from survey_app.questionnaire.pieces import DECLINE_CODE
from survey_app.questionnaire.piping import piped
from survey_app.questionnaire.rule_program import has_pipe, program, quotes
from survey_app.questionnaire.rules import NOTHING, State


def as_asked(
    questionnaire: Questionnaire, question: Question, state: State, language: str, seed: str = ""
) -> Question:
    """Give the question as it is put to one respondent in a language.

    ``seed`` names the respondent's response; without it the choices keep the order in which they
    were written. A question without anything of the kind comes back itself.
    """
    rules = program(questionnaire)
    if question.key not in rules.personal:
        return question
    asked = _offered(question, state)
    if question.random_order and seed:
        asked = _shuffled(asked, seed)
    return _worded(questionnaire, asked, state, language) if quotes(question) else asked


def section_as_asked(
    questionnaire: Questionnaire, section: Section, state: State, language: str
) -> Section:
    """Give a section whose title and introduction quote the answers."""
    if not has_pipe(section.title, section.intro):
        return section
    return replace(
        section,
        title=_filled(questionnaire, section.title, state, language),
        intro=_filled(questionnaire, section.intro, state, language),
    )


def respondents_order(choices: tuple[Choice, ...], seed: str, key: str) -> tuple[Choice, ...]:
    """Put choices into an order that belongs to one response and question.

    The same on every device and after every change of language; a choice added later leaves the
    order of the others alone. 'Other', 'none of these' and 'prefer not to say' stay last.
    """
    free = [choice for choice in choices if not _stays_last(choice)]
    last = [choice for choice in choices if _stays_last(choice)]
    return (*sorted(free, key=lambda choice: _lot(seed, key, choice.code)), *last)


def drawn_from(
    questionnaire: Questionnaire, section: Section, state: State, language: str
) -> Hashable:
    """Name all of the rules' outcome that the page of a section depends on.

    Two respondents with equal names, and nothing answered on the page, see the same page. None
    where each has an order of choices of their own, so that no two pages are alike.
    """
    inputs = [each for question in section.questions for each in (question, *question.parts)]
    if any(question.random_order for question in inputs):
        return None
    page = section_as_asked(questionnaire, section, state, language)
    own = []
    for question in inputs:
        asked = as_asked(questionnaire, question, state, language)
        if asked is not question:
            own.append(canonical_dumps(asked.to_dict()))
    title = (page.title.get(language), page.intro.get(language))
    return frozenset(state.shown), state.sections, title, tuple(own)


def _offered(question: Question, state: State) -> Question:
    hidden = state.unoffered.get(question.key, NOTHING)
    hidden_items = state.unoffered_items.get(question.key, NOTHING)
    if not hidden and not hidden_items:
        return question
    return replace(
        question,
        choices=tuple(choice for choice in question.choices if choice.code not in hidden),
        items=tuple(item for item in question.items if item.code not in hidden_items),
    )


def _shuffled(question: Question, seed: str) -> Question:
    if question.items:
        return replace(question, items=respondents_order(question.items, seed, question.key))
    return replace(question, choices=respondents_order(question.choices, seed, question.key))


def _stays_last(choice: Choice) -> bool:
    return choice.other or choice.exclusive or choice.code == DECLINE_CODE


def _lot(seed: str, key: str, code: str) -> bytes:
    return hashlib.sha256(f"{seed}\n{key}\n{code}".encode()).digest()


def _worded(
    questionnaire: Questionnaire, question: Question, state: State, language: str
) -> Question:
    def say(text: Text) -> Text:
        return _filled(questionnaire, text, state, language)

    def said(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
        return tuple(replace(choice, text=say(choice.text)) for choice in choices)

    scale = question.scale
    spoken = [{language: line} for line in question.probes.get(language, ())]
    return replace(
        question,
        text=say(question.text),
        help=say(question.help),
        purpose=say(question.purpose),
        unit=say(question.unit),
        required_text=say(question.required_text),
        interviewer_text=say(question.interviewer_text),
        choices=said(question.choices),
        items=said(question.items),
        checks=tuple(replace(check, text=say(check.text)) for check in question.checks),
        probes={**question.probes, language: tuple(line[language] for line in map(say, spoken))},
        scale=scale
        and replace(scale, low_text=say(scale.low_text), high_text=say(scale.high_text)),
    )


def _filled(questionnaire: Questionnaire, text: Text, state: State, language: str) -> Text:
    if not has_pipe(text):
        return text
    return {**text, language: piped(questionnaire, text, state, language)}
