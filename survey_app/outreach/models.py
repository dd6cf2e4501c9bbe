"""Tables of waves, invitations, their personal links, and the outbox of mails."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey_app.builder.models import Publication
from survey_app.customers.models import Contact
from survey_app.db import Base, now


class Wave(Base):
    """One mailing of one published survey to a list of contacts."""

    __tablename__ = "wave"
    __table_args__ = (
        CheckConstraint(
            "status IN ('draft', 'sending', 'sent', 'paused', 'closed')", name="status"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id", ondelete="CASCADE"), index=True)
    publication_id: Mapped[int] = mapped_column(ForeignKey("publication.id", ondelete="RESTRICT"))
    title: Mapped[str] = mapped_column(Text, comment="For staff.")
    sender_name: Mapped[str] = mapped_column(Text, comment="The person who writes.")
    reply_to: Mapped[str] = mapped_column(Text, default="", comment="Empty: the server's sender.")
    subject: Mapped[dict[str, Any]] = mapped_column(comment="Text by language.")
    body: Mapped[dict[str, Any]] = mapped_column(comment="Text by language, with placeholders.")
    status: Mapped[str] = mapped_column(Text, default="draft")
    created_at: Mapped[datetime] = mapped_column(default=now)
    sent_at: Mapped[datetime | None] = mapped_column(comment="When sending began; NULL: draft.")
    closes_at: Mapped[datetime | None] = mapped_column(comment="NULL: open until closed by hand.")

    publication: Mapped[Publication] = relationship()


class Invitation(Base):
    """One contact asked in one wave. All links in its mails lead to it."""

    __tablename__ = "invitation"
    __table_args__ = (
        UniqueConstraint("wave_id", "contact_id"),
        CheckConstraint("prefers IN ('form', 'phone', 'video')", name="prefers"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    wave_id: Mapped[int] = mapped_column(ForeignKey("wave.id", ondelete="CASCADE"))
    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contact.id", ondelete="CASCADE"), index=True
    )
    prefers: Mapped[str] = mapped_column(Text, default="form", comment="How the person would talk.")
    revoked_at: Mapped[datetime | None] = mapped_column(comment="NULL: the links are good.")
    created_at: Mapped[datetime] = mapped_column(default=now)

    wave: Mapped[Wave] = relationship()
    contact: Mapped[Contact] = relationship()


class InvitationLink(Base):
    """A personal link. Only the hash of its token is kept; each mail carries a fresh one."""

    __tablename__ = "invitation_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    invitation_id: Mapped[int] = mapped_column(
        ForeignKey("invitation.id", ondelete="CASCADE"), index=True
    )
    token_hash: Mapped[str] = mapped_column(Text, unique=True, comment="SHA-256, hexadecimal.")
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime | None] = mapped_column(comment="NULL: with the wave.")


class Mail(Base):
    """The outbox: one row per mail that shall be sent once, and what became of it."""

    __tablename__ = "mail"
    __table_args__ = (
        UniqueConstraint("invitation_id", "wave_id", "kind"),
        CheckConstraint("kind IN ('invitation', 'reminder', 'receipt', 'test')", name="kind"),
        CheckConstraint(
            "status IN ('queued', 'sending', 'sent', 'failed', 'unknown', 'suppressed')",
            name="status",
        ),
        Index("ix_mail_due", "status", "not_before"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id", ondelete="CASCADE"), index=True)
    wave_id: Mapped[int | None] = mapped_column(
        ForeignKey("wave.id", ondelete="CASCADE"), comment="NULL: belongs to no wave."
    )
    invitation_id: Mapped[int | None] = mapped_column(
        ForeignKey("invitation.id", ondelete="CASCADE"), comment="NULL: a test mail to staff."
    )
    kind: Mapped[str] = mapped_column(Text)
    recipient: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(
        Text, default="queued", comment="unknown: the process died while sending; a person looks."
    )
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime] = mapped_column(default=now, comment="Earliest next attempt.")
    message_id: Mapped[str | None] = mapped_column(Text, comment="Set before the first attempt.")
    tried_at: Mapped[datetime | None] = mapped_column(
        index=True, comment="When the last attempt began; NULL: none yet. Counted for the rate."
    )
    error: Mapped[str] = mapped_column(Text, default="", comment="The server's last refusal.")
    created_at: Mapped[datetime] = mapped_column(default=now)
    sent_at: Mapped[datetime | None]

    invitation: Mapped[Invitation | None] = relationship()
    wave: Mapped[Wave | None] = relationship()
