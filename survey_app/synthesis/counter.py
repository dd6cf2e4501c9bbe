"""What speaks against a statement (rule R11): looked for, not waited for.

For a closed answer that is the members who answered otherwise. For a theme it is what members
said in a theme of the opposite kind about the same thing: praise of the exports stands against
'exports take too long'. That two themes are about the same thing is judged by shared words, so
a contradiction in other words is missed; people can add it by hand.
"""

from collections.abc import Collection, Iterable, Sequence

from .quotes import quote_evidence
from .respondents import Respondent, ThemeInfo, Trait
from .sheet import Evidence

MAX_AGAINST = 2
MIN_WORD = 4
STEM = 5
"""Letters by which two forms of a word are taken for one; crude, and the same in any alphabet."""
OPPOSITE = {
    "pain": ("praise",),
    "objection": ("praise",),
    "praise": ("pain", "objection"),
    "goal": ("objection",),
}


def against_theme(
    theme: ThemeInfo, themes: Iterable[ThemeInfo], members: Collection[str]
) -> tuple[Evidence, ...]:
    """The best fitting quotes by members in themes of the opposite kind about the same thing."""
    words = _words(theme.name)
    quotes = [
        quote
        for other in themes
        if other.kind in OPPOSITE.get(theme.kind, ()) and words & _words(other.name)
        for quote in other.quotes
        if quote.respondent_id in members
    ]
    quotes.sort(key=lambda quote: (-quote.score, quote.id))
    return tuple(quote_evidence(quote, against=True) for quote in quotes[:MAX_AGAINST])


def against_answer(trait: Trait, code: str, members: Sequence[Respondent]) -> tuple[Evidence, ...]:
    """Members who answered the question otherwise, the most frequent other answers first."""
    others = [
        (other, person.id)
        for person in members
        if (codes := person.codes(trait.key)) and code not in codes
        for other in codes[:1]
    ]
    counts = {other: sum(pair[0] == other for pair in others) for other, _ in others}
    others.sort(key=lambda pair: (-counts[pair[0]], pair))
    return tuple(
        Evidence(
            person_id, trait.choices.get(other, other), "against", trait_key=trait.key, code=other
        )
        for other, person_id in others[:MAX_AGAINST]
    )


def _words(text: str) -> frozenset[str]:
    """The beginnings of the longer words; in Chinese, pairs of characters."""
    found: set[str] = set()
    for word in "".join(letter if letter.isalnum() else " " for letter in text.casefold()).split():
        if any("\u4e00" <= letter <= "\u9fff" for letter in word):
            found |= {word[at : at + 2] for at in range(len(word) - 1)}
        elif len(word) >= MIN_WORD:
            found.add(word[:STEM])
    return frozenset(found)
