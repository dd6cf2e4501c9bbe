"""What the home page of a study says, put together from what each room contributes.

A room gives a function `contribute(session, study, role) -> Contribution` in its `home.py`; the
factory lists them, from left to right, so that this room need not know the others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from survey_app.studies.models import Study

STAGES = ("ask", "listen", "themes", "personas")


@dataclass(frozen=True, slots=True)
class RoadStep:
    """One stage of the road with its count, such as '84 of 210 answered'."""

    stage: str
    label: str
    count: str
    url: str | None
    state: str = ""  # 'done', 'current' or nothing yet


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing that this person could do next. The smallest `order` is shown large."""

    order: int
    title: str
    text: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one room has to say on the home page."""

    facts: tuple[str, ...] = ()
    road: tuple[RoadStep, ...] = ()
    next_steps: tuple[NextStep, ...] = ()
    news: tuple[str, ...] = ()


Contributor = Callable[[Session, Study, str], Contribution]


@dataclass(frozen=True, slots=True)
class Home:
    """The whole page: facts in one line, the road, what to do now, what else could be done."""

    facts: tuple[str, ...]
    road: tuple[RoadStep, ...]
    first: NextStep | None
    others: tuple[NextStep, ...]
    news: tuple[str, ...]


def home_of(session: Session, study: Study, role: str, contributors: Sequence[Contributor]) -> Home:
    """Ask every room and put their contributions in order."""
    parts = [contribute(session, study, role) for contribute in contributors]
    steps = sorted(
        (step for part in parts for step in part.next_steps), key=lambda step: step.order
    )
    road = sorted(
        (step for part in parts for step in part.road), key=lambda step: STAGES.index(step.stage)
    )
    return Home(
        facts=tuple(fact for part in parts for fact in part.facts),
        road=tuple(road),
        first=steps[0] if steps else None,
        others=tuple(steps[1:4]),
        news=tuple(line for part in parts for line in part.news),
    )
