"""Verbs about the life of a persona: draft, send to review, publish, draft anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from survey_app import jobs
from survey_app.accounts.models import User
from survey_app.db import now
from survey_app.errors import Conflict, Unprocessable
from survey_app.jobs import Job
from survey_app.personas import queries
from survey_app.personas.cards import card_of, rows_of, segment_of, statement_row
from survey_app.personas.fitting import kept_with
from survey_app.personas.material import Material, figures_for
from survey_app.personas.models import Persona, PersonaVersion, Statement
from survey_app.studies.models import Study
from survey_app.synthesis import Violation, check, sheet

SAME_PERSONA_OVERLAP = 0.5  # Jaccard of members from which new data continues a persona
EDITABLE = ("draft", "in_review")
PINNED = ("published", "superseded")
DRAFT = "personas.draft"
# A quote that does not stand at its source is never published, whatever the reason given.
NEVER_OVERRIDDEN = "R2"


def start_draft(session: Session, study: Study, *, user: User, language: str) -> Job:
    """Queue the drafting of the study's personas, unless it is under way already."""
    job = jobs.open_job(session, DRAFT, study_id=study.id)
    if job is not None:
        return job
    if not queries.n_accepted_themes(session, study):
        raise Unprocessable(_l("Accept some themes first: personas are made of accepted themes."))
    return jobs.enqueue(session, DRAFT, study_id=study.id, user_id=user.id, language=language)


def store_drafts(
    session: Session,
    study: Study,
    whole: sheet.Draft,
    *,
    user_id: int | None,
    material: Material | None = None,
) -> list[PersonaVersion]:
    """Store what was drafted, with the figures of each group where `material` is given.

    Untouched older drafts make way; a persona keeps its identity. A draft continues the persona
    whose members it shares; published versions never change.
    """
    # A group that somebody chose stays as it was chosen; no segment continues it.
    existing = [one for one in queries.personas(session, study) if not _is_by_hand(one)]
    members = {one.id: set(one.versions[-1].segment.get("members", ())) for one in existing}
    for persona in existing:
        for version in list(persona.versions):
            if version.status == "draft" and version.revision == 0:
                persona.versions.remove(version)
    # Before the new rows: a persona's version numbers are unique.
    session.flush()
    stored = []
    # The team's order stays; who is new stands behind it, the largest group first.
    last = max((one.position for one in existing), default=-1)
    for place, draft in enumerate(whole.personas, start=1):
        continued = _continued(existing, members, draft)
        if continued is None:
            continued = Persona(study_id=study.id, versions=[], position=last + place)
            session.add(continued)
        else:
            existing.remove(continued)
        session.flush()
        version = PersonaVersion(
            number=max((one.number for one in continued.versions), default=0) + 1,
            name=draft.name,
            summary=draft.summary,
            segment={
                **segment_of(draft, whole),
                **({"figures": figures_for(material, draft.members)} if material else {}),
            },
            not_known=[asdict(gap) for gap in draft.not_known],
            engine=dict(whole.engine),
            created_by_id=user_id,
            statements=rows_of(draft),
        )
        continued.versions.append(version)
        session.flush()
        stored.append(version)
    for persona in existing:
        if not persona.versions:
            session.delete(persona)
    session.flush()
    return stored


def violations(version: PersonaVersion, material: Material) -> list[Violation]:
    """Return every trust rule that the version breaks, hard ones first."""
    # A quote may have left its theme since; it still stands or falls by its own passage.
    sources = {
        **material.sources,
        **{
            str(piece.excerpt_id): piece.excerpt.passage.text[
                piece.excerpt.start : piece.excerpt.end
            ]
            for statement in version.statements
            for piece in statement.evidence
            if piece.excerpt is not None
        },
    }
    context = replace(material.context(), source=sources.get)
    return check(card_of(version, labels_of(material)), context)


def labels_of(material: Material) -> dict[tuple[str, str], str]:
    """Return the wording of closed answers by (question key, code)."""
    return {
        (trait.key, code): text for trait in material.traits for code, text in trait.choices.items()
    }


def submit(session: Session, version: PersonaVersion, *, seen: int | None = None) -> None:
    """Send a draft to review."""
    guard_revision(version, seen)
    if version.status != "draft":
        raise Conflict(_l("Only a draft can be sent to review."))
    if not version.statements:
        raise Unprocessable(_l("There is nothing on the sheet yet. Add a statement first."))
    version.status = "in_review"
    version.revision += 1
    session.flush()


def send_back(session: Session, version: PersonaVersion, *, seen: int | None = None) -> None:
    """Make a version under review a draft again."""
    guard_revision(version, seen)
    if version.status != "in_review":
        raise Conflict(_l("Only a version under review can be sent back."))
    version.status = "draft"
    version.revision += 1
    session.flush()


def publish(
    session: Session,
    version: PersonaVersion,
    material: Material,
    *,
    user: User | None,
    override_reason: str = "",
    seen: int | None = None,
) -> None:
    """Publish a version: from now on it is pinned, and the one before is superseded.

    Raises Unprocessable while a hard rule is broken and no reason is given to go on, and always
    while a quote does not stand at its source.
    """
    if version.status not in EDITABLE:
        raise Conflict(_l("This version is published already."))
    guard_revision(version, seen)
    if not version.statements:
        raise Unprocessable(_l("There is nothing on the sheet yet. Add a statement first."))
    hard = [one for one in violations(version, material) if one.hard]
    if any(one.rule == NEVER_OVERRIDDEN for one in hard):
        raise Unprocessable(
            _l("A quote does not stand at its source any more. Remove it, then publish.")
        )
    if hard and not override_reason.strip():
        raise Unprocessable(
            _l("Trust rules stand in the way. Mend what they name, or write why you publish.")
        )
    moment = now()
    for other in version.persona.versions:
        if other.status == "published":
            other.status = "superseded"
    session.flush()
    version.segment = {
        **version.segment,
        "figures": figures_for(material, version.segment["members"]),
        "fits": kept_with(version, material),
    }
    version.override_reason = override_reason.strip() if hard else ""
    version.engine = {
        **version.engine,
        "overridden": sorted({one.rule for one in hard}),
    }
    version.reviewed_by_id = user.id if user else None
    version.reviewed_at = version.published_at = moment
    version.status = "published"
    session.flush()


def edit_published(session: Session, version: PersonaVersion, *, user: User) -> PersonaVersion:
    """Make a new draft that begins as a copy of a published version."""
    persona = version.persona
    if version.status not in PINNED:
        raise Conflict(_l("This is a draft itself. Edit it."))
    if any(one.status in EDITABLE for one in persona.versions):
        raise Conflict(_l("There is a draft of this persona already. Go on with that one."))
    copy = PersonaVersion(
        number=max(one.number for one in persona.versions) + 1,
        name=version.name,
        summary=version.summary,
        segment=dict(version.segment),
        not_known=list(version.not_known),
        engine=dict(version.engine),
        created_by_id=user.id,
        revision=1,
        statements=[
            _copied(statement_row(one, place), row.our_answer)
            for place, (one, row) in enumerate(
                zip(card_of(version, {}).statements, version.statements, strict=True)
            )
        ],
    )
    persona.versions.append(copy)
    session.flush()
    return copy


def _is_by_hand(persona: Persona) -> bool:
    return bool(persona.versions) and persona.versions[-1].segment.get("origin") == "by_hand"


def _copied(statement: Statement, our_answer: str) -> Statement:
    statement.our_answer = our_answer
    return statement


def _continued(
    personas: Sequence[Persona], members: Mapping[int, set[str]], draft: sheet.PersonaDraft
) -> Persona | None:
    new = set(draft.members)
    best, best_overlap = None, SAME_PERSONA_OVERLAP
    for persona in personas:
        old = members[persona.id]
        overlap = len(new & old) / len(new | old) if new | old else 0.0
        if overlap > best_overlap or (best is None and overlap == best_overlap):
            best, best_overlap = persona, overlap
    return best


def guard_revision(version: PersonaVersion, seen: int | None) -> None:
    """Refuse what was decided on a state that somebody else has changed since."""
    if seen is not None and seen != version.revision:
        raise Conflict(
            _l("Somebody else has edited this persona meanwhile. Look at it and try again.")
        )
