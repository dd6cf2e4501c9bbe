"""What a language has to bring: its words, its stems, its sentence marks."""

import re
from collections.abc import Callable
from dataclasses import dataclass

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Language:
    """One language that answers can be read in."""

    code: str
    name: str
    stop_words: frozenset[str]  # as written and as normalised by `normalise`
    sentence_marks: str
    abbreviations: frozenset[str]  # lower case, without the last dot: no sentence ends after them
    contrast: re.Pattern[str]  # where a clause ends because the sentence turns
    word_spans: Callable[[str], list[tuple[int, int]]]
    normalise: Callable[[str], str]  # a word as written -> the form under which it is counted
    examples: tuple[str, ...]
    closing_abbreviations: frozenset[str] = frozenset()  # such as 'etc': they end a list
    unmarked_start: re.Pattern[str] | None = None  # ends where a sentence ends without any mark


def spaced_word_spans(text: str) -> list[tuple[int, int]]:
    """Find the words of a language that puts spaces between them."""
    return [match.span() for match in WORD.finditer(text)]


def words(listing: str) -> frozenset[str]:
    """Read a list of words that are written with spaces between them."""
    return frozenset(listing.split())
