"""What holds customers back from buying or staying, in their words."""

from ..sheet import Statement
from .base import Field, Segment, statements_from_themes

KEY = "objections"
KIND = "objection"


def build(segment: Segment) -> list[Statement]:
    """The objection themes of the group, what sets it apart first."""
    return statements_from_themes(segment, KEY, KIND)


FIELD = Field(
    key=KEY,
    label={"en": "Objections", "ru": "Возражения", "zh": "异议"},
    build=build,
    kind=KIND,
    ours={"en": "How we answer", "ru": "Что мы отвечаем", "zh": "我们如何回应"},
)
