"""How a persona's share of the people moved from wave to wave, as far as they have been placed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from survey_app.personas.drifting import known_to
from survey_app.personas.models import PersonaVersion
from survey_app.studies.models import Study
from survey_app.synthesis.prevalence import Difference, difference, wilson_interval
from survey_app.themes import heard

MIN_PLACED = 5
"""A wave with fewer people than this is shown, and nothing is concluded from it."""


@dataclass(frozen=True, slots=True)
class WaveShare:
    """One wave: `n` of its `placed` people fit the persona; `low` to `high` is 0-1 (Wilson)."""

    title: str
    n: int
    placed: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Course:
    """The waves in their order, and what lies between the last of them and the one before.

    `change` is None unless two waves have enough people placed. `n_unplaced` came by a wave that
    no version has looked at: they belong to no share until the personas are drafted again.
    """

    waves: tuple[WaveShare, ...]
    change: Difference | None
    n_unplaced: int

    @property
    def word(self) -> str:
        """'grew' or 'shrank' where the interval of the difference leaves zero out, else 'same'."""
        if self.change is None or self.change.low <= 0 <= self.change.high:
            return "same"
        return "grew" if self.change.low > 0 else "shrank"


def course_of(session: Session, study: Study, version: PersonaVersion) -> Course:
    """Return the share of a version's people in each wave of the study."""
    titles, wave_of = heard.by_wave(session, study)
    members = set(version.segment.get("members", ()))
    return course(titles, wave_of, members, known_to(session, study, version))


def course(
    titles: Mapping[int, str],
    wave_of: Mapping[str, int],
    members: Collection[str],
    known: Collection[str],
) -> Course:
    """Count each wave's people; `wave_of` has the first wave of each respondent."""
    shares = []
    for wave_id, title in titles.items():
        people = [one for one, wave in wave_of.items() if wave == wave_id and one in known]
        if people:
            n = sum(one in members for one in people)
            shares.append(WaveShare(title, n, len(people), *wilson_interval(n, len(people))))
    enough = [one for one in shares if one.placed >= MIN_PLACED]
    change = None
    if len(enough) > 1:
        before, last = enough[-2:]
        change = difference(last.n, last.placed, before.n, before.placed)
    return Course(tuple(shares), change, sum(one not in known for one in wave_of))
