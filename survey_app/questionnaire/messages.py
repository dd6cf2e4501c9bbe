"""What a respondent is told when an answer cannot be taken: by code, in each language.

Each message says what to do, never what the person did wrong.
"""

from __future__ import annotations

from typing import Any

from survey_app.questionnaire.model import Text
from survey_app.questionnaire.problems import error

MESSAGES: dict[str, Text] = {
    "write_answer": {
        "en": "Write an answer.",
        "ru": "Напишите ответ.",
        "zh": "请填写回答。",
    },
    "choose_one": {
        "en": "Choose one answer.",
        "ru": "Выберите один ответ.",
        "zh": "请选择一项。",
    },
    "choose_some": {
        "en": "Choose at least one.",
        "ru": "Выберите хотя бы один вариант.",
        "zh": "请至少选择一项。",
    },
    "choose_shown": {
        "en": "Choose from the answers shown.",
        "ru": "Выберите из предложенных вариантов.",
        "zh": "请从列出的选项中选择。",
    },
    "choose_once": {
        "en": "Choose each answer once.",
        "ru": "Выберите каждый вариант только один раз.",
        "zh": "每个选项请只选一次。",
    },
    "choose_exclusive": {
        "en": "Choose either “{choice}” or the other answers.",
        "ru": "Выберите либо «{choice}», либо другие варианты.",
        "zh": "请只选“{choice}”，或改选其他选项。",
    },
    "shorten": {
        "en": "Shorten the answer to {most} characters; it has {length}.",
        "ru": "Сократите ответ до {most} знаков: сейчас их {length}.",
        "zh": "请把回答缩短到 {most} 个字符以内，现在有 {length} 个。",
    },
    "shorten_row": {
        "en": "Shorten line {row} to {most} characters; it has {length}.",
        "ru": "Сократите строку {row} до {most} знаков: сейчас их {length}.",
        "zh": "请把第 {row} 行缩短到 {most} 个字符以内，现在有 {length} 个。",
    },
    "fewer_rows": {
        "en": "Keep the {most} most important lines; there are {n_rows}.",
        "ru": "Оставьте самые важные строки, не больше {most}: сейчас их {n_rows}.",
        "zh": "请保留最重要的 {most} 行，现在有 {n_rows} 行。",
    },
    "write_row": {
        "en": "Write at least one line.",
        "ru": "Напишите хотя бы одну строку.",
        "zh": "请至少填写一行。",
    },
    "write_text": {
        "en": "Write the answer as plain text.",
        "ru": "Напишите ответ обычным текстом.",
        "zh": "请用普通文字填写。",
    },
    "write_number": {
        "en": "Write a number, such as 12.5.",
        "ru": "Напишите число, например 12,5.",
        "zh": "请填写数字，例如 12.5。",
    },
    "write_whole": {
        "en": "Write a whole number, such as 12.",
        "ru": "Напишите целое число, например 12.",
        "zh": "请填写整数，例如 12。",
    },
    "number_low": {
        "en": "Write a number from {min} up.",
        "ru": "Напишите число не меньше {min}.",
        "zh": "请填写不小于 {min} 的数字。",
    },
    "number_high": {
        "en": "Write a number up to {max}.",
        "ru": "Напишите число не больше {max}.",
        "zh": "请填写不大于 {max} 的数字。",
    },
    "choose_point": {
        "en": "Choose a number from {low} to {high}.",
        "ru": "Выберите число от {low} до {high}.",
        "zh": "请选择 {low} 到 {high} 之间的数字。",
    },
    "choose_yes_no": {
        "en": "Choose yes or no.",
        "ru": "Выберите «да» или «нет».",
        "zh": "请选择“是”或“否”。",
    },
    "write_date": {
        "en": "Write the date as year-month-day, such as 2025-01-31.",
        "ru": "Напишите дату так: год-месяц-день, например 2025-01-31.",
        "zh": "请按“年-月-日”填写日期，例如 2025-01-31。",
    },
    "write_email": {
        "en": "Write an e-mail address, such as name@example.com.",
        "ru": "Напишите адрес почты, например name@example.com.",
        "zh": "请填写电子邮箱，例如 name@example.com。",
    },
    "give_consent": {
        "en": "Tick the box to go on.",
        "ru": "Поставьте отметку, чтобы продолжить.",
        "zh": "请勾选后继续。",
    },
    "more_rows": {
        "en": "Write at least {least} lines; there are {n_rows}.",
        "ru": "Напишите не меньше {least} строк: сейчас их {n_rows}.",
        "zh": "请至少写 {least} 行，现在有 {n_rows} 行。",
    },
    "place_some": {
        "en": "Give at least one answer a place.",
        "ru": "Поставьте на место хотя бы один вариант.",
        "zh": "请至少给一项排上名次。",
    },
    "place_once": {
        "en": "Give place {place} to one answer only.",
        "ru": "Отдайте место {place} только одному варианту.",
        "zh": "第 {place} 位请只留给一项。",
    },
    "choose_place": {
        "en": "Choose a place from the list.",
        "ru": "Выберите место из списка.",
        "zh": "请从列表中选择名次。",
    },
    "answer_rows": {
        "en": "Choose one answer in each row.",
        "ru": "Выберите по одному ответу в каждой строке.",
        "zh": "请在每一行各选一项。",
    },
    "write_phone": {
        "en": "Write a telephone number, such as +44 20 7946 0123.",
        "ru": "Напишите номер телефона, например +7 495 123-45-67.",
        "zh": "请填写电话号码，例如 010-1234-5678。",
    },
    "write_url": {
        "en": "Write a web address, such as https://example.com.",
        "ru": "Напишите адрес страницы, например https://example.com.",
        "zh": "请填写网址，例如 https://example.com。",
    },
    "choose_file": {
        "en": "Choose a file.",
        "ru": "Выберите файл.",
        "zh": "请选择一个文件。",
    },
    "file_size": {
        "en": "Choose a file of up to {most} MB.",
        "ru": "Выберите файл не больше {most} МБ.",
        "zh": "请选择不超过 {most} MB 的文件。",
    },
    "file_kind": {
        "en": "Choose a photo (JPEG, PNG, WebP), a PDF or a plain text file.",
        "ru": "Выберите фотографию (JPEG, PNG, WebP), PDF или текстовый файл.",
        "zh": "请选择照片（JPEG、PNG、WebP）、PDF 或纯文本文件。",
    },
    "leave_empty": {
        "en": "Leave this out; nothing is asked here.",
        "ru": "Оставьте пустым: здесь нет вопроса.",
        "zh": "此处无需作答，请留空。",
    },
}

INTERFACE: dict[str, Text] = {
    "yes": {"en": "Yes", "ru": "Да", "zh": "是"},
    "no": {"en": "No", "ru": "Нет", "zh": "否"},
    "why_next": {
        "en": "“{answer}”: why is that?",
        "ru": "«{answer}»: почему это так?",
        "zh": "“{answer}”——为什么？",
    },
    "depth": {"en": "Depth", "ru": "Глубина", "zh": "深度"},
    "agreed": {"en": "Agreed", "ru": "Согласие дано", "zh": "已同意"},
}
"""The few words that types themselves say in answers."""


def message(code: str, language: str, **details: Any) -> str:
    """Say what to do, in the respondent's language. Raises QuestionnaireError for an unknown one.

    >>> message("choose_some", "en")
    'Choose at least one.'
    """
    by_language = MESSAGES.get(code)
    if by_language is None:
        raise error("QB051", what="message", key=code, remedy="Use a code of MESSAGES.")
    if language not in by_language:
        raise error("QB054", language=language, known=", ".join(by_language))
    return by_language[language].format(**details)
