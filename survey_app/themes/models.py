"""Tables of excerpts, themes, and the decisions that people take about them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    DDL,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    Text,
    UniqueConstraint,
    event,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey_app.accounts.models import User
from survey_app.collect.models import Passage
from survey_app.db import Base, now
from survey_app.themes.triggers import TRIGGERS

KINDS = ("pain", "goal", "objection", "praise")
OBJECTION_TYPES = (
    "price", "trust", "timing", "need", "authority", "switching", "complexity", "risk",
)  # fmt: skip


class AnalysisRun(Base):
    """One pass of the language engine over a study, with all that is needed to repeat it."""

    __tablename__ = "analysis_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id", ondelete="CASCADE"), index=True)
    engine: Mapped[dict[str, Any]] = mapped_column(
        comment="Engine version, parameters, seed and fingerprint of the corpus."
    )
    n_passages: Mapped[int]
    n_respondents: Mapped[int]
    asked: Mapped[dict[str, Any]] = mapped_column(
        default=dict,
        deferred=True,  # tens of thousands of keys: read where they are needed, once
        comment="Kind to the keys of the respondents who were asked about it.",
    )
    n_ungrouped: Mapped[int] = mapped_column(default=0, comment="Excerpts in no theme.")
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime] = mapped_column(default=now)


class Excerpt(Base):
    """A quoted span of a passage: text[start:end] == quote, counted in code points."""

    __tablename__ = "excerpt"
    __table_args__ = (
        UniqueConstraint("passage_id", "start", "end"),
        CheckConstraint('"start" >= 0 AND "end" > "start"', name="span"),
        CheckConstraint("origin IN ('machine', 'person')", name="origin"),
        Index(
            "ix_excerpt_key_quote",
            "study_id",
            sqlite_where=text("key_quote = 1"),
            postgresql_where=text("key_quote"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id", ondelete="CASCADE"), index=True)
    passage_id: Mapped[int] = mapped_column(ForeignKey("passage.id", ondelete="CASCADE"))
    start: Mapped[int] = mapped_column(comment="First code point.")
    end: Mapped[int] = mapped_column(comment="After the last code point.")
    quote: Mapped[str] = mapped_column(Text)
    passage_sha256: Mapped[str] = mapped_column(
        Text, comment="Of the passage when it was quoted; another value now: broken evidence."
    )
    scores: Mapped[dict[str, Any]] = mapped_column(default=dict, comment="Kind to 0–1.")
    labels: Mapped[list[Any]] = mapped_column(
        default=list, comment="Kinds that the engine or the interviewer gave it."
    )
    cues: Mapped[list[Any]] = mapped_column(default=list, comment="Why the engine thinks so.")
    origin: Mapped[str] = mapped_column(Text, default="machine")
    key_quote: Mapped[bool] = mapped_column(default=False, comment="A person marked it.")

    passage: Mapped[Passage] = relationship()


class Theme(Base):
    """A group of excerpts that say the same thing; a suggestion until a person accepts it."""

    __tablename__ = "theme"
    __table_args__ = (
        CheckConstraint("kind IN ('pain', 'goal', 'objection', 'praise')", name="kind"),
        CheckConstraint("status IN ('suggested', 'accepted', 'rejected', 'merged')", name="status"),
        Index("ix_theme_study_kind", "study_id", "kind", "status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id", ondelete="CASCADE"))
    run_id: Mapped[int | None] = mapped_column(
        ForeignKey("analysis_run.id", ondelete="SET NULL"), comment="Last run; NULL: by hand."
    )
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("theme.id", ondelete="SET NULL"), comment="Merged into it or nested under it."
    )
    kind: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text, comment="In the customers' words.")
    named_by_person: Mapped[bool] = mapped_column(default=False, comment="Runs keep such names.")
    definition: Mapped[str] = mapped_column(Text, default="", comment="Written by a person.")
    our_answer: Mapped[str] = mapped_column(
        Text, default="", comment="What the team says to it; written by a person."
    )
    rubric: Mapped[str] = mapped_column(
        Text, default="", comment="Under which heading content is made of it; '': not planned."
    )
    objection_type: Mapped[str | None] = mapped_column(
        Text, comment="A person's choice, price, trust …; NULL: what its quotes say most often."
    )
    keyphrases: Mapped[list[Any]] = mapped_column(default=list)
    confidence: Mapped[float] = mapped_column(default=0.0, comment="0–1, from the consensus.")
    status: Mapped[str] = mapped_column(Text, default="suggested")
    revision: Mapped[int] = mapped_column(default=0, comment="Counts changes; guards reviewers.")
    created_at: Mapped[datetime] = mapped_column(default=now)

    excerpts: Mapped[list[ThemeExcerpt]] = relationship(
        back_populates="theme", cascade="all, delete-orphan", passive_deletes=True
    )


class ThemeExcerpt(Base):
    """That an excerpt belongs to a theme, who put it there, and how well it fits."""

    __tablename__ = "theme_excerpt"
    __table_args__ = (
        CheckConstraint("origin IN ('machine', 'person')", name="origin"),
        # The best of a theme's quotes, without reading the others.
        Index("ix_theme_excerpt_best", "theme_id", "score", "excerpt_id"),
    )

    theme_id: Mapped[int] = mapped_column(
        ForeignKey("theme.id", ondelete="CASCADE"), primary_key=True
    )
    excerpt_id: Mapped[int] = mapped_column(
        ForeignKey("excerpt.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    origin: Mapped[str] = mapped_column(
        Text, default="machine", comment="person: a run never takes it away."
    )
    score: Mapped[float] = mapped_column(default=1.0, comment="0–1, fit to the theme.")

    theme: Mapped[Theme] = relationship(back_populates="excerpts")
    excerpt: Mapped[Excerpt] = relationship()


class ThemeTally(Base):
    """How many voice a theme, counted ahead so that five hundred themes show at once.

    Never wrong, only missing: triggers take a tally away when a quote joins or leaves its theme
    or when a contact goes (two voices may then be one no more). What is missing is counted anew.
    """

    __tablename__ = "theme_tally"

    theme_id: Mapped[int] = mapped_column(
        ForeignKey("theme.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    run_id: Mapped[int | None] = mapped_column(
        comment="Whose list of people asked was used; another run now: the tally is too old."
    )
    n_voices: Mapped[int] = mapped_column(comment="Everybody who says it.")
    n: Mapped[int] = mapped_column(comment="Those among them who were asked for its kind.")
    n_excerpts: Mapped[int]
    objection_type: Mapped[str | None] = mapped_column(
        Text, comment="What an objection's quotes say most often; NULL: none of them says any."
    )


class ThemeLeftOver(Base):
    """How many excerpts of a kind stand in no theme of it, counted ahead like the tallies."""

    __tablename__ = "theme_left_over"

    study_id: Mapped[int] = mapped_column(
        ForeignKey("study.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    n: Mapped[int]


class ThemeComment(Base):
    """What a colleague remarks on a theme, or on one quote of it."""

    __tablename__ = "theme_comment"

    id: Mapped[int] = mapped_column(primary_key=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"), index=True)
    excerpt_id: Mapped[int | None] = mapped_column(
        ForeignKey("excerpt.id", ondelete="CASCADE"), index=True, comment="NULL: on the theme."
    )
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("user.id", ondelete="SET NULL"), comment="NULL: the user is gone."
    )
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(default=now)
    removed_at: Mapped[datetime | None] = mapped_column(comment="NULL: it stands.")

    user: Mapped[User | None] = relationship()


class Decision(Base):
    """What a person decided: the undo stack, the audit trail and the training data at once."""

    __tablename__ = "decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("user.id", ondelete="SET NULL"), comment="NULL: the user is gone."
    )
    verb: Mapped[str] = mapped_column(Text, comment="accept, rename, merge, reject, move …")
    theme_id: Mapped[int | None] = mapped_column(
        ForeignKey("theme.id", ondelete="SET NULL"), comment="NULL: the theme is gone."
    )
    before: Mapped[dict[str, Any]] = mapped_column(default=dict)
    after: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime] = mapped_column(default=now)
    undone_at: Mapped[datetime | None] = mapped_column(comment="NULL: it stands.")


class LearntModel(Base):
    """What decisions in all studies taught the language engine; one row a workspace."""

    __tablename__ = "learnt_model"

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(
        ForeignKey("workspace.id", ondelete="CASCADE"), unique=True
    )
    weights: Mapped[dict[str, Any]] = mapped_column(
        default=dict, comment="As nlp.model reads them; empty: the shipped ones are used."
    )
    kinds: Mapped[dict[str, Any]] = mapped_column(
        default=dict, comment="Kind to its cross-validated figures, before and after."
    )
    n_decisions: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime] = mapped_column(default=now)


class AnalysisShare(Base):
    """A part of a study's passages that one worker reads for an analysis; gone when that is done.

    What was read holds places and stems, none of the text (`nlp.shards`).
    """

    __tablename__ = "analysis_share"
    __table_args__ = (UniqueConstraint("job_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int] = mapped_column(
        ForeignKey("job.id", ondelete="CASCADE"), comment="The analysis that it belongs to."
    )
    reader_id: Mapped[int | None] = mapped_column(
        ForeignKey("job.id", ondelete="SET NULL"), comment="The job that reads it."
    )
    number: Mapped[int] = mapped_column(comment="From 0, in the order of passages.")
    first_id: Mapped[int] = mapped_column(comment="Of the passages; no foreign key, they may go.")
    last_id: Mapped[int] = mapped_column(comment="Included.")
    content: Mapped[bytes | None] = mapped_column(
        LargeBinary, deferred=True, comment="What was found; NULL: not read yet."
    )


class ShippedReading(Base):
    """A study that was sent back to the shipped weights; without a row it reads as learnt."""

    __tablename__ = "shipped_reading"

    study_id: Mapped[int] = mapped_column(
        ForeignKey("study.id", ondelete="CASCADE"), primary_key=True
    )
    since: Mapped[datetime] = mapped_column(default=now)


for _dialect, _statements in TRIGGERS.items():
    for _statement in _statements:
        event.listen(
            Base.metadata,
            "after_create",
            DDL(_statement).execute_if(dialect=_dialect),  # type: ignore[no-untyped-call]
        )
