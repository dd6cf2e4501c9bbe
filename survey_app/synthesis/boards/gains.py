"""Pains and gains beside what we offer: the value proposition meets the customer."""

from .base import Board, Cell

BOARD = Board(
    key="gains",
    label={"en": "Pains and gains", "ru": "Боли и выгоды", "zh": "痛点与收益"},
    about={
        "en": "On the left what customers said, on the right what we have for it.",
        "ru": "Слева слова клиентов, справа то, что у нас на это есть.",
        "zh": "左边是客户说的，右边是我们的回应。",
    },
    cells=(
        Cell(
            "pains",
            {"en": "Pains", "ru": "Боли", "zh": "痛点"},
            fields=frozenset({"pains", "objections"}),
        ),
        Cell("relief", {"en": "How we relieve them", "ru": "Чем мы их снимаем", "zh": "如何缓解"}),
        Cell(
            "gains",
            {"en": "Gains", "ru": "Выгоды", "zh": "收益"},
            fields=frozenset({"goals", "praise"}),
        ),
        Cell("creators", {"en": "How we bring them", "ru": "Как мы их даём", "zh": "如何带来"}),
        Cell(
            "motivation",
            {"en": "What moves them", "ru": "Что ими движет", "zh": "动机"},
            tags=frozenset({"motivation", "trigger", "value"}),
        ),
        Cell(
            "proposition",
            {"en": "Our value proposition", "ru": "Наше ценностное предложение", "zh": "价值主张"},
        ),
    ),
    rows=(2, 2, 2),
)
