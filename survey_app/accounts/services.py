"""Verbs about people: set up the installation, add a user, give and take the admin role."""

from __future__ import annotations

import secrets

from flask_babel import lazy_gettext as _l
from flask_security import hash_password
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.accounts import queries
from survey_app.accounts.models import Role, User, Workspace
from survey_app.db import now
from survey_app.errors import Conflict


def set_up(
    session: Session, *, workspace_name: str, name: str, email: str, password: str, language: str
) -> User:
    """Create the workspace and its first administrator. Raises Conflict when that was done."""
    if queries.is_set_up(session):
        raise Conflict(_l("Portrait is set up already. Sign in instead."))
    workspace = Workspace(name=workspace_name, language=language)
    session.add(workspace)
    session.flush()
    user = add_user(session, workspace, name=name, email=email, password=password)
    make_admin(session, user)
    return user


def add_user(
    session: Session,
    workspace: Workspace,
    *,
    name: str,
    email: str,
    password: str | None = None,
    language: str | None = None,
) -> User:
    """Add a person of the team. Without a password, they choose one by the reset mail.

    Raises Conflict when the address is in use.
    """
    if queries.user_by_email(session, email) is not None:
        raise Conflict(_l("Somebody signs in with this address already. Use another one."))
    user = User(
        workspace_id=workspace.id,
        name=name,
        email=email.strip().lower(),
        password=hash_password(password) if password else None,
        fs_uniquifier=secrets.token_hex(32),
        confirmed_at=now(),
        language=language,
        active=True,
    )
    session.add(user)
    session.flush()
    return user


def make_admin(session: Session, user: User) -> None:
    """Let the user look after the installation."""
    role = session.scalar(select(Role).where(Role.name == "admin"))
    if role is None:
        role = Role(name="admin", description="Looks after the installation")
        session.add(role)
    if role not in user.roles:
        user.roles.append(role)
    session.flush()
