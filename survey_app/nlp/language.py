"""Which language a text is in: by its script first, then by its letters."""

import re
from functools import cache, lru_cache
from typing import Any

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_KANA_HANGUL = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
SAMPLE_CHARS = 2_000
MIN_LATIN_CHARS = 40  # below this a guess among Latin languages is noise, and English is assumed

# Small words of English. A text with a few of them need not be guessed by its letters, which takes
# ten times as long. Those of the second list are words elsewhere too.
_PLAINLY_ENGLISH = """
    after again an and another are at be because been before but by can could does doesn't don't
    every everything few for from get had has have how i'm in into is isn't it it's its just keep
    like make makes many more most much my need needs never no not nobody nothing of old on only or
    other our out over people said same shows should since so some take takes than that the their
    them then there these they this those though time to too twice under until up use used very was
    way we went were what when where which while who why will with without work works would you
    your
"""
_ALSO_ELSEWHERE = """
    an are at be but does few for had has have in is it its like make more most my never no of old
    on or over so than to too under up use was way we were will
"""
PLAINLY_ENGLISH = frozenset(_PLAINLY_ENGLISH.split())
ALSO_ELSEWHERE = frozenset(_ALSO_ELSEWHERE.split())
MIN_PLAIN_SHARE, MIN_PLAIN_WORDS = 0.2, 2  # of all words; of those no other language has, or 'the'
_WORD = re.compile(r"[a-z']+")

MIN_LEAD = 8.0  # log-odds by which another Latin-script language must beat English to be told


def detect_language(text: str) -> str:
    """Tell which of the three languages to read a text in: 'en', 'ru' or 'zh'.

    The script decides: a Chinese character says as much as three letters. What is none of them is
    read as English.
    """
    sample = text[:SAMPLE_CHARS]
    han = 3 * len(_HAN.findall(sample))
    cyrillic = len(_CYRILLIC.findall(sample))
    latin = len(_LATIN.findall(sample))
    if han and han >= max(cyrillic, latin):
        return "zh"
    if cyrillic and cyrillic >= latin:
        return "ru"
    return "en"


def identify_language(text: str) -> str:
    """Tell a text's ISO 639-1 code, also outside the three languages ('de', 'ja', 'ar', ...)."""
    sample = text[:SAMPLE_CHARS]
    script = detect_language(sample)
    if _KANA_HANGUL.search(sample):
        return _classify(sample)
    if script != "en":
        return script
    if _plainly_english(sample):
        return "en"
    latin = len(_LATIN.findall(sample))
    if latin >= MIN_LATIN_CHARS or (latin == 0 and any(c.isalpha() for c in sample)):
        return _classify(sample)
    return "en"


def _plainly_english(sample: str) -> bool:
    """Tell by its small words that a text is English; False where that takes a closer look."""
    if not sample.isascii():
        return False
    words = _WORD.findall(sample.lower())
    small = [word for word in words if word in PLAINLY_ENGLISH]
    telling = set(small) if "the" in small else set(small) - ALSO_ELSEWHERE
    return len(small) >= MIN_PLAIN_SHARE * len(words) and len(telling) >= MIN_PLAIN_WORDS


@lru_cache(maxsize=4_096)
def _classify(sample: str) -> str:
    ranked: list[tuple[str, float]] = _identifier().rank(sample)
    first, best = ranked[0]
    english = next((score for code, score in ranked if code == "en"), best - MIN_LEAD - 1)
    if detect_language(sample) == "en" and _LATIN.search(sample) and best - english < MIN_LEAD:
        return "en"
    return str(first)


@cache
def _identifier() -> Any:
    import py3langid

    return py3langid
