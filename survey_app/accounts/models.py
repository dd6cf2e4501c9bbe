"""Tables of people who work with Portrait: the workspace, its users and their roles."""

from __future__ import annotations

from datetime import datetime

from flask_security.core import RoleMixin, UserMixin
from sqlalchemy import Column, ForeignKey, Integer, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey_app.db import Base, now

user_role = Table(
    "user_role",
    Base.metadata,
    Column("user_id", Integer, ForeignKey("user.id", ondelete="CASCADE"), primary_key=True),
    Column("role_id", Integer, ForeignKey("role.id", ondelete="CASCADE"), primary_key=True),
)


class Workspace(Base):
    """The company that this installation serves; studies belong to it."""

    __tablename__ = "workspace"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text, comment="Shown to staff and in mails.")
    language: Mapped[str] = mapped_column(Text, default="en", comment="Default for new studies.")
    created_at: Mapped[datetime] = mapped_column(default=now)


class Role(Base, RoleMixin):
    """An installation-wide role; today only 'admin'. Roles within a study are memberships."""

    __tablename__ = "role"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text, unique=True)
    description: Mapped[str | None] = mapped_column(Text, comment="For people; may be NULL.")


class User(Base, UserMixin):
    """A person of the team who signs in."""

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(
        ForeignKey("workspace.id", ondelete="CASCADE"), index=True
    )
    email: Mapped[str] = mapped_column(Text, unique=True, comment="Lower-case, as signed in with.")
    name: Mapped[str] = mapped_column(Text, comment="As colleagues and mail readers see it.")
    password: Mapped[str | None] = mapped_column(
        Text, comment="Argon2 hash; NULL: invited, has not chosen one yet."
    )
    active: Mapped[bool] = mapped_column(default=True, comment="False: may not sign in.")
    fs_uniquifier: Mapped[str] = mapped_column(
        Text, unique=True, comment="Changes with the password, which ends all sessions."
    )
    confirmed_at: Mapped[datetime | None]
    language: Mapped[str | None] = mapped_column(
        Text, comment="Interface language; NULL: the browser's wish."
    )
    created_at: Mapped[datetime] = mapped_column(default=now)

    roles: Mapped[list[Role]] = relationship(  # type: ignore[assignment]
        secondary=user_role, lazy="selectin"
    )

    @property
    def is_admin(self) -> bool:
        """Whether this user looks after the installation."""
        return any(role.name == "admin" for role in self.roles)
