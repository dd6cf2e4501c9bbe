"""Russian: dictionary lemmas by pymorphy3; stop words written for this project (MIT), kept short.

Words that carry a signal (не, нет, ни, без, хотеть, нужно, проблема, слишком) are no stop words.
"""

import re
from functools import cache, lru_cache
from typing import Any

from survey_app.nlp.lang.base import Language, spaced_word_spans, words

STOP_WORDS = words("""
а бы быть в ваш весь во вот все вы да для до его ее если есть еще же за и из или их к как какой
когда кто ли мой мочь мы на наш него нее них но о об один он она они оно от очень по под при про
раз с сам свой себя сейчас со так такой там то тоже только тот ты у уже чем что чтобы это этот я
""")
ABBREVIATIONS = words("""
акад гг гл гос д др ед зав зам и.о им кв кг км коп корп млн млрд мин напр обл оф п пер пл пос пр
просп проф р рис руб с сек см соотв ср ст стр т т.д т.е т.к т.н т.п тел тов тыс ул ч чел шт экз
""")
CONTRAST = re.compile(
    r"(?:[,;:(–—-]\s{0,2}|\s)(?=(?:но|однако|хотя|зато|правда,|к\sсожалению|при\sэтом|тем\sне\sменее"
    r"|несмотря\sна|кроме|разве\sчто)\b)|,\s(?=а\s)|;\s|\s[–—]\s(?=но\b)",
    re.IGNORECASE,
)
# Small words with a capital that no mark stands before: they begin a sentence, for Russian titles
# have only their first word in capitals. 'Вы' and 'Ваш' are polite and prove nothing.
UNMARKED_START = re.compile(
    r"(?<=[а-яё\d%₽🏻-🏿\ufe0f])(?=\s{1,3}(?:Я|Ты|Он|Она|Они|Мы|Это|Вот|Ну|Если|Когда|Там|Тут|Здесь|Почему"
    r"|Зачем|Мне|Меня|Нам|Ещё|Еще|Уже|Очень|Потом|Теперь|Сейчас|Вчера|Сегодня|Завтра|Тоже|Только"
    r"|Просто|Хотя|Зато|Никто|Никогда|Ничего|Пока|После|Может|Надо|Нужно|Можно|Нельзя|Спасибо"
    r"|Пожалуйста|Здравствуйте|Короче|Вообще|Опять|Сколько|Хочу|Хотим|Хотелось|Жду|Прошу|Будет)\s+[а-яё])"
)


@cache
def _analyzer() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=100_000)
def lemma(word: str) -> str:
    """Give the dictionary form of a Russian word: 'выгрузки' and 'выгрузку' become 'выгрузка'."""
    word = word.lower()
    if len(word) > 40 or not any("а" <= letter <= "я" or letter == "ё" for letter in word):
        return word
    return str(_analyzer().parse(word)[0].normal_form).replace("ё", "е")


LANGUAGE = Language(
    code="ru",
    name="Russian",
    stop_words=STOP_WORDS,
    sentence_marks=".!?…",
    abbreviations=ABBREVIATIONS,
    contrast=CONTRAST,
    word_spans=spaced_word_spans,
    normalise=lemma,
    closing_abbreviations=words("т.д т.п д п др"),
    unmarked_start=UNMARKED_START,
    examples=(
        "Выгрузка длится вечность, и никто не отвечает.",
        "Хотелось бы читать наши старые файлы.",
        "Слишком дорого для команды из трёх человек.",
    ),
)
