"""The stress test of a version, as its page shows it: each line with its word and its reasons."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from survey_app.personas import people, services
from survey_app.personas.cards import card_of
from survey_app.personas.fitting import fitting
from survey_app.personas.material import Material
from survey_app.personas.models import PersonaVersion, Statement
from survey_app.studies.models import Study
from survey_app.synthesis import stress_test
from survey_app.synthesis.stress import LineTest, StressTest

REASONS = {
    "assumed": _l("The team believes it; nobody has said it."),
    "not_asked": _l("Nobody was asked; people brought it up by themselves."),
    "few_voices": _l("Few people stand behind it: one or two fewer, and it falls."),
    "wide": _l("Too few were asked to say how many it is true of."),
    "contradicted": _l("Some of these very people say the opposite."),
    "one_voice": _l("One person gives most of the quotes."),
}
BELONGS_FROM = 0.8
"""From this fit on (0-1) a person clearly belongs to the persona."""


@dataclass(frozen=True, slots=True)
class TestedLine:
    """One line under stress, with its row."""

    row: Statement
    test: LineTest


@dataclass(frozen=True, slots=True)
class Member:
    """One of the persona's people and how well they fit, 0-1."""

    key: str
    label: str
    fit: float


@dataclass(frozen=True, slots=True)
class Meter:
    """The reality meter in figures, with the line that costs most."""

    n: int
    n_respondents: int
    n_open: int
    n_binding: int
    in_all: int
    is_thin: bool
    cost: int
    costliest: Statement | None

    @property
    def share(self) -> float:
        """The share of all respondents whom the card fits, 0-1."""
        return self.n / self.n_respondents if self.n_respondents else 0.0


@dataclass(frozen=True, slots=True)
class Stress:
    """Everything on the page of the stress test."""

    test: StressTest
    lines: tuple[TestedLine, ...]
    meter: Meter
    members: tuple[Member, ...]
    agreement: float | None
    second_method: str

    def having(self, word: str) -> tuple[TestedLine, ...]:
        """The lines with this word."""
        return tuple(line for line in self.lines if line.test.word == word)


def stress_of(session: Session, study: Study, version: PersonaVersion, stuff: Material) -> Stress:
    """Put a version under stress, on the answers of today."""
    card = card_of(version, services.labels_of(stuff))
    test = stress_test(card, stuff.context())
    rows = list(version.statements)
    fit = version.segment.get("fit", {})
    labels = people.labels(session, study, fit)
    members = [Member(key, labels[key], value) for key, value in fit.items() if key in labels]
    agreement = version.engine.get("agreement")
    return Stress(
        test=test,
        lines=tuple(TestedLine(rows[one.statement], one) for one in test.lines),
        meter=meter_of(version, stuff),
        members=tuple(sorted(members, key=lambda one: (one.fit, len(one.label), one.label))),
        agreement=float(agreement) if isinstance(agreement, int | float) else None,
        second_method=str(version.engine.get("second_method") or ""),
    )


def meter_of(version: PersonaVersion, stuff: Material, *, theme_id: str = "") -> Meter:
    """Read the reality meter of a version; with `theme_id` as if that theme stood on it too."""
    found = fitting(version, stuff, theme_id=theme_id)
    rows = list(version.statements)
    costliest = found.costliest
    return Meter(
        n=len(found.matching),
        n_respondents=found.n_respondents,
        n_open=len(found.open),
        n_binding=len(found.binding),
        in_all=found.in_all,
        is_thin=found.is_thin and bool(found.binding),
        cost=found.cost,
        costliest=rows[costliest] if costliest is not None and costliest < len(rows) else None,
    )
