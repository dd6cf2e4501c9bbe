"""Which suggestion to look at next: the one where a decision is worth most. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from survey_app.themes.queries import RankedTheme

FLOOR = 0.1  # a certain suggestion of many people still comes before a doubtful one of nobody


def worth(theme: RankedTheme) -> float:
    """Return how much a decision on a suggestion is worth: people times doubt.

    Doubt is 1 at a confidence of one half and falls to nearly nothing towards 0 and 1: there the
    engine needs nobody's word. (Uncertainty sampling, D. Lewis and W. Gale 1994, weighted by
    the number of people whose voice it moves.)
    """
    doubt = 1 - abs(2 * theme.confidence - 1)
    return (theme.n_voices or 1) * (FLOOR + (1 - FLOOR) * doubt)


def by_worth(themes: Sequence[RankedTheme]) -> list[RankedTheme]:
    """Return the suggestions that wait, the most useful to review first."""
    waiting = [theme for theme in themes if theme.status == "suggested"]
    return sorted(waiting, key=lambda theme: (-worth(theme), theme.id))


def as_tree(themes: Sequence[RankedTheme]) -> list[RankedTheme]:
    """Put each theme behind the one that it is a part of, one step deeper."""
    here = {theme.id for theme in themes}
    parts: dict[int | None, list[RankedTheme]] = {}
    for theme in themes:
        parent = theme.parent_id if theme.parent_id in here else None
        parts.setdefault(parent, []).append(theme)
    ordered: list[RankedTheme] = []
    waiting = [(theme, 0) for theme in reversed(parts.get(None, []))]
    while waiting:
        theme, depth = waiting.pop()
        ordered.append(replace(theme, depth=depth))
        waiting += [(part, depth + 1) for part in reversed(parts.get(theme.id, []))]
    return ordered
