"""A page of plain questions in which all is well, read without building its form.

Most pages that are sent are like that, and building a form for each costs more than the rest of
the request. The types themselves read and check here as there; whatever is not plain (rules,
'other', a missing or unfit answer, a clash) is left to the form. A property test holds both to
the same result.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from survey_app.collect.visits import Answering
from survey_app.questionnaire import Question, Questionnaire, question_type
from survey_app.questionnaire.rule_program import program
from survey_app.questionnaire.rules import state
from survey_app.questionnaire.types.base import AnswerError, QuestionType
from survey_app.questionnaire.types.fields import AnswerField, ChoiceField, PointField, YesNoField

PLAIN_FIELDS = (AnswerField, ChoiceField, PointField, YesNoField)
PLAIN_TYPES = frozenset(
    ("text", "short", "single", "multi", "scale", "nps", "yes_no", "date", "email")
)

MAX_PAGES = 512


@dataclass(frozen=True, slots=True)
class Plain:
    """A plain page, looked over once: its own inputs, and all of the questionnaire in order."""

    own: Mapping[str, tuple[Question, QuestionType]]
    inputs: Sequence[tuple[str, Question, QuestionType]]
    whole: bool  # it holds all there is to answer, and no rule hides or asks for anything

    @classmethod
    def of(cls, questionnaire: Questionnaire, own: Iterable[Question]) -> Plain:
        """Look a page with these inputs over."""
        page = {one.key: (one, question_type(one.type)) for one in own}
        inputs = [(one.key, one, question_type(one.type)) for one in questionnaire.iter_inputs()]
        whole = program(questionnaire).plain and all(key in page for key, _, _ in inputs)
        return cls(page, inputs, whole)


@dataclass(frozen=True, slots=True)
class Quick:
    """What a plain page comes to: all answers of the response with this page in it."""

    answers: dict[str, Any]
    whole: bool  # nothing else is left to check


_known: dict[tuple[int, str], tuple[Questionnaire, Plain | None]] = {}


class PageSent(Protocol):
    """What of a sent page matters here; see `steps.Sent`."""

    @property
    def section_key(self) -> str: ...  # noqa: D102
    @property
    def fields(self) -> Any: ...  # noqa: D102
    @property
    def going(self) -> str: ...  # noqa: D102
    @property
    def seen_revision(self) -> int: ...  # noqa: D102
    @property
    def language(self) -> str: ...  # noqa: D102


def read_plainly(questionnaire: Questionnaire, response: Answering, sent: PageSent) -> Quick | None:
    """Return what a page comes to; None if it isn't plain, or something is to be mended."""
    if sent.going != "on" or sent.seen_revision != response.revision:
        return None
    page = _plain_page(questionnaire, sent.section_key)
    if page is None:
        return None
    given = _given(page, sent.fields, sent.language)
    if given is None:
        return None
    answers: dict[str, Any] = {}
    for key, _question, _kind in page.inputs:
        answer = given.get(key) if key in page.own else response.answers.get(key)
        if answer is not None:
            answers[key] = answer
    if page.whole or _changes_nothing_shown(questionnaire, response, answers):
        return Quick(answers, page.whole)
    return None


def _changes_nothing_shown(
    questionnaire: Questionnaire, response: Answering, answers: Mapping[str, Any]
) -> bool:
    """Whether the rules show and offer the same as before, and all that is answered."""
    if program(questionnaire).plain:
        return True
    before, now = state(questionnaire, response.answers), state(questionnaire, answers)
    return (
        before.shown == now.shown
        and before.unoffered == now.unoffered
        and before.unoffered_items == now.unoffered_items
        and all(key in now.shown for key in answers)
    )


def _given(page: Plain, fields: Any, language: str) -> dict[str, Any] | None:
    """Read and check the answers of the page; None when one is missing or cannot be taken."""
    given: dict[str, Any] = {}
    for key, (question, kind) in page.own.items():
        typed: Sequence[str] = fields.getlist(key)
        try:
            answer = kind.to_answer(question, typed, language) if typed else None
        except AnswerError:
            return None
        if answer is None:
            if question.required:
                return None
        elif kind.check(question, answer):
            return None
        else:
            given[key] = answer
    return given


def _plain_page(questionnaire: Questionnaire, section_key: str) -> Plain | None:
    """Look a section over, if the whole questionnaire is simple enough; else None."""
    place = (id(questionnaire), section_key)
    known = _known.get(place)
    if known is None or known[0] is not questionnaire:  # the id may have been another's before
        if len(_known) >= MAX_PAGES:
            _known.pop(next(iter(_known)), None)
        known = _known[place] = (questionnaire, _looked_over(questionnaire, section_key))
    return known[1]


def _looked_over(questionnaire: Questionnaire, section_key: str) -> Plain | None:
    if any(_is_ruled(one) for one in questionnaire.iter_all()):
        return None
    if any(question.other_choice for question in questionnaire.iter_all()):
        return None
    inputs = [
        part
        for question in questionnaire.section(section_key).questions
        for part in (question.parts or (question,))
        if part.type != "statement"
    ]
    return Plain.of(questionnaire, inputs) if all(map(_is_plain, inputs)) else None


def _is_ruled(question: Question) -> bool:
    """Whether what is offered or taken hangs on other answers: choices, rows and checks."""
    offered = (*question.choices, *question.items)
    return bool(question.checks) or any(choice.show_if for choice in offered)


def _is_plain(question: Question) -> bool:
    kind = question_type(question.type)
    return question.type in PLAIN_TYPES and kind.field_class in PLAIN_FIELDS
