"""Every SELECT about workspaces and users."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey_app.accounts.models import User, Workspace


def workspace(session: Session) -> Workspace | None:
    """Return the installation's workspace; None before the set-up."""
    return session.scalar(select(Workspace).order_by(Workspace.id).limit(1))


def is_set_up(session: Session) -> bool:
    """Whether the first administrator exists."""
    return bool(session.scalar(select(select(User.id).exists())))


def user_by_email(session: Session, email: str) -> User | None:
    """Return the user who signs in with this address."""
    return session.scalar(select(User).where(func.lower(User.email) == email.strip().lower()))


def users(session: Session) -> Sequence[User]:
    """Return all users, by name."""
    return session.scalars(select(User).order_by(func.lower(User.name), User.id)).all()
