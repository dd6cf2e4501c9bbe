"""From what a press in the builder sends to a change of the draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask_babel import lazy_gettext as _l

from survey_app.builder.history import Change
from survey_app.errors import Unprocessable
from survey_app.questionnaire import Question, Questionnaire, Section
from survey_app.questionnaire import edit as verbs
from survey_app.questionnaire.retype import copy_question, copy_section, free_key


@dataclass(frozen=True, slots=True)
class Asked:
    """A change, the word for it (a key of words.VERBS), and which question or section it is of."""

    change: Change
    verb: str
    about: str


def change_from(form: Mapping[str, str]) -> Asked:
    """Read one verb and what it is about. Raises Unprocessable for one we do not know."""
    verb, key = form.get("verb", ""), form.get("key", "")
    if verb in ("up", "down"):
        step = -1 if verb == "up" else 1
        return Asked(lambda draft: _moved(draft, key, step), "move", key)
    if verb == "place":
        section, position = form.get("section", ""), _number(form.get("position", ""))
        return Asked(lambda draft: verbs.move_question(draft, key, position, section), "move", key)
    if verb in ("section_up", "section_down"):
        step = -1 if verb == "section_up" else 1
        return Asked(
            lambda draft: verbs.move_section(draft, key, _place(draft, key) + step),
            "move_section",
            key,
        )
    if verb == "remove":
        return Asked(lambda draft: verbs.remove_question(draft, key), "remove", "")
    if verb == "remove_section":
        return Asked(lambda draft: verbs.remove_section(draft, key), "remove_section", "")
    if verb == "copy":
        return Asked(lambda draft: copy_question(draft, key), "copy", key)
    if verb == "copy_section":
        return Asked(lambda draft: copy_section(draft, key), "copy_section", key)
    if verb == "add_section":
        return Asked(
            lambda draft: verbs.add_section(draft, _section(draft, form)), "add_section", ""
        )
    if verb == "add_part":
        return Asked(lambda draft: _with_part(draft, key), "question", key)
    if verb in ("require", "free"):
        return Asked(
            lambda draft: verbs.set_required(draft, key, verb == "require"), "question", key
        )
    raise Unprocessable(_l("This button is not known here. Load the page again."))


def _moved(draft: Questionnaire, key: str, step: int) -> Questionnaire:
    """One place up or down; over the edge of a section into the next one."""
    for number, section in enumerate(draft.sections):
        keys = [question.key for question in section.questions]
        if key not in keys:
            continue
        place = keys.index(key) + step
        if 0 <= place < len(keys):
            return verbs.move_question(draft, key, place)
        neighbour = number + step
        if not 0 <= neighbour < len(draft.sections):
            return draft
        target = draft.sections[neighbour]
        return verbs.move_question(draft, key, len(target.questions) if step < 0 else 0, target.key)
    return _part_moved(draft, key, step)


def _part_moved(draft: Questionnaire, key: str, step: int) -> Questionnaire:
    def moved(group: Question) -> Question:
        at = [part.key for part in group.parts].index(key)
        parts = [part for part in group.parts if part.key != key]
        parts.insert(max(0, at + step), group.parts[at])
        return replace(group, parts=tuple(parts))

    for group in draft.iter_questions():
        if key in [part.key for part in group.parts]:
            return verbs.change_question(draft, group.key, moved)
    return verbs.move_question(draft, key, 0)  # says that there is none


def _place(draft: Questionnaire, section_key: str) -> int:
    return draft.sections.index(draft.section(section_key))


def _section(draft: Questionnaire, form: Mapping[str, str]) -> Section:
    titles = {code: form.get(f"title:{code}", "").strip() for code in draft.languages}
    given = {code: text for code, text in titles.items() if text}
    if not given:
        raise Unprocessable(_l("Give the section a title."))
    keys = {section.key for section in draft.sections}
    return Section("section_1" if "section_1" not in keys else free_key("section_1", keys), given)


def _with_part(draft: Questionnaire, key: str) -> Questionnaire:
    group = draft.question(key)
    keys = {question.key for question in draft.iter_all()}
    part = Question(key=free_key(f"{key}_1", keys), type="short", text=dict(group.text))
    return verbs.change_question(draft, key, lambda q: replace(q, parts=(*q.parts, part)))


def _number(sent: str) -> int:
    if not (sent.isascii() and sent.isdigit() and len(sent) < 5):
        raise Unprocessable(_l("This button is not known here. Load the page again."))
    return int(sent)
