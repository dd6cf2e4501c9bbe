"""What stands between a draft and its readers: the broken trust rules, in words, line by line."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from survey_app.personas import material, services
from survey_app.personas.models import PersonaVersion
from survey_app.studies.models import Study
from survey_app.synthesis import violation_text


@dataclass(frozen=True, slots=True)
class Broken:
    """One rule that does not hold: what to do about it, and at which statement, if at one."""

    rule: str
    hard: bool
    text: str
    statement_id: int | None
    statement: str
    mended_by_counting: bool


@dataclass(frozen=True, slots=True)
class Review:
    """All broken rules of a version, hard ones first."""

    broken: tuple[Broken, ...]

    @property
    def hard(self) -> tuple[Broken, ...]:
        """The rules that block publishing."""
        return tuple(one for one in self.broken if one.hard)

    @property
    def soft(self) -> tuple[Broken, ...]:
        """The rules that only warn."""
        return tuple(one for one in self.broken if not one.hard)

    @property
    def is_barred(self) -> bool:
        """Whether no reason in the world lets this version out."""
        return any(one.rule == services.NEVER_OVERRIDDEN for one in self.hard)

    @property
    def needs_counting(self) -> bool:
        """Whether counting again would mend something."""
        return any(one.mended_by_counting for one in self.broken)

    def of_statement(self, statement_id: int) -> tuple[Broken, ...]:
        """Return the rules that one statement breaks."""
        return tuple(one for one in self.broken if one.statement_id == statement_id)


# Numbers that are out of date, and lines of the box that new answers have opened.
_MENDED_BY_COUNTING = (
    "no_count", "wrong_count", "wrong_interval", "wrong_share", "no_unclassified_share",
    "gaps_missing", "answer_changed",
)  # fmt: skip


def review_of(
    session: Session,
    study: Study,
    version: PersonaVersion,
    language: str,
    stuff: material.Material | None = None,
) -> Review:
    """Hold a version against the study as it stands today; words in `language` (en, ru, zh)."""
    found = services.violations(version, stuff or material.gather(session, study))
    rows = list(version.statements)
    return Review(
        tuple(
            Broken(
                rule=one.rule,
                hard=one.hard,
                text=violation_text(one, language),
                statement_id=rows[one.statement].id if one.statement is not None else None,
                statement=rows[one.statement].text if one.statement is not None else "",
                mended_by_counting=one.code in _MENDED_BY_COUNTING,
            )
            for one in found
        )
    )
