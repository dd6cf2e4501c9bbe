"""Where the fields of a sheet stand on paper: side by side in columns, and on its two sides."""

from __future__ import annotations

from itertools import combinations_with_replacement, pairwise
from typing import Any

CHARS_A_LINE = 55
MOST_LINES_IN_FRONT = 4
"""Of a field on the front of a sheet; the others stand on its back."""

Fields = list[dict[str, Any]]


def in_columns(sections: Fields, n: int, *, narrow: float = 1.0) -> list[Fields]:
    """Part the fields, in their order, into `n` columns so that the longest is shortest.

    In `narrow` columns a line takes so many times the room, for its figures go on to a second one.
    """
    heights = [
        section.get("height") or 2.0 + narrow * sum(map(_height, section["lines"]))
        for section in sections
    ]

    def longest(cuts: tuple[int, ...]) -> tuple[float, float, tuple[int, ...]]:
        ends = [0, *cuts, len(sections)]
        columns = [sum(heights[a:b]) for a, b in pairwise(ends)]
        # Of equals the fuller left wins.
        return max(columns), -columns[0], tuple(-cut for cut in cuts)

    ways = combinations_with_replacement(range(len(sections) + 1), n - 1)
    ends = [0, *min(ways, key=longest), len(sections)]
    return [sections[a:b] for a, b in pairwise(ends)]


def sides_of(sections: Fields, boxes: Fields) -> list[dict[str, list[Fields]]]:
    """The ways to part a sheet into front and back, those with most in front first.

    In front stand the first lines of what people feel and want (goals, pains …), on the back who
    they are, what was left over and the `boxes`. Without such fields the others stand in front.
    """
    felt = [one for one in sections if one["kind"]] or sections
    others = [one for one in sections if one not in felt]
    longest = max((len(one["lines"]) for one in felt), default=0)
    return [
        {
            "front": in_columns([{**one, "lines": one["lines"][:n]} for one in felt], 2),
            "back": in_columns([*_rest(felt, n), *others, *boxes], 2),
        }
        for n in range(max(1, min(MOST_LINES_IN_FRONT, longest)), 0, -1)
    ]


def _rest(sections: Fields, n: int) -> Fields:
    """What is left of each field after its first `n` lines; the question stands again on top."""
    left = [{**one, "lines": one["lines"][n:]} for one in sections if len(one["lines"]) > n]
    for one in left:
        one["lines"] = [{**one["lines"][0], "repeats": False}, *one["lines"][1:]]
    return left


def _height(line: dict[str, Any]) -> float:
    """About how many lines of print a statement takes in half a page's width."""
    return (
        2.4
        + len(line["short"]) // CHARS_A_LINE
        + (0 if line["repeats"] or not line["question"] else 1.2)
        + (len(line["our_answer"]) // CHARS_A_LINE + 1.4 if line["our_answer"] else 0)
        + (0.4 if line["against"] else 0)
    )
