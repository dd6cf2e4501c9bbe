"""The reality meter (rule R6): how many real people match the whole card.

Each further line on a card is another condition; four traits of 60 % each already leave one
person in eight. The meter keeps a persona from becoming someone whom nobody ever met.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .respondents import Respondent
from .sheet import Statement

MIN_SHARE = 0.05
MIN_PEOPLE = 5


@dataclass(frozen=True, slots=True)
class RealityMeter:
    """Who matches a card. `matching` said or chose every line; `open` contradicts none.

    'Open' people were not asked about some lines, so that they may match or not. `after` is the
    number still matching after each line, in the order of the card: it never rises.
    """

    matching: tuple[str, ...]
    open: tuple[str, ...]
    after: tuple[int, ...]
    n_respondents: int

    @property
    def share(self) -> float:
        """The share of all respondents who match the whole card, 0-1."""
        return len(self.matching) / self.n_respondents if self.n_respondents else 0.0

    @property
    def is_thin(self) -> bool:
        """Whether fewer than 5 people or 5 % of the respondents match."""
        return len(self.matching) < MIN_PEOPLE or self.share < MIN_SHARE


def measure(
    statements: Iterable[Statement],
    respondents: Sequence[Respondent],
    kinds: dict[str, str] | None = None,
) -> RealityMeter:
    """Counts the people who match every line of a card that can be matched.

    Lines without a theme or a closed answer behind them (a person's own words, assumptions)
    cannot be matched and are passed over. `kinds` maps theme id to kind and tells silence from
    not asked; without it everyone counts as asked.
    """
    matching = {person.id for person in respondents}
    possible = set(matching)
    after = []
    for statement in statements:
        if statement.theme_id is None and statement.trait_key is None:
            continue
        for person in respondents:
            if not _matches(person, statement):
                matching.discard(person.id)
                if _was_asked(person, statement, kinds or {}):
                    possible.discard(person.id)
        after.append(len(matching))
    return RealityMeter(
        tuple(sorted(matching)),
        tuple(sorted(possible - matching)),
        tuple(after),
        len(respondents),
    )


def _matches(person: Respondent, statement: Statement) -> bool:
    if statement.theme_id is not None:
        return statement.theme_id in person.voiced
    return statement.code in person.codes(statement.trait_key or "")


def _was_asked(person: Respondent, statement: Statement, kinds: dict[str, str]) -> bool:
    if statement.theme_id is not None:
        kind = kinds.get(statement.theme_id)
        return kind is None or kind in person.asked
    key = statement.trait_key or ""
    return key in person.asked_traits or bool(person.codes(key))
