"""Tables of erasures and of requests by mail to see or erase one's data."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey_app.accounts.models import User
from survey_app.db import Base, now

REASONS = ("person", "staff", "retention", "command")


class Erasure(Base):
    """How much was erased, when and why; never whose it was.

    While `finished_at` is NULL, within the one transaction that erases, published personas of the
    study may lose a person's words (see `personas.models.FROZEN`).
    """

    __tablename__ = "erasure"
    __table_args__ = (
        CheckConstraint("reason IN ('person', 'staff', 'retention', 'command')", name="reason"),
        Index("ix_erasure_study", "study_id", "finished_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id", ondelete="CASCADE"))
    reason: Mapped[str] = mapped_column(Text, comment="Who wanted it: one of REASONS.")
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("user.id", ondelete="SET NULL"), comment="NULL: no user, or the user is gone."
    )
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict, comment="What went, by kind.")
    oldest_at: Mapped[datetime | None] = mapped_column(
        comment="When the oldest of it came; copies exported since may hold it."
    )
    started_at: Mapped[datetime] = mapped_column(default=now)
    finished_at: Mapped[datetime | None] = mapped_column(comment="NULL: it is under way.")

    user: Mapped[User | None] = relationship()


class PrivacyRequest(Base):
    """Somebody asked, by address, what is held of them; the link was mailed to that address."""

    __tablename__ = "privacy_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    email_key: Mapped[str] = mapped_column(Text, index=True, comment="Goes when it runs out.")
    language: Mapped[str] = mapped_column(Text)
    token_hash: Mapped[str | None] = mapped_column(
        Text, unique=True, comment="SHA-256 of the link's secret; NULL: not mailed yet."
    )
    created_at: Mapped[datetime] = mapped_column(default=now)
