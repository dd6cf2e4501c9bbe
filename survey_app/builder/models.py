"""Tables of questionnaires: the draft that is edited, and the versions that never change."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey_app.db import Base, now


class Questionnaire(Base):
    """A survey for customers or a script for interviewers, as its authors edit it."""

    __tablename__ = "questionnaire"
    __table_args__ = (CheckConstraint("purpose IN ('survey', 'script')", name="purpose"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[str] = mapped_column(Text, comment="survey: customers; script: interviewers.")
    title: Mapped[str] = mapped_column(Text, comment="For staff; customers see the draft's title.")
    for_team: Mapped[bool] = mapped_column(
        default=False,
        server_default=false(),
        comment="Colleagues answer it: beliefs, counted nowhere as customers.",
    )
    draft: Mapped[dict[str, Any]] = mapped_column(comment="The definition under edit.")
    revision: Mapped[int] = mapped_column(default=0, comment="Counts edits; guards lost updates.")
    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)

    publications: Mapped[list[Publication]] = relationship(
        back_populates="questionnaire",
        primaryjoin="and_(Questionnaire.id == Publication.questionnaire_id,"
        " Publication.number > 0)",
        order_by="Publication.number",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )


class DraftStep(Base):
    """A draft as it was before an edit or before an undo: what 'undo' and 'redo' bring back."""

    __tablename__ = "draft_step"
    __table_args__ = (
        CheckConstraint("stack IN ('undo', 'redo')", name="stack"),
        Index("ix_draft_step_questionnaire_stack", "questionnaire_id", "stack", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    questionnaire_id: Mapped[int] = mapped_column(
        ForeignKey("questionnaire.id", ondelete="CASCADE")
    )
    stack: Mapped[str] = mapped_column(Text, comment="undo or redo.")
    revision: Mapped[int] = mapped_column(comment="Which revision of the draft this was.")
    definition: Mapped[dict[str, Any]] = mapped_column(comment="The whole draft.")
    verb: Mapped[str] = mapped_column(Text, comment="What was done to it then; see builder.words.")
    about: Mapped[str] = mapped_column(Text, default="", comment="Key of the question or section.")
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("user.id", ondelete="SET NULL"), comment="Who did it; NULL: gone, or a program."
    )
    made_at: Mapped[datetime] = mapped_column(default=now)


class QuestionnaireVersion(Base):
    """A whole definition, frozen. Its name is the SHA-256 of its canonical JSON."""

    __tablename__ = "questionnaire_version"

    id: Mapped[str] = mapped_column(Text, primary_key=True, comment="SHA-256, hexadecimal.")
    definition: Mapped[str] = mapped_column(Text, comment="Canonical JSON, as it was hashed.")
    created_at: Mapped[datetime] = mapped_column(default=now)


class Publication(Base):
    """The act of publishing: the n-th version of a questionnaire, by whom and when."""

    __tablename__ = "publication"
    __table_args__ = (UniqueConstraint("questionnaire_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    questionnaire_id: Mapped[int] = mapped_column(
        ForeignKey("questionnaire.id", ondelete="CASCADE")
    )
    version_id: Mapped[str] = mapped_column(
        ForeignKey("questionnaire_version.id", ondelete="RESTRICT"), index=True
    )
    # Drafts frozen for a trial run count down from 0: they are no versions, and nobody else
    # is ever asked them, but a trial's answers need their questions to stand still.
    number: Mapped[int] = mapped_column(comment="1, 2, 3 … within the questionnaire.")
    change: Mapped[str] = mapped_column(
        Text, default="first", comment="first, cosmetic, compatible or breaking."
    )
    published_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("user.id", ondelete="SET NULL"), comment="NULL: the user is gone."
    )
    published_at: Mapped[datetime] = mapped_column(default=now)

    questionnaire: Mapped[Questionnaire] = relationship(back_populates="publications")
    version: Mapped[QuestionnaireVersion] = relationship()
