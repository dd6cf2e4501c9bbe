"""Tables of interviews, of what was asked in them, and of attempts to reach people."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey_app.accounts.models import User
from survey_app.builder.models import Publication
from survey_app.customers.models import Contact
from survey_app.db import Base, now

MODES = ("phone", "video", "in_person", "group", "import")
OUTCOMES = ("full", "part", "short", "refused", "no_answer", "wrong_person")
ATTEMPT_OUTCOMES = ("reached", "no_answer", "busy", "call_back", "wrong_person")


class Interview(Base):
    """One conversation with a customer: planned, held, cancelled or missed."""

    __tablename__ = "interview"
    __table_args__ = (
        CheckConstraint("status IN ('planned', 'held', 'cancelled', 'missed')", name="status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id", ondelete="CASCADE"), index=True)
    publication_id: Mapped[int | None] = mapped_column(
        ForeignKey("publication.id", ondelete="RESTRICT"), comment="Script; NULL: none followed."
    )
    contact_id: Mapped[int | None] = mapped_column(
        ForeignKey("contact.id", ondelete="SET NULL"), index=True, comment="NULL: not known."
    )
    interviewer_id: Mapped[int | None] = mapped_column(
        ForeignKey("user.id", ondelete="SET NULL"), index=True, comment="NULL: user is gone."
    )
    title: Mapped[str] = mapped_column(Text, comment="Whom with, as the team calls it.")
    mode: Mapped[str] = mapped_column(Text, default="phone")
    language: Mapped[str] = mapped_column(Text, default="en")
    status: Mapped[str] = mapped_column(Text, default="planned")
    outcome: Mapped[str | None] = mapped_column(Text, comment="NULL until the call is closed.")
    answers: Mapped[dict[str, Any]] = mapped_column(
        default=dict, comment="Closed answers that the interviewer ticked, by question key."
    )
    debrief: Mapped[str] = mapped_column(Text, default="", comment="The interviewer's own view.")
    notes_consent: Mapped[bool] = mapped_column(default=False, comment="Agreed to notes.")
    planned_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    duration_seconds: Mapped[int | None] = mapped_column(comment="Talking time; NULL: not known.")
    revision: Mapped[int] = mapped_column(default=0, comment="Counts saves.")
    created_at: Mapped[datetime] = mapped_column(default=now)

    publication: Mapped[Publication | None] = relationship()
    contact: Mapped[Contact | None] = relationship()
    interviewer: Mapped[User | None] = relationship()

    @property
    def label(self) -> str:
        """How staff pages call this talk where the name is not to be shown: C-003."""
        return f"C-{self.id:03d}"


class AskedQuestion(Base):
    """Whether a question of the script was put; shares are counted over those asked."""

    __tablename__ = "asked_question"
    __table_args__ = (
        UniqueConstraint("interview_id", "question_key"),
        CheckConstraint("state IN ('asked', 'skipped')", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    interview_id: Mapped[int] = mapped_column(ForeignKey("interview.id", ondelete="CASCADE"))
    question_key: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=now)


class Attempt(Base):
    """One try to reach the person."""

    __tablename__ = "attempt"

    id: Mapped[int] = mapped_column(primary_key=True)
    interview_id: Mapped[int] = mapped_column(
        ForeignKey("interview.id", ondelete="CASCADE"), index=True
    )
    outcome: Mapped[str] = mapped_column(Text, comment="One of ATTEMPT_OUTCOMES.")
    note: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(default=now)


class TranscriptUpload(Base):
    """A file that was read and waits for a person to check who spoke. Goes when it is imported."""

    __tablename__ = "transcript_upload"

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    batch: Mapped[str] = mapped_column(Text, index=True, comment="Files sent together; in links.")
    publication_id: Mapped[int | None] = mapped_column(
        ForeignKey("publication.id", ondelete="SET NULL"), comment="Script that was followed."
    )
    language: Mapped[str] = mapped_column(Text)
    transcript: Mapped[dict[str, Any]] = mapped_column(comment="As sources has read it.")
    created_at: Mapped[datetime] = mapped_column(default=now)
