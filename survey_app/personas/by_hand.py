"""Personas that a person makes from a filter: looked at before, kept with it, asked again later."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from survey_app import __version__
from survey_app.accounts.models import User
from survey_app.errors import Conflict, Unprocessable
from survey_app.personas import editing, queries, services
from survey_app.personas.cards import rows_of, segment_of
from survey_app.personas.filters import PeopleFilter, from_kept, in_words
from survey_app.personas.material import Material
from survey_app.personas.models import Persona, PersonaVersion
from survey_app.studies.models import Study
from survey_app.synthesis import Violation, check, sheet
from survey_app.synthesis.drafts import draft_by_hand

MAX_LINES_SHOWN = 6
MIN_PEOPLE = 2  # one person is a dossier, not a persona


@dataclass(frozen=True, slots=True)
class Preview:
    """What would stand on the sheet if it were made now."""

    n: int
    n_respondents: int
    lines: tuple[sheet.Statement, ...]
    n_lines: int
    hard: tuple[Violation, ...]

    @property
    def is_thin(self) -> bool:
        """Fewer people than rule R6 lets pass without a warning: 5, or 5 %."""
        return self.n < 5 or self.n < 0.05 * self.n_respondents


def preview(stuff: Material, chosen: PeopleFilter, language: str) -> Preview:
    """Count whom a filter takes, and what could be said of them by the rules."""
    members = chosen.members(stuff.respondents)
    n, total = len(members), len(stuff.respondents)
    if not chosen or n < MIN_PEOPLE:
        return Preview(n, total, (), 0, ())
    draft = draft_by_hand(
        stuff.respondents, stuff.themes, stuff.traits, members, language=language
    )  # fmt: skip
    telling = sorted(draft.statements, key=lambda one: (not one.differs, -(one.n or 0)))
    return Preview(
        n,
        total,
        tuple(telling[:MAX_LINES_SHOWN]),
        len(draft.statements),
        tuple(one for one in check(draft, stuff.context()) if one.hard),
    )


def make(
    session: Session,
    study: Study,
    stuff: Material,
    chosen: PeopleFilter,
    *,
    user: User,
    name: str,
    language: str,
) -> PersonaVersion:
    """Make a draft from everybody whom a filter takes; the filter is kept with it."""
    if not chosen:
        raise Unprocessable(_l("Tick at least one answer or theme: who is meant?"))
    members = chosen.members(stuff.respondents)
    if len(members) < MIN_PEOPLE:
        raise Unprocessable(_l("Fewer than two people are meant. Tick less, or other answers."))
    draft = draft_by_hand(
        stuff.respondents, stuff.themes, stuff.traits, members,
        name=" ".join(name.split()) or None, language=language,
    )  # fmt: skip
    whole = sheet.Draft(
        (draft,), (), (), len(stuff.respondents),
        {"name": "portrait synthesis", "version": __version__, "method": "by hand"}, (),
    )  # fmt: skip
    persona = Persona(study_id=study.id, position=len(queries.personas(session, study)))
    session.add(persona)
    session.flush()
    version = PersonaVersion(
        persona_id=persona.id,
        number=1,
        name=draft.name,
        summary=draft.summary,
        segment={**segment_of(draft, whole), "filter": chosen.kept()},
        not_known=[asdict(gap) for gap in draft.not_known],
        engine=dict(whole.engine),
        created_by_id=user.id,
        revision=1,  # a person's work: the next analysis does not replace it
        statements=rows_of(draft),
    )
    persona.versions.append(version)
    session.flush()
    return version


def filter_of(version: PersonaVersion) -> PeopleFilter | None:
    """The filter from which a version was made; None for all others."""
    return from_kept(version.segment.get("filter"))


def words_of(version: PersonaVersion, stuff: Material) -> str:
    """The filter of a version in words; '' where it has none."""
    chosen = filter_of(version)
    if chosen is None:
        return ""
    return in_words(
        chosen,
        {trait.key: trait for trait in stuff.traits},
        {theme.id: theme.name for theme in stuff.themes},
    )


def ask_again(
    session: Session, version: PersonaVersion, stuff: Material, *, user: User
) -> PersonaVersion:
    """Count everybody whom the filter takes today, in the draft or in a new one."""
    if filter_of(version) is None:
        raise Conflict(_l("This persona was not made from a filter."))
    draft = next((one for one in version.persona.versions if one.status in services.EDITABLE), None)
    draft = draft or services.edit_published(session, version, user=user)
    editing.recount(session, draft, stuff, seen=draft.revision)
    return draft
