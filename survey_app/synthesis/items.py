"""From people to a table of numbers: what they voiced and chose, item by item.

An item is one theme (voiced or not) or one closed question. Missing stays missing: someone who
was never asked for goals is not someone without goals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .respondents import Respondent, ThemeInfo, Trait

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MISSING = -1
MIN_PER_LEVEL = 3
"""An answer given by fewer people than this tells two people apart, not two groups."""
MIN_LEVEL_SHARE = 0.05
OTHER = "other answers"
SCREENING_RATE = 0.1
"""False discovery rate of the screening, 0-1; loose, since a later test decides."""


@dataclass(frozen=True, slots=True)
class Item:
    """One column: a theme or a closed question, with the answers that were found in it."""

    key: str
    is_theme: bool
    question: str
    levels: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """People x items. `values[i, j]` is a position in `items[j].levels`, or MISSING."""

    ids: tuple[str, ...]
    items: tuple[Item, ...]
    values: NDArray[np.int64]

    def take(self, columns: Sequence[int]) -> Table:
        """The same people with only some of the items."""
        return Table(
            self.ids,
            tuple(self.items[column] for column in columns),
            self.values[:, list(columns)],
        )

    def shuffled(self, generator: np.random.Generator) -> Table:
        """The same answers dealt out anew, item by item, among those who gave one.

        Shares and gaps stay as they are; whatever went together no longer does. This is the
        world without segments that every claim of a segment is held against.
        """
        values = self.values.copy()
        for column in range(values.shape[1]):
            rows = (values[:, column] != MISSING).nonzero()[0]
            values[rows, column] = values[generator.permutation(rows), column]
        return Table(self.ids, self.items, values)

    def indicators(self) -> NDArray[np.float64]:
        """One 0/1 column per item and level, items in order; all zero where missing."""
        import numpy as np

        blocks = [
            (self.values[:, [column]] == np.arange(len(item.levels))).astype(float)
            for column, item in enumerate(self.items)
        ]
        return np.hstack(blocks) if blocks else np.zeros((len(self.ids), 0))

    def item_of_indicator(self) -> NDArray[np.int64]:
        """For each indicator column, the position of its item."""
        import numpy as np

        return np.repeat(np.arange(len(self.items)), [len(item.levels) for item in self.items])


def make_table(
    respondents: Sequence[Respondent], themes: Sequence[ThemeInfo], traits: Sequence[Trait]
) -> Table:
    """The table behind the segments; people sorted by id, themes by id, traits by key.

    Left out: sensitive traits (they describe, they never divide), and answers that almost all or
    almost none gave.
    """
    import numpy as np

    people = sorted(respondents, key=lambda person: person.id)
    items: list[Item] = []
    columns: list[list[int]] = []
    for theme in sorted(themes, key=lambda theme: theme.id):
        items.append(Item(f"theme:{theme.id}", True, theme.kind, ("no", "yes")))
        columns.append([_voiced(person, theme) for person in people])
    for trait in sorted(traits, key=lambda trait: trait.key):
        if not trait.sensitive:
            for item, column in _trait_columns(people, trait):
                items.append(item)
                columns.append(column)
    kept = [index for index, column in enumerate(columns) if _tells_apart(column)]
    values = np.full((len(people), len(kept)), MISSING, dtype=np.int64)
    for position, index in enumerate(kept):
        values[:, position] = columns[index]
    return Table(
        tuple(person.id for person in people), tuple(items[index] for index in kept), values
    )


def linked_items(table: Table) -> tuple[int, ...]:
    """The items that go together with a theme more than chance allows, by position.

    Segments show as items that go together. An item that is independent of all others carries
    no segment and only adds noise, and a pair of closed questions (size and industry, say) is
    no reason for a persona either. Pairs are tested by chi-square with Yates's correction and
    held to a false discovery rate.
    """
    import numpy as np
    from scipy.special import chdtrc

    from .prevalence import benjamini_hochberg

    data = table.indicators()
    owner = table.item_of_indicator()
    known = np.hstack(
        [
            np.repeat(table.values[:, [column]] != MISSING, len(item.levels), axis=1)
            for column, item in enumerate(table.items)
        ]
        or [np.zeros((len(table.ids), 0), dtype=bool)]
    ).astype(float)
    total = known.T @ known
    both = data.T @ data
    left = data.T @ known
    right = known.T @ data
    with np.errstate(divide="ignore", invalid="ignore"):
        gap = np.maximum(np.abs(total * both - left * right) - total / 2, 0)
        chi_square = total * gap**2 / (left * right * (total - left) * (total - right))
    p_values = chdtrc(1, np.nan_to_num(chi_square, nan=0.0, posinf=0.0))
    pairs: list[tuple[int, int]] = []
    smallest: list[float] = []
    n_levels = np.bincount(owner, minlength=len(table.items))
    for i, first in enumerate(table.items):
        for j in range(i + 1, len(table.items)):
            second = table.items[j]
            if not (first.is_theme or second.is_theme):
                continue
            block = p_values[np.ix_(owner == i, owner == j)]
            # A yes/no item is one comparison, not two; only further levels cost something.
            looks = (n_levels[i] if n_levels[i] > 2 else 1) * (
                n_levels[j] if n_levels[j] > 2 else 1
            )
            pairs.append((i, j))
            smallest.append(min(1.0, float(block.min()) * float(looks)))
    called = benjamini_hochberg(smallest, SCREENING_RATE)
    linked = {item for pair, hit in zip(pairs, called, strict=True) if hit for item in pair}
    return tuple(sorted(linked))


def _voiced(person: Respondent, theme: ThemeInfo) -> int:
    if theme.id in person.voiced:
        return 1
    return 0 if theme.kind in person.asked else MISSING


def _trait_columns(people: Sequence[Respondent], trait: Trait) -> list[tuple[Item, list[int]]]:
    """One item for a single choice; one yes/no item a choice where several may be chosen."""
    answers = [person.codes(trait.key) for person in people]
    counts = Counter(code for codes in answers for code in codes)
    if any(len(codes) > 1 for codes in answers):
        return [
            (
                Item(f"trait:{trait.key}:{code}", False, trait.key, ("no", "yes")),
                [int(code in codes) if codes else MISSING for codes in answers],
            )
            for code in _in_form_order(trait.choices, counts)
        ]
    n_enough = _enough(sum(counts.values()))
    levels = [code for code in _in_form_order(trait.choices, counts) if counts[code] >= n_enough]
    rare = len(levels) < len(counts) and not trait.ordered
    if trait.ordered:
        levels = list(_in_form_order(trait.choices, counts))
    elif rare:
        levels.append(OTHER)
    place = {code: position for position, code in enumerate(levels)}
    fallback = place.get(OTHER, MISSING)
    item = Item(f"trait:{trait.key}", False, trait.key, tuple(levels), trait.ordered)
    return [(item, [place.get(codes[0], fallback) if codes else MISSING for codes in answers])]


def _in_form_order(choices: Mapping[str, str], counts: Mapping[str, int]) -> tuple[str, ...]:
    order = {code: position for position, code in enumerate(choices)}
    return tuple(sorted(counts, key=lambda code: (order.get(code, len(order)), code)))


def _tells_apart(column: Sequence[int]) -> bool:
    counts = Counter(value for value in column if value != MISSING)
    n_enough = _enough(sum(counts.values()))
    return sum(count >= n_enough for count in counts.values()) >= 2


def _enough(n_answers: int) -> int:
    return max(MIN_PER_LEVEL, round(MIN_LEVEL_SHARE * n_answers))
