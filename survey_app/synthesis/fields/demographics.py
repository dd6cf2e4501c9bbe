"""Age, family and the like: only with consent, only of five people or more."""

from ..sheet import Statement
from .base import Field, Segment, statements_from_answers

KEY = "demographics"


def build(segment: Segment) -> list[Statement]:
    """The closed answers about the person, what sets the group apart first."""
    return statements_from_answers(segment, KEY)


FIELD = Field(
    key=KEY,
    label={"en": "Demographics", "ru": "Демография", "zh": "人口特征"},
    build=build,
    tags=frozenset({"demographic"}),
    takes_sensitive=True,
)
