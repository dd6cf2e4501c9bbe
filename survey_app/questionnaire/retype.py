"""Changing a question's type, and copying: what carries over, and under which key."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import MISSING, fields, replace
from typing import Any

from survey_app.questionnaire.carry import carried, page_carried
from survey_app.questionnaire.edit import add_question, add_section
from survey_app.questionnaire.model import Question, Questionnaire, Scale
from survey_app.questionnaire.shape import TYPE_KEYS
from survey_app.questionnaire.types import question_type

SCALE_LOW = {"en": "not at all", "ru": "совсем нет", "zh": "完全没有"}
SCALE_HIGH = {"en": "completely", "ru": "полностью", "zh": "完全"}
MAX_KEY_CHARS = 40

# Fields that come with another: an order of one's own with choices or rows, a least with a most.
COMES_WITH = {"random_order": frozenset({"choices", "items"}), "min_rows": frozenset({"rows"})}


def fields_of(type_name: str) -> frozenset[str]:
    """Name the fields that a type has beyond the common ones. Raises for an unknown type."""
    kind = question_type(type_name)
    own = kind.uses | kind.needs
    return own | {name for name, base in COMES_WITH.items() if base & own}


def retyped(question: Question, type_name: str) -> Question:
    """Ask the question in another way: what the new type knows stays, the rest is left out.

    Raises QuestionnaireError for an unknown type.
    """
    kind = question_type(type_name)
    known = fields_of(type_name)
    dropped = {name: _unset(name) for name in TYPE_KEYS if name not in known}
    changed = replace(question, type=type_name, **dropped)
    if "scale" in kind.needs and changed.scale is None:
        changed = replace(changed, scale=Scale(1, 5, SCALE_LOW, SCALE_HIGH))
    if not kind.takes_answer:
        changed = replace(changed, required=False, required_text={}, checks=())
    return changed


def left_behind(question: Question, type_name: str) -> list[str]:
    """Name the fields that a question would lose by taking another type, in the usual order."""
    after = retyped(question, type_name).to_dict()
    return [name for name in TYPE_KEYS if name in question.to_dict() and name not in after]


def copy_question(questionnaire: Questionnaire, key: str) -> Questionnaire:
    """Put a copy of a question right after it, under the next free key.

    A copy is a question of one's own: it no longer counts as the bank's.
    """
    for section in questionnaire.sections:
        for place, question in enumerate(section.questions, start=1):
            if question.key == key:
                taken = {known.key for known in questionnaire.iter_all()}
                copied = _copied(questionnaire, question, _new_keys((question,), taken))
                return add_question(questionnaire, section.key, copied, place)
    questionnaire.question(key)  # says that there is none
    return questionnaire  # a part of a group stays in it


def copy_section(questionnaire: Questionnaire, key: str) -> Questionnaire:
    """Put a copy of a section right after it; rules inside it ask the copies."""
    section = questionnaire.section(key)
    taken = {known.key for known in questionnaire.iter_all()}
    new_keys = _new_keys(section.questions, taken)
    copied = replace(
        page_carried(section, _all_keys(questionnaire) | new_keys, frozenset()),
        key=free_key(section.key, {known.key for known in questionnaire.sections}),
        questions=tuple(_copied(questionnaire, q, new_keys) for q in section.questions),
    )
    return add_section(questionnaire, copied, questionnaire.sections.index(section) + 1)


def free_key(key: str, taken: Set[str]) -> str:
    """Give the next key that nobody has: ``age`` becomes ``age_2``, then ``age_3``."""
    stem, _, number = key.rpartition("_")
    stem = stem if stem and number.isdigit() else key
    count = 2
    while True:
        ending = f"_{count}"
        candidate = stem[: MAX_KEY_CHARS - len(ending)].rstrip("_") + ending
        if candidate not in taken:
            return candidate
        count += 1


def _new_keys(questions: tuple[Question, ...], taken: Set[str]) -> dict[str, str]:
    used = set(taken)
    new_keys = {}
    for question in questions:
        for item in (question, *question.parts):
            new_keys[item.key] = free_key(item.key, used)
            used.add(new_keys[item.key])
    return new_keys


def _copied(
    questionnaire: Questionnaire, question: Question, new_keys: Mapping[str, str]
) -> Question:
    """The question under its new key; its rules and quotes ask the copies where there are any."""
    keys = {**_all_keys(questionnaire), **new_keys}
    return _unbanked(carried(question, "", keys, frozenset()))


def _all_keys(questionnaire: Questionnaire) -> dict[str, str]:
    asked = {question.key: question.key for question in questionnaire.iter_all()}
    return asked | {value.key: value.key for value in questionnaire.computed}


def _unbanked(question: Question) -> Question:
    parts = tuple(_unbanked(part) for part in question.parts)
    return replace(question, bank="", bank_key="", parts=parts)


def _unset(name: str) -> Any:
    """The value that a field has when nobody has set it."""
    found = next(field for field in fields(Question) if field.name == name)
    return found.default_factory() if found.default_factory is not MISSING else found.default
