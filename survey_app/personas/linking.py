"""What a person holds a belief against, instead of what the shared words propose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from survey_app.accounts.models import User
from survey_app.errors import Unprocessable
from survey_app.personas.material import Material
from survey_app.personas.models_around import BeliefLink
from survey_app.studies.models import Study
from survey_app.synthesis.beliefs import Link

NOTHING = "none"
Links = Mapping[str, BeliefLink]


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that a belief can be held against: as a form sends it, and as people read it."""

    value: str
    text: str


def key_of(belief: str) -> str:
    """Return what the same words are known by, however they are spaced and written large."""
    return sha256(" ".join(belief.casefold().split()).encode()).hexdigest()


def links(session: Session, study: Study) -> dict[str, BeliefLink]:
    """Return what persons chose, by the belief's key."""
    rows = session.scalars(
        select(BeliefLink)
        .where(BeliefLink.study_id == study.id)
        .options(joinedload(BeliefLink.user))
    )
    return {row.belief: row for row in rows}


def link_of(chosen: Links, belief: str) -> Link | None:
    """Return a belief's link as the comparison takes it; None where nobody chose."""
    row = chosen.get(key_of(belief))
    if row is None:
        return None
    return Link(str(row.theme_id or ""), row.question, row.code)


def value_of(chosen: Links, belief: str) -> str:
    """Return what the form has chosen for a belief; empty: what the words propose."""
    row = chosen.get(key_of(belief))
    if row is None:
        return ""
    if row.theme_id is not None:
        return f"theme:{row.theme_id}"
    return f"answer:{row.question}:{row.code}" if row.question else NOTHING


def choices(stuff: Material) -> tuple[list[Choice], list[Choice]]:
    """Return the themes and the closed answers that a belief can be held against, by name."""
    themes = [Choice(f"theme:{one.id}", one.name) for one in stuff.themes]
    answers = [
        Choice(f"answer:{trait.key}:{code}", f"{trait.label}: {text}")
        for trait in stuff.traits
        if not trait.sensitive
        for code, text in trait.choices.items()
    ]
    return sorted(themes, key=lambda one: one.text.casefold()), answers


def hold_against(
    session: Session, study: Study, stuff: Material, *, belief: str, value: str, user: User
) -> None:
    """Link a belief to a theme, an answer or neither; '' goes back to what the words propose.

    Raises Unprocessable for anything that this study does not have.
    """
    known = {one.value for some in choices(stuff) for one in some} | {"", NOTHING}
    if value not in known or len(belief) != 64:
        raise Unprocessable(_l("Choose one of the themes or answers of this study."))
    row = session.scalar(
        select(BeliefLink).where(BeliefLink.study_id == study.id, BeliefLink.belief == belief)
    )
    if value == "":
        if row is not None:
            session.delete(row)
        session.flush()
        return
    if row is None:
        row = BeliefLink(study_id=study.id, belief=belief)
        session.add(row)
    what, _sign, rest = value.partition(":")
    row.theme_id = int(rest) if what == "theme" else None
    row.question, _sign, row.code = rest.partition(":") if what == "answer" else ("", "", "")
    row.user_id = user.id
    session.flush()
