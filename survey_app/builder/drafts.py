"""From what a page of the builder sends to a change of the draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask_babel import lazy_gettext as _l

from survey_app.errors import Unprocessable
from survey_app.questionnaire import Questionnaire, Section
from survey_app.questionnaire import edit as verbs

Change = Callable[[Questionnaire], Questionnaire]


def change_from(form: Mapping[str, str]) -> Change:
    """Read one verb and what it is about. Raises Unprocessable for one we do not know."""
    verb, key = form.get("verb", ""), form.get("key", "")
    if verb in ("up", "down"):
        step = -1 if verb == "up" else 1
        return lambda draft: _without_empty_sections(_move_question(draft, key, step))
    if verb in ("section_up", "section_down"):
        step = -1 if verb == "section_up" else 1
        return lambda draft: verbs.move_section(draft, key, _place(draft, key) + step)
    if verb == "remove":
        return lambda draft: _without_empty_sections(verbs.remove_question(draft, key))
    if verb == "remove_section":
        return lambda draft: verbs.remove_section(draft, key)
    if verb == "add_section":
        return lambda draft: verbs.add_section(draft, _new_section(draft, form))
    if verb == "word_section":
        return lambda draft: _section_worded(draft, key, form)
    if verb == "word_title":
        return lambda draft: _titled(draft, form)
    if verb in ("require", "free"):
        return lambda draft: verbs.set_required(draft, key, verb == "require")
    raise Unprocessable(_l("This button is not known here. Load the page again."))


def reworded(draft: Questionnaire, key: str, form: Mapping[str, str]) -> Questionnaire:
    """Take all wordings of a question's page: fields are called `<name>:<language>`,
    `choice:<code>:<language>`, `part:<key>:<language>`, and `show_if` and `required`.
    """
    question = draft.question(key)
    for language in draft.languages:
        for name in ("text", "help", "interviewer_text", "purpose"):
            sent = form.get(f"{name}:{language}")
            if sent is not None:
                draft = verbs.set_wording(draft, key, language, sent, name=name)
        for choice in question.choices:
            sent = form.get(f"choice:{choice.code}:{language}")
            if sent:
                draft = verbs.set_wording(draft, key, language, sent, choice=choice.code)
        for part in question.parts:
            sent = form.get(f"part:{part.key}:{language}")
            if sent:
                draft = verbs.set_wording(draft, part.key, language, sent)
    draft = verbs.set_rule(draft, key, form.get("show_if", question.show_if))
    return verbs.set_required(draft, key, "required" in form)


def _move_question(draft: Questionnaire, key: str, step: int) -> Questionnaire:
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
    return verbs.move_question(draft, key, 0)


def _place(draft: Questionnaire, section_key: str) -> int:
    return draft.sections.index(draft.section(section_key))


def _without_empty_sections(draft: Questionnaire) -> Questionnaire:
    for section in draft.sections:
        if not section.questions and len(draft.sections) > 1:
            draft = verbs.remove_section(draft, section.key)
    return draft


def _new_section(draft: Questionnaire, form: Mapping[str, str]) -> Section:
    keys = {section.key for section in draft.sections}
    number = next(n for n in range(1, len(keys) + 2) if f"section_{n}" not in keys)
    titles = {code: form.get(f"title:{code}", "").strip() for code in draft.languages}
    given = {code: text for code, text in titles.items() if text}
    if not given:
        raise Unprocessable(_l("Give the section a title."))
    return Section(f"section_{number}", given)


def _section_worded(draft: Questionnaire, key: str, form: Mapping[str, str]) -> Questionnaire:
    for language in draft.languages:
        sent = form.get(f"title:{language}")
        if sent:
            draft = verbs.set_section_wording(draft, key, language, sent)
        intro = form.get(f"intro:{language}")
        if intro is not None:
            draft = verbs.set_section_wording(draft, key, language, intro, name="intro")
    return draft


def _titled(draft: Questionnaire, form: Mapping[str, str]) -> Questionnaire:
    for language in draft.languages:
        sent = form.get(f"title:{language}")
        if sent:
            draft = verbs.set_title(draft, language, sent)
    return draft
