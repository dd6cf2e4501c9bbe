"""An amount of money in a stated currency, or a band to choose."""

from __future__ import annotations

from typing import ClassVar

from survey_app.questionnaire.model import Text
from survey_app.questionnaire.types.number import Number


class Money(Number):
    """How much. Where people would rather not tell exactly, give bands to choose from."""

    name = "money"
    label: ClassVar[Text] = {"en": "Amount of money", "ru": "Сумма", "zh": "金额"}
    uses = frozenset({"min", "max", "integer", "currency", "choices", "ask"})
    needs = frozenset({"currency"})
