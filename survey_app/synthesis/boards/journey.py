"""The journey: stages from first contact to recommending us, with how it feels at each."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..sheet import Statement
from .base import Board, Cell

STAGES = ("discover", "choose", "start", "use", "stay")
MIN_FEELINGS = 3
"""Fewer quotes than this at a stage draw no point: one voice is not a feeling curve."""
STAGE_TAGS = {
    "trigger": "discover", "info_source": "discover", "channel": "discover",
    "decision_role": "choose", "budget": "choose", "competitor": "choose",
    "objection": "choose", "fear": "choose", "disqualifier": "choose",
    "expectation": "start", "motivation": "start",
    "usage": "use", "complaint": "use", "behaviour": "use", "loyalty": "stay",
}  # fmt: skip
"""At which stage of the way people speak when they answer a question with this tag."""


def _tags(stage: str) -> frozenset[str]:
    return frozenset(tag for tag, its in STAGE_TAGS.items() if its == stage)


BOARD = Board(
    key="journey",
    label={"en": "Journey", "ru": "Путь клиента", "zh": "客户旅程"},
    about={
        "en": "From the first contact to recommending us: what happens and how it feels.",
        "ru": "От первого знакомства до рекомендации: что происходит и каково это.",
        "zh": "从初次接触到向他人推荐：发生了什么，感受如何。",
    },
    columns=5,
    rows=(5,),
    cells=(
        Cell(
            "discover",
            {"en": "Finds us", "ru": "Узнаёт о нас", "zh": "认识我们"},
            fields=frozenset({"learning"}),
            tags=_tags("discover"),
        ),
        Cell(
            "choose",
            {"en": "Chooses", "ru": "Выбирает", "zh": "做选择"},
            fields=frozenset({"objections", "decision_role"}),
            tags=_tags("choose"),
        ),
        Cell(
            "start",
            {"en": "Begins", "ru": "Начинает", "zh": "开始使用"},
            fields=frozenset({"goals"}),
            tags=_tags("start"),
        ),
        Cell(
            "use",
            {"en": "Works with it", "ru": "Пользуется", "zh": "日常使用"},
            fields=frozenset({"pains", "buying"}),
            tags=_tags("use"),
        ),
        Cell(
            "stay",
            {"en": "Stays and recommends", "ru": "Остаётся и советует", "zh": "留下并推荐"},
            fields=frozenset({"praise"}),
            tags=_tags("stay"),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Feeling:
    """How one stage feels: `value` from -1 (only pains) to 1 (only praise), None: too few."""

    stage: str
    value: float | None
    n: int


def feelings(
    statements: Sequence[Statement], cells: dict[str, tuple[int, ...]]
) -> tuple[Feeling, ...]:
    """The feeling curve: at each stage praise less trouble, over both, in cited quotes.

    Pains and objections are trouble; a quote against a line counts for the other side. Wishes
    and ticked answers say nothing of feelings.
    """
    found = []
    for stage in STAGES:
        good = bad = 0
        for place in cells.get(stage, ()):
            statement = statements[place]
            kept = sum(piece.is_quote for piece in statement.supporting)
            against = sum(piece.is_quote for piece in statement.opposing)
            if statement.field == "praise":
                good, bad = good + kept, bad + against
            elif statement.field in ("pains", "objections"):
                good, bad = good + against, bad + kept
        n = good + bad
        found.append(Feeling(stage, (good - bad) / n if n >= MIN_FEELINGS else None, n))
    return tuple(found)
