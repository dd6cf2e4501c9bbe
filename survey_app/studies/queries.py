"""Every SELECT about studies and their members."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from survey_app.accounts.models import User
from survey_app.studies.models import Membership, Study

# Asked by every page: a statement made once is not made and looked up anew each time.
_STUDY_AND_ROLE = (
    select(Study, Membership.role)
    .outerjoin(
        Membership,
        (Membership.study_id == Study.id) & (Membership.user_id == bindparam("user_id")),
    )
    .where(Study.slug == bindparam("slug"))
)


def study_for_user(session: Session, slug: str, user: User) -> tuple[Study, str] | None:
    """Return the study and the user's role in it; None when it is not theirs to know of.

    An administrator acts as a researcher in every study.
    """
    row = session.execute(_STUDY_AND_ROLE, {"slug": slug, "user_id": user.id}).first()
    if row is None or row[0].workspace_id != user.workspace_id:
        return None
    role = "researcher" if user.is_admin else row[1]
    return (row[0], role) if role else None


def studies_of(session: Session, user: User) -> Sequence[tuple[Study, str]]:
    """Return the user's studies with their role, newest first."""
    if user.is_admin:
        every = session.scalars(
            select(Study).where(Study.workspace_id == user.workspace_id).order_by(Study.id.desc())
        )
        return [(study, "researcher") for study in every]
    rows = session.execute(
        select(Study, Membership.role)
        .join(Membership, Membership.study_id == Study.id)
        .where(Membership.user_id == user.id)
        .order_by(Study.id.desc())
    )
    return [(study, role) for study, role in rows]


def members(session: Session, study: Study) -> Sequence[Membership]:
    """Return the study's members, by name."""
    return session.scalars(
        select(Membership)
        .join(User, User.id == Membership.user_id)
        .where(Membership.study_id == study.id)
        .order_by(func.lower(User.name), User.id)
    ).all()


def member(session: Session, study: Study, membership_id: int) -> Membership | None:
    """Return one member of this study."""
    return session.scalar(
        select(Membership).where(Membership.id == membership_id, Membership.study_id == study.id)
    )


def slug_taken(session: Session, slug: str) -> bool:
    """Whether a study has this address."""
    return session.scalar(select(Study.id).where(Study.slug == slug)) is not None
