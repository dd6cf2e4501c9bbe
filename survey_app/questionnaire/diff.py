"""What changed between two versions, in words, and what that means for answers already given.

- cosmetic: wordings; old and new answers mean the same.
- compatible: more can be answered, or asked of others; old answers stay good.
- breaking: an old answer may no longer mean what the new question asks; needs a new wave.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from survey_app.questionnaire.diff_words import LEVELS, SENTENCES, Level
from survey_app.questionnaire.model import LANGUAGES, Choice, Question, Questionnaire, Text, wording
from survey_app.questionnaire.problems import error
from survey_app.questionnaire.rule_words import rule_words

# Below this likeness in every language a new wording under an old code is taken for a new choice.
REUSED_LIKENESS = 0.35


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: how grave it is, what it is about, and the sentence for it."""

    level: Level
    code: str
    key: str = ""
    details: dict[str, Any] = field(default_factory=dict)

    def sentence(self, language: str = "en") -> str:
        """Say what changed, in a language of the interface."""
        texts = SENTENCES[self.code][1]
        if language not in texts:
            raise error("QB054", language=language, known=", ".join(texts))
        said = {
            name: wording(value, language) if isinstance(value, Mapping) else value
            for name, value in self.details.items()
        }
        return texts[language].format(key=self.key, **said)


def diff(old: Questionnaire, new: Questionnaire) -> list[Change]:
    """List the changes from one version to another, the gravest first."""
    changes = [*_frame_changes(old, new), *_question_changes(old, new)]
    return sorted(changes, key=lambda change: -LEVELS.index(change.level))


def gravest(changes: Iterable[Change]) -> Level | None:
    """The gravest level among changes; None when there are none."""
    found = {change.level for change in changes}
    return next((level for level in reversed(LEVELS) if level in found), None)


def _change(code: str, /, key: str = "", **details: Any) -> Change:
    return Change(SENTENCES[code][0], code, key, details)


def _frame_changes(old: Questionnaire, new: Questionnaire) -> Iterator[Change]:
    if old.title != new.title:
        yield _change("title")
    if set(old.languages) != set(new.languages):
        yield _change("languages", languages=", ".join(new.languages))
    before = {section.key: section for section in old.sections}
    after = {section.key: section for section in new.sections}
    for key in after:
        if key not in before:
            yield _change("section_added", key)
        elif (before[key].title, before[key].intro) != (after[key].title, after[key].intro):
            yield _change("section_worded", key)
        if key in before and before[key].show_if != after[key].show_if:
            yield _rule_change(new, "section_rule", key, after[key].show_if)
        if key in before and set(before[key].audience) != set(after[key].audience):
            yield _change("audience", key)
    for key in before:
        if key not in after:
            yield _change("section_removed", key)
    yield from _computed_changes(old, new)


def _computed_changes(old: Questionnaire, new: Questionnaire) -> Iterator[Change]:
    before = {value.key: value for value in old.computed}
    after = {value.key: value for value in new.computed}
    for key in before:
        if key not in after:
            yield _change("computed_removed", key)
    for key, value in after.items():
        if key not in before:
            yield _change("computed_added", key)
        elif before[key].value != value.value:
            yield _change("computed_changed", key)
        elif before[key].text != value.text:
            yield _change("computed_worded", key)


def _rule_change(new: Questionnaire, code: str, key: str, rule: str, **details: Any) -> Change:
    """Say in words when something is shown now; without a rule it always is."""
    if not rule:
        return _change(f"{code}_gone", key, **details)
    words = {language: rule_words(new, rule, language) for language in LANGUAGES}
    return _change(code, key, rule=words, **details)


def _question_changes(old: Questionnaire, new: Questionnaire) -> Iterator[Change]:
    before = {question.key: question for question in old.iter_all()}
    after = {question.key: question for question in new.iter_all()}
    for key in before:
        if key not in after:
            yield _change("removed", key)
    for key, question in after.items():
        if key not in before:
            yield _change("added_required" if question.required else "added", key)
        else:
            yield from _changes_of(new, before[key], question)
    for key in sorted(_moved(old, new)):
        yield _change("moved", key)


def _moved(old: Questionnaire, new: Questionnaire) -> set[str]:
    """Questions that changed section, or left the longest run that kept its order."""
    home_before = {q.key: s.key for s in old.sections for q in s.questions}
    home_after = {q.key: s.key for s in new.sections for q in s.questions}
    both = home_before.keys() & home_after.keys()
    order_before = [key for key in home_before if key in both]
    order_after = [key for key in home_after if key in both]
    matcher = difflib.SequenceMatcher(None, order_before, order_after, autojunk=False)
    kept = {
        key
        for block in matcher.get_matching_blocks()
        for key in order_before[block.a : block.a + block.size]
    }
    return {key for key in both if key not in kept or home_before[key] != home_after[key]}


def _changes_of(version: Questionnaire, old: Question, new: Question) -> Iterator[Change]:
    key = new.key
    if old.type != new.type:
        yield _change("type", key, old=old.type, new=new.type)
        return
    if _wordings(old) != _wordings(new):
        yield _change("worded", key)
    if old.required != new.required:
        yield _change("required" if new.required else "optional", key)
    if old.show_if != new.show_if:
        yield _rule_change(version, "rule", key, new.show_if)
    if old.checks != new.checks:
        yield _change("checks", key)
    if old.random_order != new.random_order:
        yield _change("order", key)
    if old.ask != new.ask:
        yield _change("ask", key)
    if set(old.elicits) != set(new.elicits):
        yield _change("tags", key)
    if _measure(old) != _measure(new):
        yield _change("measure", key)
    if _limits(old) != _limits(new):
        yield _change("limits", key)
    yield from _choice_changes(version, key, "choice", old.choices, new.choices)
    yield from _choice_changes(version, key, "row", old.items, new.items)


def _wordings(question: Question) -> list[object]:
    scale = question.scale
    ends = [scale.low_text, scale.high_text] if scale else []
    return [question.text, question.help, question.purpose, question.interviewer_text,
            question.required_text, dict(question.probes), question.sensitive, *ends]  # fmt: skip


def _measure(question: Question) -> tuple[object, ...]:
    ends = (question.scale.low, question.scale.high) if question.scale else ()
    return (*ends, question.currency, dict(question.unit))


def _limits(question: Question) -> tuple[object, ...]:
    low_high = (question.min, question.max, question.integer)
    return (*low_high, question.rows, question.min_rows)


def _choice_changes(
    version: Questionnaire,
    key: str,
    word: str,
    old: tuple[Choice, ...],
    new: tuple[Choice, ...],
) -> Iterator[Change]:
    """List the changes of choices or, with ``word`` "row", of a matrix's rows."""
    before = {choice.code: choice for choice in old}
    after = {choice.code: choice for choice in new}
    for code in before:
        if code not in after:
            yield _change(f"{word}_removed", key, choice=code)
    for code, choice in after.items():
        if code not in before:
            yield _change(f"{word}_added", key, choice=code)
            continue
        was = before[code]
        if was.text != choice.text:
            reused = _likeness(was.text, choice.text) < REUSED_LIKENESS
            yield _change(f"{word}_reused" if reused else f"{word}_worded", key, choice=code)
        if (was.other, was.exclusive) != (choice.other, choice.exclusive):
            yield _change("choice_role", key, choice=code)
        if was.show_if != choice.show_if:
            yield _rule_change(version, f"{word}_rule", key, choice.show_if, choice=code)
        if (was.low, was.high) != (choice.low, choice.high):
            yield _change("choice_band", key, choice=code)
        if was.parent != choice.parent:
            yield _change("choice_parent", key, choice=code)
    if [c for c in before if c in after] != [c for c in after if c in before]:
        yield _change(f"{word}_order", key)


def _likeness(old: Text, new: Text) -> float:
    """How alike two wordings are in the language in which they are most alike, 0 to 1."""
    shared = old.keys() & new.keys()
    if not shared:
        return 1.0
    return max(
        difflib.SequenceMatcher(None, old[language].casefold(), new[language].casefold()).ratio()
        for language in shared
    )
