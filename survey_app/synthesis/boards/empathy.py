"""The empathy map: what a persona thinks, sees, says and hears, its pains and gains."""

from .base import Board, Cell

BOARD = Board(
    key="empathy",
    label={"en": "Empathy map", "ru": "Карта эмпатии", "zh": "同理心地图"},
    about={
        "en": "What goes on in and around this person.",
        "ru": "Что происходит внутри и вокруг этого человека.",
        "zh": "这类人的内心与周围正在发生什么。",
    },
    cells=(
        Cell(
            "thinks",
            {"en": "Thinks and feels", "ru": "Думает и чувствует", "zh": "想法与感受"},
            fields=frozenset({"praise"}),
            tags=frozenset({"emotion", "value", "psychographic"}),
        ),
        Cell(
            "sees",
            {"en": "Sees around", "ru": "Видит вокруг", "zh": "看到什么"},
            fields=frozenset({"who", "decision_role"}),
            tags=frozenset({"context", "competitor", "firmographic"}),
        ),
        Cell(
            "hears",
            {"en": "Hears and reads", "ru": "Слышит и читает", "zh": "听到什么"},
            fields=frozenset({"learning"}),
            tags=frozenset({"info_source", "channel"}),
        ),
        Cell(
            "does",
            {"en": "Says and does", "ru": "Говорит и делает", "zh": "言行"},
            fields=frozenset({"buying"}),
            tags=frozenset({"behaviour", "usage"}),
        ),
        Cell(
            "pains",
            {"en": "Pains", "ru": "Боли", "zh": "痛点"},
            fields=frozenset({"pains", "objections"}),
        ),
        Cell(
            "gains",
            {"en": "Gains", "ru": "Чего хочет достичь", "zh": "期望收获"},
            fields=frozenset({"goals"}),
        ),
    ),
    rows=(4, 2),
)
