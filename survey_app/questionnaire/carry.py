"""Questions and sections on their way from a bank into a questionnaire, where keys may change.

Rules and quoted answers follow the new keys. Where a wording quotes a question that is not taken
along, its fallback is written in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import replace

from survey_app.questionnaire.model import Check, Choice, Question, Section, Text
from survey_app.questionnaire.pipes import renamed_pipes
from survey_app.questionnaire.problems import error
from survey_app.questionnaire.rule_syntax import RuleError, names_in, parse_rule, renamed_rule
from survey_app.questionnaire.terms import Term, term


def provenance(question: Question, bank: str) -> Question:
    """Note on a question and its parts which bank they come from."""
    return replace(
        question,
        bank=bank,
        bank_key=question.bank_key or question.key,
        parts=tuple(provenance(part, bank) for part in question.parts),
    )


def carried(
    question: Question, bank: str, new_keys: Mapping[str, str], taken_keys: Set[str]
) -> Question:
    """Give a bank's question its keys in the questionnaire. Raises QuestionnaireError QB034."""

    def renamed(item: Question) -> Question:
        key = new_keys.get(item.key, item.key)
        parts = tuple(renamed(part) for part in item.parts)
        return replace(_with_new_names(item, new_keys), key=key, parts=parts)

    for item in (question, *question.parts):
        _insist_on_own(_rules_of(item), term("question", key=item.key), new_keys, taken_keys)
    return renamed(provenance(question, bank))


def page_carried(section: Section, new_keys: Mapping[str, str], taken_keys: Set[str]) -> Section:
    """Let a section's rule and wordings speak of the new keys. Raises QuestionnaireError QB034."""
    _insist_on_own([section.show_if], term("section", key=section.key), new_keys, taken_keys)
    return replace(
        section,
        title=_words(section.title, new_keys),
        intro=_words(section.intro, new_keys),
        show_if=renamed_rule(section.show_if, new_keys),
    )


def _insist_on_own(
    rules: Iterable[str], what: Term, new_keys: Mapping[str, str], taken_keys: Set[str]
) -> None:
    """Refuse a rule that would silently ask another bank's question of the same key."""
    for rule in rules:
        try:
            names = names_in(parse_rule(rule)) if rule else []
        except RuleError:
            continue  # the check before publishing explains it
        for name in names:
            if name not in new_keys and name in taken_keys:
                raise error("QB034", what=what, key=name, remedy=term("choose_of_bank"))


def _rules_of(question: Question) -> list[str]:
    return [
        question.show_if,
        *(check.rule for check in question.checks),
        *(choice.show_if for choice in (*question.choices, *question.items)),
    ]


def _words(text: Text, new_keys: Mapping[str, str]) -> Text:
    return {language: renamed_pipes(said, new_keys) for language, said in text.items()}


def _with_new_names(question: Question, new_keys: Mapping[str, str]) -> Question:
    def rule(text: str) -> str:
        return renamed_rule(text, new_keys)

    def words(text: Text) -> Text:
        return _words(text, new_keys)

    def chosen(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
        return tuple(replace(c, text=words(c.text), show_if=rule(c.show_if)) for c in choices)

    scale = question.scale
    return replace(
        question,
        text=words(question.text),
        help=words(question.help),
        purpose=words(question.purpose),
        unit=words(question.unit),
        required_text=words(question.required_text),
        interviewer_text=words(question.interviewer_text),
        probes={
            language: tuple(renamed_pipes(line, new_keys) for line in lines)
            for language, lines in question.probes.items()
        },
        scale=scale
        and replace(scale, low_text=words(scale.low_text), high_text=words(scale.high_text)),
        choices=chosen(question.choices),
        items=chosen(question.items),
        checks=tuple(Check(rule(check.rule), words(check.text)) for check in question.checks),
        show_if=rule(question.show_if),
    )
