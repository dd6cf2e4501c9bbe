"""What customers want to reach, in their words."""

from ..sheet import Statement
from .base import Field, Segment, statements_from_themes

KEY = "goals"
KIND = "goal"


def build(segment: Segment) -> list[Statement]:
    """The goal themes of the group, what sets it apart first."""
    return statements_from_themes(segment, KEY, KIND)


FIELD = Field(
    key=KEY,
    label={"en": "Goals", "ru": "Цели", "zh": "目标"},
    build=build,
    kind=KIND,
    ours={"en": "How we help", "ru": "Как мы помогаем", "zh": "我们如何帮助"},
)
