"""How customers buy and use: budget, rivals, stage, habits of use."""

from ..sheet import Statement
from .base import Field, Segment, statements_from_answers

KEY = "buying"


def build(segment: Segment) -> list[Statement]:
    """The closed answers about buying and use, what sets the group apart first."""
    return statements_from_answers(segment, KEY)


FIELD = Field(
    key=KEY,
    label={"en": "How they buy and use", "ru": "Как покупают и пользуются", "zh": "如何购买与使用"},
    build=build,
    tags=frozenset({"budget", "competitor", "loyalty", "journey_stage", "usage"}),
)
