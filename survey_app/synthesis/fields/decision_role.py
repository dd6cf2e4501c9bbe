"""Which part customers play in the decision to buy."""

from ..sheet import Statement
from .base import Field, Segment, statements_from_answers

KEY = "decision_role"


def build(segment: Segment) -> list[Statement]:
    """The closed answers about the part in a purchase, what sets the group apart first."""
    return statements_from_answers(segment, KEY)


FIELD = Field(
    key=KEY,
    label={"en": "Role in the decision", "ru": "Роль в решении", "zh": "决策角色"},
    build=build,
    tags=frozenset({"decision_role"}),
)
