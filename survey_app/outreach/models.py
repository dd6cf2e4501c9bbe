"""Tables of waves and reminders, invitations and links, the outbox of mails, and what came back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey_app.accounts.models import User
from survey_app.builder.models import Publication
from survey_app.customers.models import Contact
from survey_app.db import Base, now


class Wave(Base):
    """One mailing of one published survey to a list of contacts."""

    __tablename__ = "wave"
    __table_args__ = (
        CheckConstraint(
            "status IN ('draft', 'scheduled', 'sending', 'sent', 'paused', 'closed')",
            name="status",
        ),
        CheckConstraint(
            "(send_from IS NULL) = (send_until IS NULL) AND"
            " (send_from IS NULL OR (0 <= send_from AND send_from < send_until"
            " AND send_until <= 1440))",
            name="hours",
        ),
        CheckConstraint("daily_cap > 0", name="daily_cap"),
        CheckConstraint("link_days > 0", name="link_days"),
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
    from_owner: Mapped[bool] = mapped_column(
        default=False, comment="Whether the owner of a contact writes, where there is one."
    )
    incentive: Mapped[str] = mapped_column(
        Text, default="", comment="What is promised for an answer; empty: nothing."
    )
    starts_at: Mapped[datetime | None] = mapped_column(comment="NULL: as soon as it is sent.")
    time_zone: Mapped[str] = mapped_column(
        Text, default="UTC", comment="IANA name; hours, days and the cap are counted in it."
    )
    send_from: Mapped[int | None] = mapped_column(
        comment="Minutes after midnight from which mails may go out; NULL: at any hour."
    )
    send_until: Mapped[int | None] = mapped_column(
        comment="Minutes after midnight, exclusive; NULL: at any hour."
    )
    workdays_only: Mapped[bool] = mapped_column(default=False, comment="Monday to Friday.")
    daily_cap: Mapped[int | None] = mapped_column(comment="Mails a day; NULL: no cap.")
    link_days: Mapped[int | None] = mapped_column(
        comment="How many days each link works; NULL: as long as the wave is open."
    )
    cancelled_at: Mapped[datetime | None] = mapped_column(
        comment="When the mails still to come were called off; NULL: never."
    )

    publication: Mapped[Publication] = relationship()
    reminders: Mapped[list[Reminder]] = relationship(
        order_by="Reminder.number", cascade="all, delete-orphan", passive_deletes=True
    )


class Reminder(Base):
    """One more mail of a wave, to those who have not answered by then."""

    __tablename__ = "reminder"
    __table_args__ = (
        UniqueConstraint("wave_id", "number"),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint("days > 0", name="days"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    wave_id: Mapped[int] = mapped_column(ForeignKey("wave.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(comment="1 follows the invitation, 2 the first reminder.")
    days: Mapped[int] = mapped_column(comment="After the mail before it went out.")
    unless_begun: Mapped[bool] = mapped_column(
        default=False, comment="Whether those who have begun are left in peace, too."
    )
    subject: Mapped[dict[str, Any]] = mapped_column(comment="Text by language of the wave.")
    body: Mapped[dict[str, Any]] = mapped_column(comment="Text by language of the wave.")


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
        UniqueConstraint("invitation_id", "wave_id", "kind", "nth"),
        CheckConstraint("kind IN ('invitation', 'reminder', 'receipt', 'test')", name="kind"),
        CheckConstraint(
            "status IN ('queued', 'sending', 'sent', 'failed', 'unknown', 'suppressed',"
            " 'bounced', 'skipped')",
            name="status",
        ),
        Index("ix_mail_due", "status", "not_before"),
        Index("ix_mail_wave_kind", "wave_id", "kind", "status"),
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
    nth: Mapped[int] = mapped_column(
        default=0, comment="Number of the reminder whose text it carries; 0: the invitation's."
    )
    recipient: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(
        Text, default="queued", comment="unknown: the process died while sending; a person looks."
    )
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime] = mapped_column(default=now, comment="Earliest next attempt.")
    message_id: Mapped[str | None] = mapped_column(
        Text, index=True, comment="Of the last attempt, set before it; NULL: none yet."
    )
    tried_at: Mapped[datetime | None] = mapped_column(
        index=True, comment="When the last attempt began; NULL: none yet. Counted for the rate."
    )
    trouble: Mapped[str] = mapped_column(
        Text, default="", comment="Class of what went wrong last, as in labels.py; empty: nothing."
    )
    error: Mapped[str] = mapped_column(Text, default="", comment="The server's own last words.")
    created_at: Mapped[datetime] = mapped_column(default=now)
    sent_at: Mapped[datetime | None]

    invitation: Mapped[Invitation | None] = relationship()
    wave: Mapped[Wave | None] = relationship()


class ReturnedMail(Base):
    """A message that came back from the world of mail, and what it meant."""

    __tablename__ = "returned_mail"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('bounce', 'delay', 'complaint', 'unsubscribe', 'other')", name="kind"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(
        Text, unique=True, comment="SHA-256 of the message: the same one twice counts once."
    )
    kind: Mapped[str] = mapped_column(Text)
    mail_id: Mapped[int | None] = mapped_column(
        ForeignKey("mail.id", ondelete="CASCADE"),
        index=True,
        comment="The mail that it answers; NULL: none of ours that we know.",
    )
    answer: Mapped[str] = mapped_column(
        Text, default="", comment="The other server's own words, shortened; may be empty."
    )
    came_by: Mapped[str] = mapped_column(Text, comment="page, post or mailbox.")
    matched_by: Mapped[str] = mapped_column(
        Text,
        default="proof",
        server_default="proof",
        comment="proof: a secret of our mail; address: only whom it names; decided; or nothing.",
    )
    created_at: Mapped[datetime] = mapped_column(default=now)

    mail: Mapped[Mail | None] = relationship()


class Incentive(Base):
    """A promised incentive that was handed over for an answer."""

    __tablename__ = "incentive"

    id: Mapped[int] = mapped_column(primary_key=True)
    invitation_id: Mapped[int] = mapped_column(
        ForeignKey("invitation.id", ondelete="CASCADE"), unique=True
    )
    what: Mapped[str] = mapped_column(Text, comment="As promised, or as sent instead.")
    note: Mapped[str] = mapped_column(Text, default="", comment="Voucher number and the like.")
    sent_at: Mapped[datetime] = mapped_column(default=now)
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("user.id", ondelete="SET NULL"), comment="Who sent it; NULL: user is gone."
    )

    user: Mapped[User | None] = relationship()
