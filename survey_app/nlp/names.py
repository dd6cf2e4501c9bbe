"""Names that make no theme: the product's own, and those of the people who are spoken of.

'Excel' and 'Friday' are what somebody talks about; the product's name stands in every second
answer, and a colleague's in a few. Which names these are is told, not guessed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from survey_app.nlp.tokens import tokens

MIN_NAME_CHARS = 2
ENDING = r"(?:'s|’s|[а-яё]{1,3})?"  # of a name in a sentence: 'Anna's', 'Анной'
_SENTENCE_END = re.compile(r"[.!?…:\n]\W*$")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Names:
    """What the product is called, in any case; and people's names, single words in lower case."""

    products: tuple[str, ...] = ()
    people: frozenset[str] = frozenset()


NO_NAMES = Names()


def known_names(products: Iterable[str] = (), people: Iterable[str] = ()) -> Names:
    """Make the list of names from products' and people's names as they are written."""
    words = {
        word.lower()
        for name in people
        if "@" not in name
        for word in _WORD.findall(name)
        if len(word) >= MIN_NAME_CHARS
    }
    called = {" ".join(name.split()).lower() for name in products}
    return Names(
        tuple(sorted((name for name in called if len(name) >= MIN_NAME_CHARS), reverse=True)),
        frozenset(words),
    )


def name_terms(quote: str, language: str, names: Names) -> frozenset[str]:
    """Find the stems of the names in a quote.

    A product's name counts wherever it stands. A person's counts with a capital inside a sentence,
    so that 'Price rises' is about prices though a customer is called Price.
    """
    found: set[str] = set()
    if names.products:
        for match in _product_pattern(names.products).finditer(quote):
            found.update(term for *_, term in tokens(match.group(), language))
    if names.people:
        for match in _WORD.finditer(quote):
            word, before = match.group(), quote[: match.start()]
            if not word[0].isupper() or not before.strip() or _SENTENCE_END.search(before):
                continue
            terms = {term for *_, term in tokens(word, language)}
            if word.lower() in names.people or not terms.isdisjoint(names.people):
                found |= terms
    return frozenset(found)


@lru_cache(maxsize=64)
def _product_pattern(products: tuple[str, ...]) -> re.Pattern[str]:
    called = "|".join(r"\s+".join(map(re.escape, _stem(name).split())) for name in products)
    dense = any("\u4e00" <= character <= "\u9fff" for character in called)
    # Chinese parts no words, so a name there may stand between any two characters.
    return re.compile(called if dense else rf"\b(?:{called}){ENDING}\b", re.IGNORECASE)


def _stem(name: str) -> str:
    """Leave the ending to the sentence: 'Ромашка' is 'Ромашку' elsewhere."""
    return name[:-1] if len(name) > 4 and name[-1] in "аяоеёиыьй" else name
