"""What a format cannot carry: each loss a kind, a place and its details, told in three languages.

Whoever brings a questionnaire in or takes it out sees the whole list; nothing is dropped in
silence. A loss is no error: what could be carried over was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from survey_app.questionnaire.model import Text, wording

LOSSES: dict[str, Text] = {
    # whole questions
    "type_left_out": {
        "en": "{place}: '{type}' cannot be carried over and is left out.",
        "ru": "{place}: «{type}» перенести нельзя, пропущено.",
        "zh": "{place}：“{type}”无法转换，已略去。",
    },
    "type_nearest": {
        "en": "{place}: '{type}' becomes '{new}'.",
        "ru": "{place}: вместо «{type}» будет «{new}».",
        "zh": "{place}：“{type}”改为“{new}”。",
    },
    "no_wording": {
        "en": "{place}: there is no wording, so the key stands in its place.",
        "ru": "{place}: текста нет, вместо него стоит ключ.",
        "zh": "{place}：没有文字，暂以键代替。",
    },
    "metadata": {
        "en": "{place}: '{type}' is recorded by the other tool itself and is left out.",
        "ru": "{place}: «{type}» записывает сама та программа, пропущено.",
        "zh": "{place}：“{type}”由对方工具自行记录，已略去。",
    },
    "repeat": {
        "en": "{place}: the questions are asked once; repeating '{name}' cannot be carried over.",
        "ru": "{place}: вопросы задаются один раз, повторение «{name}» перенести нельзя.",
        "zh": "{place}：题目只问一次，“{name}”的重复无法转换。",
    },
    "flattened": {
        "en": "{place}: the group '{name}' is dissolved; its questions stay, with its condition.",
        "ru": "{place}: группа «{name}» раскрыта, её вопросы и условие остаются.",
        "zh": "{place}：分组“{name}”已拆开，题目和条件保留。",
    },
    # parts of a question
    "property": {
        "en": "{place}: '{name}' cannot be carried over ({value}).",
        "ru": "{place}: «{name}» перенести нельзя ({value}).",
        "zh": "{place}：“{name}”无法转换（{value}）。",
    },
    "rule": {
        "en": "{place}: the condition cannot be carried over, so it is always shown: {rule}",
        "ru": "{place}: условие перенести нельзя, показывается всегда: {rule}",
        "zh": "{place}：条件无法转换，将始终显示：{rule}",
    },
    "check": {
        "en": "{place}: the check of the answer cannot be carried over: {rule}",
        "ru": "{place}: проверку ответа перенести нельзя: {rule}",
        "zh": "{place}：答案校验无法转换：{rule}",
    },
    "computed": {
        "en": "{place}: the calculation of '{name}' cannot be carried over: {rule}",
        "ru": "{place}: вычисление «{name}» перенести нельзя: {rule}",
        "zh": "{place}：“{name}”的计算无法转换：{rule}",
    },
    "renamed": {
        "en": "{place}: '{old}' is called '{new}' here, since keys are small Latin letters.",
        "ru": "{place}: «{old}» здесь называется «{new}»: ключи пишутся строчной латиницей.",
        "zh": "{place}：“{old}”在这里叫“{new}”，因为键只用小写拉丁字母。",
    },
    "shortened": {
        "en": "{place}: the wording in '{name}' is cut to {most} characters.",
        "ru": "{place}: текст в «{name}» сокращён до {most} знаков.",
        "zh": "{place}：“{name}”的文字截短为 {most} 个字符。",
    },
    "markup": {
        "en": "{place}: formatting and pictures in the wording are left out.",
        "ru": "{place}: оформление и картинки в тексте пропущены.",
        "zh": "{place}：文字中的格式和图片已略去。",
    },
    "fallback_made": {
        "en": "{place}: where '{name}' has no answer, '…' stands; write a better word.",
        "ru": "{place}: если на «{name}» нет ответа, стоит «…»; напишите слово получше.",
        "zh": "{place}：“{name}”无答案时显示“…”，请改成更好的词。",
    },
    "fallback_lost": {
        "en": "{place}: other tools show nothing where '{name}' has no answer.",
        "ru": "{place}: другие программы ничего не покажут, если на «{name}» нет ответа.",
        "zh": "{place}：“{name}”无答案时，其他工具什么也不显示。",
    },
    "too_few_choices": {
        "en": "{place}: fewer than two choices to tick; it becomes a question for a short text.",
        "ru": "{place}: меньше двух вариантов, вопрос становится коротким текстом.",
        "zh": "{place}：选项不足两个，改为简短文本题。",
    },
    # the whole
    "setting": {
        "en": "{place}: the setting '{name}' cannot be carried over ({value}).",
        "ru": "{place}: настройку «{name}» перенести нельзя ({value}).",
        "zh": "{place}：设置“{name}”无法转换（{value}）。",
    },
    "language_left_out": {
        "en": "Wordings in '{language}' are left out.",
        "ru": "Тексты на языке «{language}» пропущены.",
        "zh": "“{language}”的文字已略去。",
    },
    "language_taken": {
        "en": "Wordings without a known language are taken as '{language}'.",
        "ru": "Тексты без известного языка считаются текстами на «{language}».",
        "zh": "未标明语言的文字按“{language}”处理。",
    },
    "sheet_left_out": {
        "en": "The sheet '{name}' is left out.",
        "ru": "Лист «{name}» пропущен.",
        "zh": "工作表“{name}”已略去。",
    },
    "aside": {
        "en": "Only Portrait reads {names}: other tools leave it aside.",
        "ru": "{names}: читает только Portrait, другие программы это пропустят.",
        "zh": "{names}：只有 Portrait 能读，其他工具会忽略。",
    },
    "bank_facts": {
        "en": "The bank's own facts are left out: {names}.",
        "ru": "Сведения о банке пропущены: {names}.",
        "zh": "题库自身的信息已略去：{names}。",
    },
    "on_paper": {
        "en": "{place}: paper cannot do it: {name}.",
        "ru": "{place}: на бумаге это невозможно: {name}.",
        "zh": "{place}：纸面上无法实现：{name}。",
    },
}

PLACES: dict[str, Text] = {
    "row": {"en": "row {row} of '{sheet}'", "ru": "строка {row} листа «{sheet}»",
            "zh": "“{sheet}”第 {row} 行"},
    "question": {"en": "question '{key}'", "ru": "вопрос «{key}»", "zh": "题目“{key}”"},
    "section": {"en": "section '{key}'", "ru": "раздел «{key}»", "zh": "部分“{key}”"},
    "element": {"en": "element '{name}'", "ru": "элемент «{name}»", "zh": "元素“{name}”"},
    "page": {"en": "page '{name}'", "ru": "страница «{name}»", "zh": "页面“{name}”"},
    "survey": {"en": "the survey", "ru": "опрос", "zh": "调查"},
    "settings": {"en": "the sheet 'settings'", "ru": "лист «settings»", "zh": "工作表“settings”"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a row of a sheet, a question, a page."""

    kind: str
    details: tuple[tuple[str, Any], ...] = ()

    def in_language(self, language: str) -> str:
        """Name the place."""
        return wording(PLACES[self.kind], language).format(**dict(self.details))

    def __str__(self) -> str:
        return self.in_language("en")


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing that is not carried over; as a string it is English."""

    code: str
    place: Place | None = None
    details: Mapping[str, Any] = field(default_factory=dict)

    def in_language(self, language: str) -> str:
        """Say what is lost and where."""
        place = self.place.in_language(language) if self.place else ""
        said = wording(LOSSES[self.code], language).format(place=place, **self.details)
        return said[:1].upper() + said[1:]

    def __str__(self) -> str:
        return self.in_language("en")


def place(kind: str, /, **details: Any) -> Place:
    """Make a place from the table."""
    return Place(kind, tuple(details.items()))


def loss(code: str, where: Place | None = None, /, **details: Any) -> Loss:
    """Make a loss from the table."""
    return Loss(code, where, details)


def excerpt(value: object, most: int = 80) -> str:
    """Show a value in a sentence: on one line and not too long."""
    text = " ".join(str(value).split())
    return text if len(text) <= most else text[: most - 1] + "…"
