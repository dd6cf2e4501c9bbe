"""Pieces of the sentences about problems that are worded in each language: what, and what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from survey_app.questionnaire.model import Text, wording

TERMS: dict[str, Text] = {
    "bank": {"en": "the bank", "ru": "банк вопросов", "zh": "题库"},
    "questionnaire": {"en": "the questionnaire", "ru": "анкета", "zh": "问卷"},
    "section": {"en": "section '{key}'", "ru": "раздел «{key}»", "zh": "部分“{key}”"},
    "section_n": {"en": "section {number}", "ru": "раздел {number}", "zh": "第 {number} 部分"},
    "question": {"en": "question '{key}'", "ru": "вопрос «{key}»", "zh": "题目“{key}”"},
    "question_n": {
        "en": "question {number} of {title}",
        "ru": "вопрос {number} в разделе «{title}»",
        "zh": "“{title}”的第 {number} 题",
    },
    "choice": {
        "en": "{what}, choice '{code}'",
        "ru": "{what}, вариант «{code}»",
        "zh": "{what}的选项“{code}”",
    },
    "choice_n": {
        "en": "{what}, choice {number}",
        "ru": "{what}, вариант {number}",
        "zh": "{what}的第 {number} 个选项",
    },
    "item": {
        "en": "{what}, row '{code}'",
        "ru": "{what}, строка «{code}»",
        "zh": "{what}的行“{code}”",
    },
    "item_n": {
        "en": "{what}, row {number}",
        "ru": "{what}, строка {number}",
        "zh": "{what}的第 {number} 行",
    },
    "check": {
        "en": "{what}, check {number}",
        "ru": "{what}, проверка {number}",
        "zh": "{what}的第 {number} 条检查",
    },
    "computed": {
        "en": "computed value '{key}'",
        "ru": "вычисляемое значение «{key}»",
        "zh": "计算值“{key}”",
    },
    "computed_n": {
        "en": "computed value {number}",
        "ru": "вычисляемое значение {number}",
        "zh": "第 {number} 个计算值",
    },
    "quote_earlier": {
        "en": "Quote the key of an earlier question.",
        "ru": "Подставьте ключ более раннего вопроса.",
        "zh": "请引用前面题目的键。",
    },
    "scale": {"en": "{what}, scale", "ru": "{what}, шкала", "zh": "{what}的量表"},
    "bank_named": {"en": "bank", "ru": "банк вопросов", "zh": "题库"},
    "section_of": {"en": "section of '{bank}'", "ru": "раздел в «{bank}»", "zh": "“{bank}”的部分"},
    "question_of": {
        "en": "question of '{bank}'",
        "ru": "вопрос в «{bank}»",
        "zh": "“{bank}”的题目",
    },
    "choice_of": {"en": "choice of '{key}'", "ru": "вариант в «{key}»", "zh": "“{key}”的选项"},
    "question_to_move": {
        "en": "question to move",
        "ru": "вопрос, который можно переставить,",
        "zh": "可移动的题目",
    },
    "new_question": {"en": "the new question", "ru": "новый вопрос", "zh": "新题目"},
    "meant": {
        "en": "Did you mean '{name}'?",
        "ru": "Возможно, имелось в виду «{name}».",
        "zh": "是否想写“{name}”？",
    },
    "use_one": {
        "en": "Use one of: {known}.",
        "ru": "Возьмите одно из: {known}.",
        "zh": "请使用其中之一：{known}。",
    },
    "choose_there": {
        "en": "Choose one that is there.",
        "ru": "Выберите из того, что есть.",
        "zh": "请选择现有的一项。",
    },
    "choose_of_bank": {
        "en": "Choose that question of its bank too.",
        "ru": "Выберите из того же банка и этот вопрос.",
        "zh": "请把同一题库中的该题也选上。",
    },
    "ask_earlier": {
        "en": "Use the key of an earlier question, and quotation marks around choice codes.",
        "ru": "Укажите ключ более раннего вопроса; коды вариантов берите в кавычки.",
        "zh": "请使用前面题目的键，选项代码要加引号。",
    },
    "check_marks": {
        "en": "Check brackets, quotes and ==.",
        "ru": "Проверьте скобки, кавычки и ==.",
        "zh": "请检查括号、引号和 ==。",
    },
    "close_quote": {
        "en": "Close the quotation mark.",
        "ru": "Закройте кавычку.",
        "zh": "请补上另一个引号。",
    },
    "write_equals": {
        "en": "Write == to compare.",
        "ru": "Для сравнения пишите ==.",
        "zh": "比较时请写 ==。",
    },
    "long": {"en": "long", "ru": "длинное", "zh": "长"},
    "deep": {"en": "deeply nested", "ru": "запутанное", "zh": "复杂（嵌套太深）"},
    "n_chars": {"en": "{n} characters", "ru": "{n} знаков", "zh": "{n} 个字符"},
    "n_levels": {"en": "{n} levels", "ru": "{n} уровней", "zh": "{n} 层"},
    "function": {"en": "a function call", "ru": "вызов функции", "zh": "函数调用"},
    "not_plain": {
        "en": "a list of something other than plain values",
        "ru": "список не из простых значений",
        "zh": "含有非普通值的列表",
    },
}


@dataclass(frozen=True, slots=True)
class Term:
    """A piece of a sentence that can be said in each language; as a string it is English."""

    code: str
    details: Mapping[str, Any] = field(default_factory=dict)

    def in_language(self, language: str) -> str:
        """Word the piece, and the pieces inside it."""
        return wording(TERMS[self.code], language).format(**worded(self.details, language))

    def __str__(self) -> str:
        return self.in_language("en")


def term(code: str, /, **details: Any) -> Term:
    """Make a piece of a sentence from the table."""
    return Term(code, details)


def worded(details: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Word every piece among the details of a sentence in a language."""
    return {
        name: value.in_language(language) if isinstance(value, Term) else value
        for name, value in details.items()
    }


def nearest(name: str, known: Iterable[str], *, otherwise: Term | None = None) -> Term:
    """Advise the known name that looks most like a mistyped one; else list all known."""
    names = sorted(known)
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    if close:
        return term("meant", name=close[0])
    return otherwise or term("use_one", known=", ".join(names))
