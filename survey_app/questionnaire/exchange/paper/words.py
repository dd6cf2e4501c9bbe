"""What a printed form says in its own voice."""

from __future__ import annotations

from survey_app.questionnaire.model import Text

WORDS: dict[str, Text] = {
    "intro": {
        "en": "Please write clearly. * marks what needs an answer.",
        "ru": "Пишите, пожалуйста, разборчиво. Звёздочкой * отмечено то, что нужно заполнить.",
        "zh": "请用清晰的字迹填写。标 * 的为必填。",
    },
    "intro_free": {
        "en": "Please write clearly. You may leave out any question.",
        "ru": "Пишите, пожалуйста, разборчиво. Любой вопрос можно пропустить.",
        "zh": "请用清晰的字迹填写。任何题目都可以不答。",
    },
    "number": {"en": "Number", "ru": "Номер", "zh": "编号"},
    "date": {"en": "Date", "ru": "Дата", "zh": "日期"},
    "one": {"en": "Tick one.", "ru": "Отметьте один вариант.", "zh": "请选一项。"},
    "many": {
        "en": "Tick all that fit.", "ru": "Отметьте всё, что подходит.", "zh": "可多选。"
    },
    "one_a_row": {
        "en": "Tick one in each row.", "ru": "Отметьте по одному в каждой строке.",
        "zh": "每行选一项。",
    },
    "rank": {
        "en": "Number them: 1 comes first.", "ru": "Расставьте номера: 1 — самое важное.",
        "zh": "请编号排序：1 为最先。",
    },
    "alone": {
        "en": "(by itself)", "ru": "(только отдельно)", "zh": "（单选）"
    },
    "list": {"en": "One a line.", "ru": "По одному в строке.", "zh": "每行写一个。"},
    "whys": {
        "en": "Then ask yourself why, up to five times.",
        "ru": "Затем спросите себя «почему?» — до пяти раз.",
        "zh": "然后追问自己“为什么”，最多五次。",
    },
    "why": {"en": "Why is that?", "ru": "Почему так?", "zh": "为什么？"},
    "or_range": {
        "en": "Or tick a range:", "ru": "Или отметьте диапазон:", "zh": "或选择范围："
    },
    "between": {
        "en": "From {low} to {high}.", "ru": "От {low} до {high}.", "zh": "{low} 到 {high}。"
    },
    "at_least": {"en": "At least {low}.", "ru": "Не меньше {low}.", "zh": "至少 {low}。"},
    "at_most": {"en": "At most {high}.", "ru": "Не больше {high}.", "zh": "最多 {high}。"},
    "day": {"en": "Day, month, year.", "ru": "День, месяц, год.", "zh": "日、月、年。"},
    "attach": {
        "en": "Fasten it to this form.", "ru": "Приложите к этой анкете.", "zh": "请附在本表后。"
    },
    "yes": {"en": "Yes", "ru": "Да", "zh": "是"},
    "no": {"en": "No", "ru": "Нет", "zh": "否"},
    "agree": {"en": "I agree", "ru": "Согласие дано", "zh": "我同意"},
    "free": {
        "en": "You need not answer this.", "ru": "На это можно не отвечать.", "zh": "可以不回答。"
    },
    "only_if": {
        "en": "Only if {rule}.", "ru": "Только если {rule}.", "zh": "仅当{rule}时填写。"
    },
    "page": {"en": "page", "ru": "стр.", "zh": "页"},
    "thanks": {"en": "Thank you!", "ru": "Спасибо!", "zh": "谢谢！"},
}  # fmt: skip

RULES: dict[str, Text] = {
    "question": {"en": "question {number}", "ru": "вопрос {number}", "zh": "第 {number} 题"},
    "and": {"en": "{left} and {right}", "ru": "{left} и {right}", "zh": "{left}且{right}"},
    "or": {"en": "{left} or {right}", "ru": "{left} или {right}", "zh": "{left}或{right}"},
    "not": {"en": "not: {left}", "ru": "неверно, что {left}", "zh": "并非{left}"},
    "==": {"en": "{left} is “{right}”", "ru": "{left}: «{right}»", "zh": "{left}为“{right}”"},
    "!=": {
        "en": "{left} is answered and not “{right}”",
        "ru": "{left} отвечен, но не «{right}»",
        "zh": "{left}已答且不是“{right}”",
    },
    "not_is": {
        "en": "{left} is not “{right}”", "ru": "{left} — не «{right}»",
        "zh": "{left}不是“{right}”",
    },
    "answered": {"en": "{left} is answered", "ru": "{left} отвечен", "zh": "{left}已答"},
    "in": {
        "en": "“{right}” is ticked in {left}", "ru": "в {left} отмечено «{right}»",
        "zh": "{left}选了“{right}”",
    },
    "among": {
        "en": "{left} is one of: {right}", "ru": "{left} — одно из: {right}",
        "zh": "{left}是其中之一：{right}",
    },
    ">": {"en": "{left} is over {right}", "ru": "{left} больше {right}", "zh": "{left}大于{right}"},
    ">=": {
        "en": "{left} is {right} or more", "ru": "{left} не меньше {right}",
        "zh": "{left}不小于{right}",
    },
    "<": {
        "en": "{left} is under {right}", "ru": "{left} меньше {right}", "zh": "{left}小于{right}"
    },
    "<=": {
        "en": "{left} is {right} or less", "ru": "{left} не больше {right}",
        "zh": "{left}不大于{right}",
    },
}  # fmt: skip
