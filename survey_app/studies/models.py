"""Tables of studies, of who works on them, what people agree to, and who looked at what."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey_app.accounts.models import User
from survey_app.db import Base, now

ROLES = ("researcher", "interviewer", "viewer")


class Study(Base):
    """One piece of research: everything that is asked, said and concluded belongs to one."""

    __tablename__ = "study"
    __table_args__ = (CheckConstraint("status IN ('open', 'closed')", name="status"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(
        ForeignKey("workspace.id", ondelete="CASCADE"), index=True
    )
    slug: Mapped[str] = mapped_column(Text, unique=True, comment="In addresses; never changes.")
    title: Mapped[str] = mapped_column(Text, comment="For staff.")
    organisation: Mapped[str] = mapped_column(Text, comment="Who asks, as customers know it.")
    product: Mapped[str] = mapped_column(
        Text, default="", comment="What it is about; left out of theme names. May be empty."
    )
    language: Mapped[str] = mapped_column(Text, default="en", comment="Language of the results.")
    status: Mapped[str] = mapped_column(Text, default="open")
    privacy: Mapped[dict[str, Any]] = mapped_column(
        default=dict, comment="Wording by language of what is kept and why; {}: our default text."
    )
    consent: Mapped[dict[str, Any]] = mapped_column(
        default=dict, comment="The consent text asked for now: {number, texts}; {}: none is asked."
    )
    retention: Mapped[dict[str, Any]] = mapped_column(
        default=dict, comment="Months that answers, talks and contacts are kept; absent: no limit."
    )
    created_at: Mapped[datetime] = mapped_column(default=now)
    closed_at: Mapped[datetime | None] = mapped_column(comment="NULL while open.")

    members: Mapped[list[Membership]] = relationship(
        back_populates="study", cascade="all, delete-orphan", passive_deletes=True
    )


class ConsentText(Base):
    """One version of what people agree to before they answer. Never changes."""

    __tablename__ = "consent_text"
    __table_args__ = (UniqueConstraint("study_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(comment="1, 2, 3 … within the study.")
    texts: Mapped[dict[str, Any]] = mapped_column(comment="Wording by language.")
    created_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("user.id", ondelete="SET NULL"), comment="NULL: the user is gone."
    )
    created_at: Mapped[datetime] = mapped_column(default=now)

    created_by: Mapped[User | None] = relationship()


class AccessLog(Base):
    """Who looked at one person's data or took a copy out. Holds numbers, no personal data."""

    __tablename__ = "access_log"
    __table_args__ = (Index("ix_access_log_study", "study_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("user.id", ondelete="SET NULL"), comment="NULL: the user is gone."
    )
    what: Mapped[str] = mapped_column(Text, comment="One of `access.WHAT`.")
    object_id: Mapped[int | None] = mapped_column(comment="Number of what was seen; NULL: many.")
    detail: Mapped[str] = mapped_column(Text, default="", comment="Such as a file's format.")
    at: Mapped[datetime] = mapped_column(default=now)

    user: Mapped[User | None] = relationship()


class Membership(Base):
    """What one user may do in one study."""

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("study_id", "user_id"),
        CheckConstraint("role IN ('researcher', 'interviewer', 'viewer')", name="role"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    role: Mapped[str] = mapped_column(Text)

    study: Mapped[Study] = relationship(back_populates="members")
    user: Mapped[User] = relationship()
