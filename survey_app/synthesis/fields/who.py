"""Who customers are: work, company and all that no other field takes."""

from ..sheet import Statement
from .base import Field, Segment, statements_from_answers

KEY = "who"


def build(segment: Segment) -> list[Statement]:
    """The closed answers that belong to no other field, what sets the group apart first."""
    return statements_from_answers(segment, KEY)


FIELD = Field(
    key=KEY,
    label={"en": "Who they are", "ru": "Кто они", "zh": "他们是谁"},
    build=build,
)
