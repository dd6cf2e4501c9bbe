"""The reality meter (rule R6): how many real people the card as a whole fits.

Each further line on a card is another condition; four traits of 60 % each already leave one
person in eight. The meter keeps a persona from becoming someone whom nobody ever met.

A card that says '5 of 12' claims a line of some, not of all, so that only lines said by half of
the group or more bind. And nobody is a card in every point: a person may miss two of the lines
that bind. Both limits are fixed, so that a further line can only keep or lower the meter; a
tolerance that grew with the card would let a longer card fit more people.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .respondents import Respondent
from .sheet import Statement

MIN_SHARE = 0.05
MIN_PEOPLE = 5
BINDS_FROM = 0.5
"""A line binds from this share of those asked on, 0-1: the card claims it of most."""
MAX_MISSES = 2
"""Binding lines that need not be true of a person whom the card fits."""


@dataclass(frozen=True, slots=True)
class RealityMeter:
    """Whom a card fits. `matching` miss at most two binding lines; `open` may yet fit.

    'Open' people were not asked about some lines. `binding` are the positions of the lines that
    bind, `after` the number still fitting after each of them: it never rises. `costliest` is the
    position of the line without which most people more would fit, and `cost` how many more;
    None and 0 where no single line makes a difference. `in_all` people meet every binding line.
    """

    matching: tuple[str, ...]
    open: tuple[str, ...]
    after: tuple[int, ...]
    n_respondents: int
    binding: tuple[int, ...] = ()
    costliest: int | None = None
    cost: int = 0
    in_all: int = 0

    @property
    def share(self) -> float:
        """The share of all respondents whom the card fits, 0-1."""
        return len(self.matching) / self.n_respondents if self.n_respondents else 0.0

    @property
    def tells(self) -> bool:
        """Whether anybody could fail to fit: a card of two such lines or fewer fits everyone."""
        return len(self.binding) > MAX_MISSES

    @property
    def is_thin(self) -> bool:
        """Whether the card fits fewer than 5 people or 5 % of the respondents."""
        return len(self.matching) < MIN_PEOPLE or self.share < MIN_SHARE


def binds(statement: Statement) -> bool:
    """Whether the card claims this line of most: a theme or closed answer of half or more."""
    known = statement.theme_id is not None or statement.trait_key is not None
    return known and statement.share is not None and statement.share >= BINDS_FROM


def measure(
    statements: Iterable[Statement],
    respondents: Sequence[Respondent],
    kinds: dict[str, str] | None = None,
) -> RealityMeter:
    """Counts the people who miss at most two of the lines that a card claims of most.

    Lines without a theme or a closed answer behind them (a person's own words, assumptions)
    cannot be matched and are passed over. `kinds` maps theme id to kind and tells silence from
    not asked; without it everyone counts as asked.
    """
    missed = {person.id: 0 for person in respondents}
    denied = dict(missed)
    binding, after, losers = [], [], []
    for place, statement in enumerate(statements):
        if not binds(statement):
            continue
        binding.append(place)
        lost = set()
        for person in respondents:
            if not _matches(person, statement):
                missed[person.id] += 1
                denied[person.id] += _was_asked(person, statement, kinds or {})
                lost.add(person.id)
        losers.append(lost)
        after.append(sum(n <= MAX_MISSES for n in missed.values()))
    matching = {person for person, n in missed.items() if n <= MAX_MISSES}
    # Without a line those fit anew who miss it and just one line too many.
    costs = [sum(missed[person] == MAX_MISSES + 1 for person in lost) for lost in losers]
    most = max(costs, default=0)
    return RealityMeter(
        tuple(sorted(matching)),
        tuple(sorted(p for p, n in denied.items() if n <= MAX_MISSES and p not in matching)),
        tuple(after),
        len(respondents),
        tuple(binding),
        binding[costs.index(most)] if most else None,
        most,
        sum(n == 0 for n in missed.values()) if binding else 0,
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
