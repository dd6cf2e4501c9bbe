"""Russian: dictionary lemmas by pymorphy3; stop words written for this project (MIT), kept short.

Words that carry a signal (не, нет, ни, без, хотеть, нужно, проблема, слишком) are no stop words.
"""

from functools import cache, lru_cache
from typing import Any

from survey_app.nlp.lang.base import Language, spaced_word_spans

STOP_WORDS = """
а бы быть в ваш весь во вот время все всё вы да для до его ее её если есть еще ещё же за и из или их к
как какой когда кто ли мой мочь мы на наш него нее неё них но о об один он она они оно от очень
по под при про раз с сам свой себя сейчас со так такой там то тоже только тот ты у уже чем что
чтобы это этот я
""".split()


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
    stop_words=frozenset(word.replace("ё", "е") for word in STOP_WORDS),
    sentence_marks=".!?…",
    word_spans=spaced_word_spans,
    normalise=lemma,
    examples=(
        "Выгрузка длится вечность, и никто не отвечает.",
        "Хотелось бы читать наши старые файлы.",
        "Слишком дорого для команды из трёх человек.",
    ),
)
