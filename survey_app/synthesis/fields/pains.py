"""What gets in customers' way, in their words."""

from ..sheet import Statement
from .base import Field, Segment, statements_from_themes

KEY = "pains"
KIND = "pain"


def build(segment: Segment) -> list[Statement]:
    """The pain themes of the group, what sets it apart first."""
    return statements_from_themes(segment, KEY, KIND)


FIELD = Field(
    key=KEY,
    label={"en": "Pains", "ru": "Боли", "zh": "痛点"},
    build=build,
    kind=KIND,
    ours={"en": "How we take it away", "ru": "Как мы это снимаем", "zh": "我们如何消除"},
)
