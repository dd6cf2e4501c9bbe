"""What changed between two versions, in words, and what that means for answers already given.

- cosmetic: wordings; old and new answers mean the same.
- compatible: more can be answered, or asked of others; old answers stay good.
- breaking: an old answer may no longer mean what the new question asks; needs a new wave.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from survey_app.questionnaire.model import Question, Questionnaire, Text
from survey_app.questionnaire.problems import error

Level = Literal["cosmetic", "compatible", "breaking"]
LEVELS: tuple[Level, ...] = ("cosmetic", "compatible", "breaking")

# Below this likeness in every language a new wording under an old code is taken for a new choice.
REUSED_LIKENESS = 0.35

SENTENCES: dict[str, tuple[Level, Text]] = {
    "title": ("cosmetic", {"en": "The title was reworded.", "ru": "Изменено название.",
                           "zh": "修改了标题。"}),
    "languages": ("compatible", {
        "en": "It can now be answered in: {languages}.",
        "ru": "Языки анкеты теперь: {languages}.",
        "zh": "现在可用以下语言填写：{languages}。"}),
    "section_added": ("cosmetic", {
        "en": "Section '{key}' is new.", "ru": "Новый раздел «{key}».",
        "zh": "新增部分“{key}”。"}),
    "section_removed": ("cosmetic", {
        "en": "Section '{key}' is gone.", "ru": "Раздел «{key}» убран.",
        "zh": "删除了部分“{key}”。"}),
    "section_worded": ("cosmetic", {
        "en": "Section '{key}' was reworded.", "ru": "Раздел «{key}» переписан.",
        "zh": "修改了部分“{key}”的文字。"}),
    "added": ("compatible", {
        "en": "Question '{key}' is new and optional.",
        "ru": "Новый необязательный вопрос «{key}».", "zh": "新增选填题“{key}”。"}),
    "added_required": ("breaking", {
        "en": "Question '{key}' is new and required; earlier responses lack it.",
        "ru": "Новый обязательный вопрос «{key}»: в прежних ответах его нет.",
        "zh": "新增必填题“{key}”，之前的答卷里没有。"}),
    "removed": ("breaking", {
        "en": "Question '{key}' is gone.", "ru": "Вопрос «{key}» убран.",
        "zh": "删除了题目“{key}”。"}),
    "moved": ("compatible", {
        "en": "Question '{key}' stands elsewhere.", "ru": "Вопрос «{key}» стоит в другом месте.",
        "zh": "题目“{key}”换了位置。"}),
    "worded": ("cosmetic", {
        "en": "Question '{key}' was reworded.", "ru": "Вопрос «{key}» переписан.",
        "zh": "修改了题目“{key}”的文字。"}),
    "type": ("breaking", {
        "en": "Question '{key}' changed its type from {old} to {new}.",
        "ru": "Вопрос «{key}» сменил тип с {old} на {new}.",
        "zh": "题目“{key}”的类型由 {old} 改为 {new}。"}),
    "required": ("breaking", {
        "en": "Question '{key}' became required; earlier responses may lack it.",
        "ru": "Вопрос «{key}» стал обязательным: в прежних ответах его может не быть.",
        "zh": "题目“{key}”改为必填，之前的答卷可能没有。"}),
    "optional": ("compatible", {
        "en": "Question '{key}' became optional.", "ru": "Вопрос «{key}» стал необязательным.",
        "zh": "题目“{key}”改为选填。"}),
    "rule": ("compatible", {
        "en": "Question '{key}' is shown in other cases.",
        "ru": "Вопрос «{key}» показывается в других случаях.",
        "zh": "题目“{key}”的显示条件改变了。"}),
    "tags": ("compatible", {
        "en": "Question '{key}' has other tags for the analysis.",
        "ru": "У вопроса «{key}» другие метки для анализа.",
        "zh": "题目“{key}”的分析标签改变了。"}),
    "measure": ("breaking", {
        "en": "Question '{key}' measures on another scale or in another unit.",
        "ru": "Вопрос «{key}» измеряется по другой шкале или в других единицах.",
        "zh": "题目“{key}”改用了其他量表或单位。"}),
    "limits": ("compatible", {
        "en": "Question '{key}' has other limits.", "ru": "У вопроса «{key}» другие пределы.",
        "zh": "题目“{key}”的限制改变了。"}),
    "choice_added": ("compatible", {
        "en": "Question '{key}' has the new choice '{choice}'.",
        "ru": "У вопроса «{key}» новый вариант «{choice}».",
        "zh": "题目“{key}”新增选项“{choice}”。"}),
    "choice_removed": ("breaking", {
        "en": "Question '{key}' lost the choice '{choice}'.",
        "ru": "У вопроса «{key}» убран вариант «{choice}».",
        "zh": "题目“{key}”删除了选项“{choice}”。"}),
    "choice_worded": ("cosmetic", {
        "en": "Choice '{choice}' of question '{key}' was reworded.",
        "ru": "Вариант «{choice}» вопроса «{key}» переписан.",
        "zh": "修改了题目“{key}”选项“{choice}”的文字。"}),
    "choice_reused": ("breaking", {
        "en": "Choice '{choice}' of question '{key}' seems to mean something else now.",
        "ru": "Вариант «{choice}» вопроса «{key}», похоже, теперь значит другое.",
        "zh": "题目“{key}”的选项“{choice}”似乎已改变含义。"}),
    "choice_role": ("compatible", {
        "en": "Choice '{choice}' of question '{key}' combines with others differently.",
        "ru": "Вариант «{choice}» вопроса «{key}» иначе сочетается с другими.",
        "zh": "题目“{key}”的选项“{choice}”与其他选项的搭配方式改变了。"}),
    "choice_order": ("cosmetic", {
        "en": "The choices of question '{key}' stand in another order.",
        "ru": "Варианты вопроса «{key}» стоят в другом порядке.",
        "zh": "题目“{key}”的选项顺序改变了。"}),
}  # fmt: skip


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
        return texts[language].format(key=self.key, **self.details)


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
    for key in before:
        if key not in after:
            yield _change("section_removed", key)


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
            yield from _changes_of(before[key], question)
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


def _changes_of(old: Question, new: Question) -> Iterator[Change]:
    key = new.key
    if old.type != new.type:
        yield _change("type", key, old=old.type, new=new.type)
        return
    if _wordings(old) != _wordings(new):
        yield _change("worded", key)
    if old.required != new.required:
        yield _change("required" if new.required else "optional", key)
    if old.show_if != new.show_if:
        yield _change("rule", key)
    if set(old.elicits) != set(new.elicits):
        yield _change("tags", key)
    if _measure(old) != _measure(new):
        yield _change("measure", key)
    if (old.min, old.max, old.integer, old.rows) != (new.min, new.max, new.integer, new.rows):
        yield _change("limits", key)
    yield from _choice_changes(old, new)


def _wordings(question: Question) -> list[object]:
    scale = question.scale
    ends = [scale.low_text, scale.high_text] if scale else []
    return [question.text, question.help, question.purpose, question.interviewer_text,
            dict(question.probes), question.sensitive, *ends]  # fmt: skip


def _measure(question: Question) -> tuple[object, ...]:
    ends = (question.scale.low, question.scale.high) if question.scale else ()
    return (*ends, question.currency, dict(question.unit))


def _choice_changes(old: Question, new: Question) -> Iterator[Change]:
    before = {choice.code: choice for choice in old.choices}
    after = {choice.code: choice for choice in new.choices}
    for code in before:
        if code not in after:
            yield _change("choice_removed", new.key, choice=code)
    for code, choice in after.items():
        if code not in before:
            yield _change("choice_added", new.key, choice=code)
            continue
        was = before[code]
        if was.text != choice.text:
            reused = _likeness(was.text, choice.text) < REUSED_LIKENESS
            yield _change("choice_reused" if reused else "choice_worded", new.key, choice=code)
        if (was.other, was.exclusive) != (choice.other, choice.exclusive):
            yield _change("choice_role", new.key, choice=code)
    if [c for c in before if c in after] != [c for c in after if c in before]:
        yield _change("choice_order", new.key)


def _likeness(old: Text, new: Text) -> float:
    """How alike two wordings are in the language in which they are most alike, 0 to 1."""
    shared = old.keys() & new.keys()
    if not shared:
        return 1.0
    return max(
        difflib.SequenceMatcher(None, old[language].casefold(), new[language].casefold()).ratio()
        for language in shared
    )
