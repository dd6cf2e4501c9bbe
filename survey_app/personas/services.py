"""Verbs about personas: draft, edit, send to review, publish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from survey_app.accounts.models import User
from survey_app.db import now
from survey_app.errors import Conflict, Unprocessable
from survey_app.personas import queries
from survey_app.personas.cards import card_of, rows_of, segment_of, statement_row
from survey_app.personas.material import Material
from survey_app.personas.models import Persona, PersonaVersion, Statement
from survey_app.studies.models import Study
from survey_app.synthesis import Violation, check, sheet, wilson_interval
from survey_app.synthesis.claims import count_theme

SAME_PERSONA_OVERLAP = 0.5  # Jaccard of members from which new data continues a persona
EDITABLE = ("draft", "in_review")
# A quote that does not stand at its source is never published, whatever the reason given.
NEVER_OVERRIDDEN = "R2"


def store_drafts(
    session: Session, study: Study, whole: sheet.Draft, *, user_id: int | None
) -> list[PersonaVersion]:
    """Store what was drafted. Untouched older drafts make way; a persona keeps its identity.

    A draft continues the persona whose members it shares; published versions never change.
    """
    existing = list(queries.personas(session, study))
    for persona in existing:
        for version in list(persona.versions):
            if version.status == "draft" and version.revision == 0:
                persona.versions.remove(version)
    session.flush()
    kept = []
    for persona in existing:
        if persona.versions:
            kept.append(persona)
        else:
            session.delete(persona)
    session.flush()
    stored = []
    for place, draft in enumerate(whole.personas):
        persona = _continued(kept, draft)
        if persona is None:
            persona = Persona(study_id=study.id, position=place, versions=[])
            session.add(persona)
            session.flush()
        else:
            kept.remove(persona)
        version = PersonaVersion(
            number=max((one.number for one in persona.versions), default=0) + 1,
            name=draft.name,
            summary=draft.summary,
            segment=segment_of(draft, whole),
            not_known=[asdict(gap) for gap in draft.not_known],
            engine=dict(whole.engine),
            created_by_id=user_id,
            statements=rows_of(draft),
        )
        persona.versions.append(version)
        session.flush()
        stored.append(version)
    return stored


def violations(version: PersonaVersion, material: Material) -> list[Violation]:
    """Return every trust rule that the version breaks, hard ones first."""
    return check(card_of(version, labels_of(material)), material.context())


def labels_of(material: Material) -> dict[tuple[str, str], str]:
    """Return the wording of closed answers by (question key, code)."""
    return {
        (trait.key, code): text for trait in material.traits for code, text in trait.choices.items()
    }


def rename(
    session: Session, version: PersonaVersion, *, name: str, summary: str, seen: int
) -> None:
    """Change the name and the summary of a draft."""
    _editing(version, seen)
    if not name.strip():
        raise Unprocessable(_l("Write a name: the challenge, not the job."))
    version.name, version.summary = " ".join(name.split()), summary.strip()
    session.flush()


def edit_statement(
    session: Session,
    version: PersonaVersion,
    statement: Statement,
    *,
    text: str,
    our_answer: str,
    drop_evidence: Sequence[int] = (),
    seen: int,
) -> None:
    """Reword a statement, say what the team answers to it, drop quotes that do not carry it."""
    _editing(version, seen)
    if not text.strip():
        raise Unprocessable(_l("Write the statement, or remove it."))
    statement.text, statement.our_answer = " ".join(text.split()), our_answer.strip()
    for piece in list(statement.evidence):
        if piece.id in drop_evidence:
            statement.evidence.remove(piece)
    session.flush()


def remove_statement(
    session: Session, version: PersonaVersion, statement: Statement, *, seen: int
) -> None:
    """Take a statement off the sheet."""
    _editing(version, seen)
    version.statements.remove(statement)
    session.flush()


def assume(
    session: Session, version: PersonaVersion, *, field: str, text: str, seen: int
) -> Statement:
    """Add what the team believes without evidence: it says 'assumed' and carries no number."""
    _editing(version, seen)
    if not text.strip():
        raise Unprocessable(_l("Write the statement."))
    statement = Statement(
        field=field, text=" ".join(text.split()), basis="assumed",
        position=len(version.statements), evidence=[],
    )  # fmt: skip
    version.statements.append(statement)
    session.flush()
    return statement


def state_theme(
    session: Session,
    version: PersonaVersion,
    material: Material,
    *,
    field: str,
    theme_id: int,
    seen: int,
) -> Statement:
    """Add a statement that rests on an accepted theme, counted among the persona's people."""
    _editing(version, seen)
    theme = next((one for one in material.themes if one.id == str(theme_id)), None)
    if theme is None:
        raise Unprocessable(_l("Choose an accepted theme."))
    members = set(version.segment["members"])
    people = [person for person in material.respondents if person.id in members]
    n, asked = count_theme(people, theme.id, theme.kind)
    low, high = wilson_interval(n, asked) if asked else (None, None)
    quotes = [quote for quote in theme.quotes if quote.respondent_id in members]
    value = sheet.Statement(
        field=field,
        text=theme.name,
        basis="observed",
        n=n,
        asked=asked,
        low=low,
        high=high,
        theme_id=theme.id,
        evidence=tuple(
            sheet.Evidence(quote.respondent_id, quote.text, quote_id=quote.id)
            for quote in sorted(quotes, key=lambda quote: (-quote.score, quote.id))[:5]
        ),
    )
    statement = statement_row(value, len(version.statements))
    version.statements.append(statement)
    session.flush()
    return statement


def submit(session: Session, version: PersonaVersion) -> None:
    """Send a draft to review."""
    if version.status != "draft":
        raise Conflict(_l("Only a draft can be sent to review."))
    version.status = "in_review"
    session.flush()


def send_back(session: Session, version: PersonaVersion) -> None:
    """Make a version under review a draft again."""
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
) -> None:
    """Publish a version: from now on it is pinned, and the one before is superseded.

    Raises Unprocessable while a hard rule is broken and no reason is given to go on, and always
    while a quote does not stand at its source.
    """
    if version.status not in EDITABLE:
        raise Conflict(_l("This version is published already."))
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


def _copied(statement: Statement, our_answer: str) -> Statement:
    statement.our_answer = our_answer
    return statement


def _editing(version: PersonaVersion, seen: int) -> None:
    if version.status not in EDITABLE:
        raise Conflict(_l("A published version never changes. Make a new draft of it."))
    if seen != version.revision:
        raise Conflict(
            _l("Somebody else has edited this persona meanwhile. Look at it and try again.")
        )
    version.revision += 1


def _continued(personas: Sequence[Persona], draft: sheet.PersonaDraft) -> Persona | None:
    members = set(draft.members)
    best, best_overlap = None, SAME_PERSONA_OVERLAP
    for persona in personas:
        old = set(persona.versions[-1].segment.get("members", ()))
        overlap = len(members & old) / len(members | old) if members | old else 0.0
        if overlap >= best_overlap:
            best, best_overlap = persona, overlap
    return best
