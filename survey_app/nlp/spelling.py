"""How the words of a study are usually written, so that a theme's name is spelt like most do."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from survey_app.nlp.units import Unit

MUCH_MORE = 4
MIN_SLIP_CHARS = 5  # shorter words have honest neighbours: 'form' and 'from'
_WORD = re.compile(r"[^\W\d_]+")
_TITLE = re.compile(r"(?<=\s)[^\W\d_][^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Spellings:
    """How often each word is written in the material, and which are written small."""

    counts: Counter[str]  # in lower case
    small: frozenset[str]  # inside sentences more often small than with a capital
    usual: Mapping[str, int]  # words with one letter left out: how often the commonest is written

    def is_slip(self, word: str) -> bool:
        """Tell a slip ('overveiw') by the word that others write: one letter more, less, swapped.

        A word is taken for a slip where one that is written four times as often differs from it
        by so little (deletion neighbourhoods, Garbe 2012); its plural is none.
        """
        word = word.lower()
        if len(word) < MIN_SLIP_CHARS or not word.isalpha():
            return False
        if word[:-1] in self.counts or any(word + ending in self.counts for ending in "sdаыийяе"):
            return False
        common = max(self.usual.get(short, 0) for short in _shortened(word))
        return common >= MUCH_MORE * max(1, self.counts[word])

    def without_title_case(self, phrase: str) -> str:
        """Write 'Lack Of Debugging' as 'Lack of debugging' where others write the words small."""
        return _TITLE.sub(
            lambda match: match.group().lower() if self._is_title(match.group()) else match.group(),
            phrase,
        )

    def _is_title(self, word: str) -> bool:
        return word[1:].islower() and word.lower() in self.small


def learn_spellings(groups: Iterable[Sequence[Unit]]) -> Spellings:
    """Count the words of all groups; words that hardly anybody wrote correct nobody."""
    counts: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for group in groups:
        for unit in group:
            words = _WORD.findall(unit.quote)
            counts.update({word.lower() for word in words})
            large.update({word.lower() for word in words[1:] if word[0].isupper()})
    small = frozenset(word for word, n in counts.items() if 2 * large[word] < n)
    usual: dict[str, int] = {}
    for word, n in counts.items():
        if n >= MUCH_MORE and len(word) >= MIN_SLIP_CHARS and word.isalpha():
            for short in _shortened(word):
                usual[short] = max(n, usual.get(short, 0))
    return Spellings(counts, small, usual)


@lru_cache(maxsize=4_096)
def _shortened(word: str) -> frozenset[str]:
    return frozenset({word, *(word[:at] + word[at + 1 :] for at in range(len(word)))})
