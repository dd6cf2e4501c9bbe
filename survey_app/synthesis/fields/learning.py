"""Where customers learn of new things and how they like to be reached."""

from ..sheet import Statement
from .base import Field, Segment, statements_from_answers

KEY = "learning"


def build(segment: Segment) -> list[Statement]:
    """The closed answers about sources and channels, what sets the group apart first."""
    return statements_from_answers(segment, KEY)


FIELD = Field(
    key=KEY,
    label={"en": "How they learn", "ru": "Откуда узнают новое", "zh": "信息来源"},
    build=build,
    tags=frozenset({"info_source", "channel"}),
)
