"""What is wrong with a file that somebody brings: one sentence and a remedy, in three languages."""

from __future__ import annotations

from typing import Any

from survey_app.questionnaire.errors import QuestionnaireError
from survey_app.questionnaire.model import LANGUAGES

Pair = tuple[str, str]

KINDS: dict[str, dict[str, Pair]] = {
    "QX001": {
        "en": ("{name} is of a kind that cannot be read here.", "Bring one of: {known}."),
        "ru": ("Файлы такого вида, как {name}, здесь не читаются.", "Подойдут: {known}."),
        "zh": ("无法读取 {name} 这类文件。", "可用的格式：{known}。"),
    },
    "QX002": {
        "en": ("{name} is larger than {limit_mb} MB.", "Bring the form without its data or media."),
        "ru": ("{name} больше {limit_mb} МБ.", "Возьмите анкету без данных и картинок."),
        "zh": ("{name} 超过 {limit_mb} MB。", "请只提供问卷本身，不带数据和媒体文件。"),
    },
    "QX003": {
        "en": ("{name} is empty.", "Choose the file that holds the questions."),
        "ru": ("Файл {name} пуст.", "Выберите файл, в котором есть вопросы."),
        "zh": ("{name} 是空的。", "请选择含有题目的文件。"),
    },
    "QX004": {
        "en": ("{name} is damaged or no {format} ({reason}).", "Save it again and bring that."),
        "ru": ("{name} повреждён или это не {format} ({reason}).", "Сохраните его заново."),
        "zh": ("{name} 已损坏或不是 {format}（{reason}）。", "请重新保存后再试。"),
    },
    "QX005": {
        "en": (
            "{name} unpacks to more than {limit_mb} MB or {limit_rows} rows.",
            "Keep only the sheets survey, choices and settings.",
        ),
        "ru": (
            "{name} распаковывается больше чем в {limit_mb} МБ или {limit_rows} строк.",
            "Оставьте только листы survey, choices и settings.",
        ),
        "zh": (
            "{name} 解压后超过 {limit_mb} MB 或 {limit_rows} 行。",
            "请只保留 survey、choices 和 settings 工作表。",
        ),
    },
    "QX006": {
        "en": (
            "{name} has no sheet 'survey' with the columns 'type' and 'name'.",
            "Bring a form in the XLSForm layout.",
        ),
        "ru": (
            "В {name} нет листа «survey» со столбцами «type» и «name».",
            "Нужна анкета в разметке XLSForm.",
        ),
        "zh": ("{name} 没有含“type”和“name”列的“survey”工作表。", "请提供 XLSForm 格式的表单。"),
    },
    "QX007": {
        "en": ("{name} holds no question that can be asked here.", "Look at the list below."),
        "ru": ("В {name} нет вопросов, которые можно задать здесь.", "Посмотрите список ниже."),
        "zh": ("{name} 里没有可以在这里提问的题目。", "请看下面的列表。"),
    },
    "QX008": {
        "en": ("{place} cannot be understood: {reason}.", "Mend it and try again."),
        "ru": ("{place}: разобрать нельзя, {reason}.", "Исправьте и попробуйте ещё раз."),
        "zh": ("{place}无法理解：{reason}。", "请修改后重试。"),
    },
    "QX009": {
        "en": ("{format} cannot be brought in, only taken out.", "Bring one of: {known}."),
        "ru": ("{format} можно только выгрузить.", "Загрузить можно: {known}."),
        "zh": ("{format} 只能导出，不能导入。", "可导入的格式：{known}。"),
    },
    "QX010": {
        "en": (
            "The text has Chinese letters and the server has no font for them.",
            "Install one (for instance Noto Serif CJK SC), or choose another language.",
        ),
        "ru": (
            "В тексте есть китайские иероглифы, а шрифта для них на сервере нет.",
            "Установите его (например, Noto Serif CJK SC) или выберите другой язык.",
        ),
        "zh": (
            "内容包含中文，但服务器上没有中文字体。",
            "请安装（例如 Noto Serif CJK SC），或选择其他语言。",
        ),
    },
    "QX011": {
        "en": ("The questionnaire is not in '{language}'.", "Choose one of: {known}."),
        "ru": ("На языке «{language}» анкеты нет.", "Выберите из: {known}."),
        "zh": ("问卷没有“{language}”版本。", "请选择：{known}。"),
    },
}


class ExchangeError(QuestionnaireError):
    """A file cannot be read as a questionnaire, or a questionnaire not written as asked."""

    def __init__(self, code: str, /, **details: Any) -> None:
        words = {
            language: (sentence.format(**said), remedy.format(**said))
            for language in LANGUAGES
            for sentence, remedy in (KINDS[code][language],)
            for said in (_worded(details, language),)
        }
        super().__init__(code, *words["en"], words=words)
        self.details = details


def _worded(details: dict[str, Any], language: str) -> dict[str, Any]:
    """Details that can be said in several languages, in this one."""
    return {
        name: value.in_language(language) if hasattr(value, "in_language") else value
        for name, value in details.items()
    }
