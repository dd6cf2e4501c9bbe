"""Which quotes stand under a statement: many voices rather than the loudest one (rule R3)."""

from collections import Counter
from collections.abc import Collection, Sequence

from .respondents import Quote
from .sheet import Evidence

QUOTES_PER_STATEMENT = 5
MIN_QUOTES = 3
"""Rule R1: a statement cites at least so many excerpts."""
MAX_STATEMENTS_PER_QUOTE = 2
"""Rule R3: an excerpt serves at most so many statements."""


class QuotePicker:
    """Picks quotes for one persona and remembers whom it has quoted already."""

    def __init__(self) -> None:
        self._by_person: Counter[str] = Counter()
        self._by_quote: Counter[str] = Counter()

    def pick(self, quotes: Sequence[Quote], members: Collection[str]) -> tuple[Evidence, ...]:
        """Up to five quotes by members, one a person where possible, the best fitting first.

        People who were quoted least so far come first; a second quote by one person is taken
        only if fewer than three would stand there otherwise. Ties are broken by id.
        """
        usable = [
            quote
            for quote in quotes
            if quote.respondent_id in members
            and self._by_quote[quote.id] < MAX_STATEMENTS_PER_QUOTE
        ]
        usable.sort(key=lambda quote: (-quote.score, quote.id))
        usable.sort(key=lambda quote: self._by_person[quote.respondent_id])
        chosen: list[Quote] = []
        for at_most, enough in ((1, QUOTES_PER_STATEMENT), (2, MIN_QUOTES), (3, MIN_QUOTES)):
            for quote in usable:
                here = sum(other.respondent_id == quote.respondent_id for other in chosen)
                if len(chosen) < enough and here < at_most and quote not in chosen:
                    chosen.append(quote)
        for quote in chosen:
            self._by_person[quote.respondent_id] += 1
            self._by_quote[quote.id] += 1
        return tuple(quote_evidence(quote) for quote in chosen)


def quote_evidence(quote: Quote, *, against: bool = False) -> Evidence:
    """The quote as a piece of evidence, word for word."""
    return Evidence(
        quote.respondent_id, quote.text, "against" if against else "for", quote_id=quote.id
    )
