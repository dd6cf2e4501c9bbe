"""The compass: a wish and a need that clash are a problem, and a solution begins there."""

from ..counter import content_words
from ..sheet import Statement
from .base import Board, Cell

BOARD = Board(
    key="compass",
    label={"en": "Compass", "ru": "Компас", "zh": "罗盘"},
    about={
        "en": "Where a wish and a need clash, there is a problem worth solving.",
        "ru": "Где желание спорит с необходимостью, там проблема, которую стоит решать.",
        "zh": "愿望与需要相冲突之处，就是值得解决的问题。",
    },
    cells=(
        Cell(
            "wish",
            {"en": "Wish", "ru": "Желание", "zh": "愿望"},
            {
                "en": "What they would like to have.",
                "ru": "Чего хочется.",
                "zh": "他们希望得到什么。",
            },
            fields=frozenset({"goals"}),
        ),
        Cell(
            "need",
            {"en": "Need", "ru": "Необходимость", "zh": "需要"},
            {
                "en": "What they must do or put up with.",
                "ru": "Что приходится делать и терпеть.",
                "zh": "他们不得不做或忍受什么。",
            },
            fields=frozenset({"objections"}),
            tags=frozenset({"need"}),
        ),
        Cell(
            "experience",
            {"en": "Experience", "ru": "Опыт", "zh": "经历"},
            {
                "en": "What they have tried, and how it went.",
                "ru": "Что уже пробовали и чем кончилось.",
                "zh": "他们试过什么，结果如何。",
            },
            fields=frozenset({"buying", "praise"}),
            tags=frozenset({"competitor", "usage", "behaviour"}),
        ),
        Cell(
            "problem",
            {"en": "Problem", "ru": "Проблема", "zh": "问题"},
            {
                "en": "What stands between wish and need.",
                "ru": "Что стоит между желанием и необходимостью.",
                "zh": "横在愿望与需要之间的是什么。",
            },
            fields=frozenset({"pains"}),
        ),
        Cell(
            "solution",
            {"en": "Solution", "ru": "Решение", "zh": "解决办法"},
            {
                "en": "What the team offers; written by the team.",
                "ru": "Что предлагает команда; пишет команда.",
                "zh": "团队提供的方案，由团队填写。",
            },
        ),
    ),
    rows=(2, 3),
)


def clashes(
    statements: tuple[Statement, ...], wishes: tuple[int, ...], needs: tuple[int, ...]
) -> tuple[tuple[int, int, int], ...]:
    """The wishes and needs that the same people have: (wish, need, how many voice both).

    Two people or more must be cited for both, or the two lines must be about the same thing (a
    content word in common); most people first.
    """
    found = []
    for wish in wishes:
        people = {piece.respondent_id for piece in statements[wish].supporting}
        for need in needs:
            both = people & {piece.respondent_id for piece in statements[need].supporting}
            same = content_words(statements[wish].text) & content_words(statements[need].text)
            if len(both) >= 2 or (same and both):
                found.append((wish, need, len(both)))
    return tuple(sorted(found, key=lambda one: (-one[2], one[0], one[1])))
