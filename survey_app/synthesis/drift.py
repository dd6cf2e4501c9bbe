"""Does a persona still hold for those who answered since? (the drift alert)

Every line is counted over the people known when the persona was published and over those who
came later. A line has moved if Newcombe's interval of the difference leaves zero out and its
p-value is called by Benjamini-Hochberg over all lines.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from .claims import count_answer, count_theme
from .prevalence import benjamini_hochberg, difference
from .respondents import Respondent
from .sheet import Statement

MIN_NEW = 10
"""Fewer new people than this move nothing."""
MANY_NEW = 0.25
"""So many new people by known ones (0-1), and the personas are worth drafting again."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One line that those who came later say more or less often; both shares are 0-1."""

    statement: int
    before: float
    since: float


@dataclass(frozen=True, slots=True)
class Drift:
    """How many are new, of how many known, and which lines have moved."""

    n_new: int
    n_known: int
    moved: tuple[Moved, ...]

    @property
    def is_stale(self) -> bool:
        """Whether a line has moved, or so many came that a new draft is due."""
        return bool(self.moved) or (
            self.n_new >= MIN_NEW and self.n_new >= MANY_NEW * max(1, self.n_known)
        )


def find_drift(
    statements: Sequence[Statement],
    respondents: Sequence[Respondent],
    known: Collection[str],
    kinds: dict[str, str],
) -> Drift:
    """Compares those who answered since with those who were known, line by line."""
    old = [person for person in respondents if person.id in known]
    new = [person for person in respondents if person.id not in known]
    if len(new) < MIN_NEW or not old:
        return Drift(len(new), len(old), ())
    clear: list[Moved] = []
    p_values: list[float] = []
    hits: list[bool] = []
    for place, statement in enumerate(statements):
        counted = _counts(statement, new, kinds), _counts(statement, old, kinds)
        (n, asked), (n_old, asked_old) = counted
        if not asked or not asked_old:
            continue
        found = difference(n, asked, n_old, asked_old)
        clear.append(Moved(place, found.rest_share, found.share))
        p_values.append(found.p_value)
        hits.append(found.low > 0 or found.high < 0)
    called = benjamini_hochberg(p_values) if p_values else ()
    moved = tuple(
        one for one, hit, sure in zip(clear, hits, called, strict=True) if hit and sure
    )  # fmt: skip
    return Drift(len(new), len(old), moved)


def _counts(
    statement: Statement, people: Sequence[Respondent], kinds: dict[str, str]
) -> tuple[int, int]:
    if statement.theme_id is not None and statement.theme_id in kinds:
        return count_theme(people, statement.theme_id, kinds[statement.theme_id])
    if statement.trait_key is not None and statement.code is not None:
        return count_answer(people, statement.trait_key, statement.code)
    return 0, 0
