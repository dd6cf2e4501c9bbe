"""Tables of contacts, companies and the suppression list."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey_app.db import Base, now


class Company(Base):
    """Where contacts work."""

    __tablename__ = "company"
    __table_args__ = (UniqueConstraint("study_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(Text)
    attributes: Mapped[dict[str, Any]] = mapped_column(default=dict, comment="The study's own.")


class Contact(Base):
    """A person whom the study may write to or call."""

    __tablename__ = "contact"
    __table_args__ = (UniqueConstraint("study_id", "email"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id", ondelete="CASCADE"))
    company_id: Mapped[int | None] = mapped_column(
        ForeignKey("company.id", ondelete="SET NULL"), index=True, comment="NULL: not known."
    )
    owner_id: Mapped[int | None] = mapped_column(
        ForeignKey("user.id", ondelete="SET NULL"), comment="Best-placed sender; NULL: nobody."
    )
    name: Mapped[str] = mapped_column(Text, default="", comment="May be empty.")
    email: Mapped[str | None] = mapped_column(
        Text, comment="Domain in lower case; NULL: can only be called."
    )
    phone: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str | None] = mapped_column(Text, comment="NULL: the study's language.")
    attributes: Mapped[dict[str, Any]] = mapped_column(default=dict, comment="The study's own.")
    source: Mapped[str] = mapped_column(Text, default="", comment="Where we have the person from.")
    created_at: Mapped[datetime] = mapped_column(default=now)

    company: Mapped[Company | None] = relationship()


class Suppression(Base):
    """An address that must get no more mail from this workspace, whatever the study."""

    __tablename__ = "suppression"
    __table_args__ = (UniqueConstraint("workspace_id", "email"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspace.id", ondelete="CASCADE"))
    email: Mapped[str] = mapped_column(Text, comment="Lower-case.")
    reason: Mapped[str] = mapped_column(Text, comment="unsubscribed, bounced, complained or asked.")
    created_at: Mapped[datetime] = mapped_column(default=now)
