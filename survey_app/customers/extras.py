"""Columns of a list that are no attribute: tags, and whose contact somebody is."""

from __future__ import annotations

from collections.abc import Sequence

TAGS, OWNER = "@tags", "@owner"
"""Under these names they travel among a row's attributes."""


def parted(attributes: Sequence[tuple[str, str]]) -> tuple[dict[str, str], list[str], str]:
    """Part a row's other columns into own attributes, tags and the owner's address."""
    own = {name: value for name, value in attributes if not name.startswith("@")}
    special = dict(attributes)
    return own, split_tags(special.get(TAGS, "")), special.get(OWNER, "").strip().casefold()


def split_tags(text: str) -> list[str]:
    """Read tags as people write them in one cell: with commas, semicolons or lines between."""
    marks = str.maketrans({";": ",", "\n": ",", "，": ",", "；": ",", "、": ",", "|": ","})
    parts = (" ".join(part.split())[:60] for part in text.translate(marks).split(","))
    return list(dict.fromkeys(part for part in parts if part))
