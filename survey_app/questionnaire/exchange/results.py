"""What an import or an export hands back: the thing itself and the list of what it lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from survey_app.questionnaire.exchange.losses import Loss
from survey_app.questionnaire.model import Questionnaire


@dataclass(frozen=True, slots=True)
class Brought:
    """A questionnaire that was read, what was lost, and a bank's own facts if it was one.

    The questionnaire may still have problems; ``check_questionnaire`` lists them.
    """

    questionnaire: Questionnaire
    losses: tuple[Loss, ...] = ()
    bank: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was written, and what of the questionnaire it does not hold."""

    data: bytes
    losses: tuple[Loss, ...] = ()
