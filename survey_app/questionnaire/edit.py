"""Changing a draft: each verb takes a questionnaire and gives a new one.

All raise QuestionnaireError with a code when what they are to change is not there. Positions count
from 0 and are brought into range, so that 'one up' at the top is harmless.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from survey_app.questionnaire.model import LANGUAGES, Choice, Question, Questionnaire, Section
from survey_app.questionnaire.problems import error
from survey_app.questionnaire.terms import Term, term

QUESTION_WORDINGS = ("text", "help", "purpose", "interviewer_text", "unit")
SECTION_WORDINGS = ("title", "intro")

_Thing = TypeVar("_Thing")


def set_wording(
    questionnaire: Questionnaire,
    key: str,
    language: str,
    text: str,
    *,
    name: str = "text",
    choice: str = "",
) -> Questionnaire:
    """Word a question or a part anew in one language; with ``choice`` one of its choices.

    An empty text removes an optional wording in that language.
    """
    _insist_on(language)

    def change(question: Question) -> Question:
        if choice:
            if question.choice(choice) is None:
                raise _nothing(term("choice_of", key=key), choice)
            changed = tuple(
                replace(c, text=_worded(c.text, language, text)) if c.code == choice else c
                for c in question.choices
            )
            return replace(question, choices=changed)
        if name not in QUESTION_WORDINGS:
            known = ", ".join(QUESTION_WORDINGS)
            raise error("QB055", what=term("question", key=key), name=name, known=known)
        worded = _worded(getattr(question, name), language, text)
        return replace(question, **{name: worded})  # type: ignore[arg-type]

    return change_question(questionnaire, key, change)


def set_title(questionnaire: Questionnaire, language: str, text: str) -> Questionnaire:
    """Word the questionnaire's title in one language."""
    _insist_on(language)
    return replace(questionnaire, title=_worded(questionnaire.title, language, text))


def set_section_wording(
    questionnaire: Questionnaire, key: str, language: str, text: str, *, name: str = "title"
) -> Questionnaire:
    """Word a section's title or introduction in one language."""
    _insist_on(language)
    if name not in SECTION_WORDINGS:
        known = ", ".join(SECTION_WORDINGS)
        raise error("QB055", what=term("section", key=key), name=name, known=known)
    section = questionnaire.section(key)
    worded = _worded(getattr(section, name), language, text)
    return _with_section(questionnaire, replace(section, **{name: worded}))  # type: ignore[arg-type]


def set_required(questionnaire: Questionnaire, key: str, required: bool) -> Questionnaire:
    """Make a question or part required or optional."""
    return change_question(questionnaire, key, lambda q: replace(q, required=required))


def set_rule(questionnaire: Questionnaire, key: str, show_if: str) -> Questionnaire:
    """Set when a question or part is shown; an empty rule shows it always."""
    return change_question(questionnaire, key, lambda q: replace(q, show_if=show_if.strip()))


def set_languages(questionnaire: Questionnaire, languages: tuple[str, ...]) -> Questionnaire:
    """Set the languages in which it can be answered, in the usual order."""
    for language in languages:
        _insist_on(language)
    if not languages:
        raise error("QB053")
    return replace(questionnaire, languages=tuple(x for x in LANGUAGES if x in languages))


def change_question(
    questionnaire: Questionnaire, key: str, change: Callable[[Question], Question]
) -> Questionnaire:
    """Put ``change(question)`` in the place of a question or part."""
    questionnaire.question(key)

    def visit(question: Question) -> Question:
        if question.key == key:
            return change(question)
        if any(part.key == key for part in question.parts):
            return replace(question, parts=tuple(visit(part) for part in question.parts))
        return question

    sections = tuple(
        replace(section, questions=tuple(visit(question) for question in section.questions))
        for section in questionnaire.sections
    )
    return replace(questionnaire, sections=sections)


def add_question(
    questionnaire: Questionnaire, section_key: str, question: Question, position: int | None = None
) -> Questionnaire:
    """Put a question into a section, at the end or before the one at ``position``."""
    for item in (question, *question.parts):
        if any(known.key == item.key for known in questionnaire.iter_all()):
            first, second = term("questionnaire"), item.bank or term("new_question")
            raise error("QB050", key=item.key, first=first, second=second)
    section = questionnaire.section(section_key)
    questions = _inserted(section.questions, question, position)
    return _with_section(questionnaire, replace(section, questions=questions))


def add_section(
    questionnaire: Questionnaire, section: Section, position: int | None = None
) -> Questionnaire:
    """Put a section at the end or before the one at ``position``."""
    if any(known.key == section.key for known in questionnaire.sections):
        raise error("QB015", key=section.key)
    return replace(questionnaire, sections=_inserted(questionnaire.sections, section, position))


def add_choice(
    questionnaire: Questionnaire, key: str, choice: Choice, position: int | None = None
) -> Questionnaire:
    """Put a choice at the end of a question's or before the one at ``position``."""

    def change(question: Question) -> Question:
        if question.choice(choice.code):
            raise error("QB020", what=term("question", key=key), code=choice.code)
        return replace(question, choices=_inserted(question.choices, choice, position))

    return change_question(questionnaire, key, change)


def remove_question(questionnaire: Questionnaire, key: str) -> Questionnaire:
    """Take a question, or a part out of its group, away. Its section stays, even when empty."""
    questionnaire.question(key)

    def without(questions: tuple[Question, ...]) -> tuple[Question, ...]:
        return tuple(
            replace(question, parts=without(question.parts)) if question.parts else question
            for question in questions
            if question.key != key
        )

    sections = tuple(replace(s, questions=without(s.questions)) for s in questionnaire.sections)
    return replace(questionnaire, sections=sections)


def remove_section(questionnaire: Questionnaire, key: str) -> Questionnaire:
    """Take a section with its questions away."""
    gone = questionnaire.section(key)
    return replace(
        questionnaire, sections=tuple(s for s in questionnaire.sections if s is not gone)
    )


def remove_choice(questionnaire: Questionnaire, key: str, code: str) -> Questionnaire:
    """Take a choice away."""

    def change(question: Question) -> Question:
        if question.choice(code) is None:
            raise _nothing(term("choice_of", key=key), code)
        return replace(question, choices=tuple(c for c in question.choices if c.code != code))

    return change_question(questionnaire, key, change)


def move_question(
    questionnaire: Questionnaire, key: str, position: int, section_key: str = ""
) -> Questionnaire:
    """Move a question to a position of its own or another section. Parts stay in their group."""
    home = next(
        (s for s in questionnaire.sections for q in s.questions if q.key == key),
        None,
    )
    if home is None:
        raise _nothing(term("question_to_move"), key)
    target_key = section_key or home.key
    questionnaire.section(target_key)
    question = questionnaire.question(key)
    rest = replace(home, questions=tuple(q for q in home.questions if q.key != key))
    without = _with_section(questionnaire, rest)
    target = without.section(target_key)
    questions = _inserted(target.questions, question, position)
    return _with_section(without, replace(target, questions=questions))


def move_section(questionnaire: Questionnaire, key: str, position: int) -> Questionnaire:
    """Move a section to a position."""
    section = questionnaire.section(key)
    rest = tuple(other for other in questionnaire.sections if other is not section)
    return replace(questionnaire, sections=_inserted(rest, section, position))


def _with_section(questionnaire: Questionnaire, section: Section) -> Questionnaire:
    sections = tuple(section if s.key == section.key else s for s in questionnaire.sections)
    return replace(questionnaire, sections=sections)


def _inserted(
    things: tuple[_Thing, ...], thing: _Thing, position: int | None
) -> tuple[_Thing, ...]:
    at = len(things) if position is None else max(0, min(position, len(things)))
    return (*things[:at], thing, *things[at:])


def _worded(text: object, language: str, said: str) -> dict[str, str]:
    assert isinstance(text, dict)
    worded = {**text, language: said.strip()}
    return {known: worded[known] for known in worded if worded[known]}


def _insist_on(language: str) -> None:
    if language not in LANGUAGES:
        raise error("QB054", language=language, known=", ".join(LANGUAGES))


def _nothing(what: Term, key: str) -> Exception:
    return error("QB051", what=what, key=key, remedy=term("choose_there"))
