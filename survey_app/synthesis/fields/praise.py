"""What customers value in us, in their words."""

from ..sheet import Statement
from .base import Field, Segment, statements_from_themes

KEY = "praise"
KIND = "praise"


def build(segment: Segment) -> list[Statement]:
    """The praise themes of the group, what sets it apart first."""
    return statements_from_themes(segment, KEY, KIND)


FIELD = Field(
    key=KEY,
    label={"en": "What they value in us", "ru": "Что в нас ценят", "zh": "看重我们什么"},
    build=build,
    kind=KIND,
)
