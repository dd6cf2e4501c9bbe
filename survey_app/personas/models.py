"""Tables of personas, their versions, statements and evidence.

That a published version cannot change is a trigger in the database (see `FROZEN`), not a habit.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import DDL, CheckConstraint, ForeignKey, Text, UniqueConstraint, event, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey_app.accounts.models import User
from survey_app.db import Base, now
from survey_app.themes.models import Excerpt


class Persona(Base):
    """A kind of customer that keeps its identity while its versions change."""

    __tablename__ = "persona"
    __table_args__ = (CheckConstraint("type IN ('buyer', 'negative', 'icp')", name="type"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id", ondelete="CASCADE"), index=True)
    type: Mapped[str] = mapped_column(Text, default="buyer")
    position: Mapped[int] = mapped_column(default=0, comment="Order of importance, 0 first.")
    created_at: Mapped[datetime] = mapped_column(default=now)
    confirmed_at: Mapped[datetime | None] = mapped_column(
        comment="Somebody read it again and found it true; NULL: not since it was published."
    )
    remind: Mapped[bool] = mapped_column(
        default=True,
        server_default=true(),
        comment="Mail whoever approved it when nobody has read it again for a year.",
    )
    reminded_at: Mapped[datetime | None] = mapped_column(
        comment="When that mail was last sent; NULL: never."
    )

    versions: Mapped[list[PersonaVersion]] = relationship(
        back_populates="persona",
        order_by="PersonaVersion.number",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )


class PersonaVersion(Base):
    """One state of a persona: draft, in review, published (then pinned) or superseded."""

    __tablename__ = "persona_version"
    __table_args__ = (
        UniqueConstraint("persona_id", "number"),
        CheckConstraint(
            "status IN ('draft', 'in_review', 'published', 'superseded')", name="status"
        ),
        CheckConstraint(
            "status IN ('draft', 'in_review') OR published_at IS NOT NULL", name="published"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    persona_id: Mapped[int] = mapped_column(ForeignKey("persona.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(comment="1, 2, 3 … within the persona.")
    status: Mapped[str] = mapped_column(Text, default="draft")
    name: Mapped[str] = mapped_column(Text, comment="Of the challenge, not of the job.")
    summary: Mapped[str] = mapped_column(Text, default="")
    segment: Mapped[dict[str, Any]] = mapped_column(
        default=dict,
        comment="Members and their fit, share, n, unclassified, stability, trait distributions.",
    )
    not_known: Mapped[list[Any]] = mapped_column(default=list, comment="Codes and parameters.")
    engine: Mapped[dict[str, Any]] = mapped_column(
        default=dict, comment="Version, seed, method, fingerprint; {} when made by hand."
    )
    revision: Mapped[int] = mapped_column(default=0, comment="Counts edits; guards lost updates.")
    override_reason: Mapped[str] = mapped_column(
        Text, default="", comment="Why a hard rule was overridden; shown on the sheet."
    )
    created_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("user.id", ondelete="SET NULL"), comment="NULL: the user is gone."
    )
    reviewed_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("user.id", ondelete="SET NULL"), comment="NULL: not reviewed, or user is gone."
    )
    created_at: Mapped[datetime] = mapped_column(default=now)
    reviewed_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]

    persona: Mapped[Persona] = relationship(back_populates="versions")
    reviewed_by: Mapped[User | None] = relationship(foreign_keys=[reviewed_by_id])
    statements: Mapped[list[Statement]] = relationship(
        back_populates="version",
        order_by="Statement.position, Statement.id",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )


class Statement(Base):
    """One claim in one field of a persona."""

    __tablename__ = "statement"
    __table_args__ = (
        CheckConstraint("basis IN ('observed', 'inferred', 'assumed')", name="basis"),
        CheckConstraint(
            "basis <> 'assumed' OR (n IS NULL AND asked IS NULL)", name="assumed_has_no_number"
        ),
        CheckConstraint("n IS NULL OR (n >= 0 AND n <= asked)", name="n_of_asked"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(
        ForeignKey("persona_version.id", ondelete="CASCADE"), index=True
    )
    theme_id: Mapped[int | None] = mapped_column(
        ForeignKey("theme.id", ondelete="SET NULL"), comment="NULL: from closed answers or by hand."
    )
    field: Mapped[str] = mapped_column(Text, comment="Key of a persona field.")
    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[str] = mapped_column(Text)
    basis: Mapped[str] = mapped_column(Text)
    n: Mapped[int | None] = mapped_column(comment="How many said it; NULL: assumed.")
    asked: Mapped[int | None] = mapped_column(comment="Of how many who were asked.")
    low: Mapped[float | None] = mapped_column(comment="Wilson 95 %, 0–1.")
    high: Mapped[float | None] = mapped_column(comment="Wilson 95 %, 0–1.")
    question_key: Mapped[str | None] = mapped_column(Text, comment="Of a closed answer.")
    choice_code: Mapped[str | None] = mapped_column(Text, comment="Of a closed answer.")
    differs: Mapped[bool | None] = mapped_column(
        comment="Whether the share is unlike the rest's; NULL: nobody to compare with."
    )
    versus: Mapped[float | None] = mapped_column(comment="The rest's share, 0–1.")
    our_answer: Mapped[str] = mapped_column(Text, default="", comment="What the team says to it.")
    link: Mapped[str] = mapped_column(
        Text, default="", comment="A source outside of the answers; empty: none."
    )

    version: Mapped[PersonaVersion] = relationship(back_populates="statements")
    evidence: Mapped[list[Evidence]] = relationship(
        back_populates="statement",
        order_by="Evidence.position, Evidence.id",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )


class Evidence(Base):
    """What a statement rests on: an excerpt, or a closed answer of a respondent.

    Of a person who withdrew there is neither any more; the key begins with 'w' and leads nowhere.
    """

    __tablename__ = "evidence"
    __table_args__ = (
        UniqueConstraint("statement_id", "excerpt_id"),
        CheckConstraint("stance IN ('for', 'against')", name="stance"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id", ondelete="CASCADE"))
    excerpt_id: Mapped[int | None] = mapped_column(
        ForeignKey("excerpt.id", ondelete="SET NULL"),
        index=True,
        comment="NULL: a closed answer, or the person withdrew.",
    )
    respondent: Mapped[str] = mapped_column(Text, comment="Key of who said or ticked it.")
    question_key: Mapped[str | None] = mapped_column(Text, comment="Of a closed answer.")
    choice_code: Mapped[str | None] = mapped_column(Text, comment="Of a closed answer.")
    stance: Mapped[str] = mapped_column(Text, default="for")
    position: Mapped[int] = mapped_column(default=0)

    statement: Mapped[Statement] = relationship(back_populates="evidence")
    excerpt: Mapped[Excerpt | None] = relationship()


# A published version only ever becomes 'superseded'; its statements neither change nor grow.
# What hangs on a study goes with the study: a deletion is let through where the parent is gone.
# Only a recorded erasure opens it (the row of table `erasure` that is not finished yet): then a
# person's words vanish and their evidence stays as counted 'withdrawn'; no number ever changes.
_PINNED = "('published', 'superseded')"
_SAME = "IS NOT DISTINCT FROM"
_VERSION_CHANGES = """NOT (
          (NEW.status = OLD.status OR NEW.status = 'superseded')
          AND NEW.persona_id = OLD.persona_id AND NEW.number = OLD.number
          AND NEW.engine = OLD.engine AND NEW.published_at = OLD.published_at
          AND ((NEW.name = OLD.name AND NEW.summary = OLD.summary
                AND NEW.segment = OLD.segment AND NEW.not_known = OLD.not_known
                AND NEW.override_reason = OLD.override_reason)
               OR EXISTS (SELECT 1 FROM erasure e JOIN persona p ON p.study_id = e.study_id
                          WHERE e.finished_at IS NULL AND p.id = OLD.persona_id)))"""
_STATEMENT_COLUMNS = (
    "version_id, field, position, text, basis, n, asked, low, high, question_key, choice_code, "
    "differs, versus, our_answer, link"
)
_STATEMENT_NUMBERS = " AND ".join(
    f"NEW.{name} {_SAME} OLD.{name}"
    for name in _STATEMENT_COLUMNS.split(", ")
    if name not in ("text", "our_answer")
)
_ERASING_STATEMENT = f"""(EXISTS (SELECT 1 FROM erasure e JOIN persona p ON p.study_id = e.study_id
          JOIN persona_version v ON v.persona_id = p.id
          WHERE e.finished_at IS NULL AND v.id = OLD.version_id)
          AND {_STATEMENT_NUMBERS})"""
_EVIDENCE_CHANGES = """NOT (
          (NEW.excerpt_id IS NULL OR NEW.excerpt_id = OLD.excerpt_id)
          AND NEW.statement_id = OLD.statement_id
          AND NEW.stance = OLD.stance AND NEW.position = OLD.position
          AND ((NEW.respondent = OLD.respondent
                AND COALESCE(NEW.question_key, '') = COALESCE(OLD.question_key, '')
                AND COALESCE(NEW.choice_code, '') = COALESCE(OLD.choice_code, ''))
               OR EXISTS (SELECT 1 FROM erasure e JOIN persona p ON p.study_id = e.study_id
                          JOIN persona_version v ON v.persona_id = p.id
                          JOIN statement s ON s.version_id = v.id
                          WHERE e.finished_at IS NULL AND s.id = OLD.statement_id)))"""
_REFUSE = "SELECT RAISE(ABORT, 'a published persona version cannot change')"
_STATUS_OF = "(SELECT status FROM persona_version WHERE id = {}.version_id)"
_STATUS_BY_STATEMENT = """(SELECT v.status FROM persona_version v
          JOIN statement s ON s.version_id = v.id WHERE s.id = {}.statement_id)"""
FROZEN: dict[str, tuple[str, ...]] = {
    "sqlite": (
        f"""CREATE TRIGGER persona_pinned_delete BEFORE DELETE ON persona
        WHEN EXISTS (SELECT 1 FROM persona_version
                     WHERE persona_id = OLD.id AND status IN {_PINNED})
          AND EXISTS (SELECT 1 FROM study WHERE id = OLD.study_id)
        BEGIN {_REFUSE}; END""",
        f"""CREATE TRIGGER persona_version_pinned BEFORE UPDATE ON persona_version
        WHEN OLD.status IN {_PINNED} AND {_VERSION_CHANGES}
        BEGIN {_REFUSE}; END""",
        f"""CREATE TRIGGER persona_version_pinned_delete BEFORE DELETE ON persona_version
        WHEN OLD.status IN {_PINNED}
          AND EXISTS (SELECT 1 FROM persona WHERE id = OLD.persona_id)
        BEGIN {_REFUSE}; END""",
        f"""CREATE TRIGGER statement_pinned_update
        BEFORE UPDATE OF {_STATEMENT_COLUMNS} ON statement
        WHEN {_STATUS_OF.format("OLD")} IN {_PINNED} AND NOT {_ERASING_STATEMENT}
        BEGIN {_REFUSE}; END""",
        f"""CREATE TRIGGER statement_pinned_insert BEFORE INSERT ON statement
        WHEN {_STATUS_OF.format("NEW")} IN {_PINNED}
        BEGIN {_REFUSE}; END""",
        f"""CREATE TRIGGER statement_pinned_delete BEFORE DELETE ON statement
        WHEN {_STATUS_OF.format("OLD")} IN {_PINNED}
        BEGIN {_REFUSE}; END""",
        f"""CREATE TRIGGER evidence_pinned_update BEFORE UPDATE ON evidence
        WHEN {_STATUS_BY_STATEMENT.format("OLD")} IN {_PINNED} AND {_EVIDENCE_CHANGES}
        BEGIN {_REFUSE}; END""",
        f"""CREATE TRIGGER evidence_pinned_insert BEFORE INSERT ON evidence
        WHEN {_STATUS_BY_STATEMENT.format("NEW")} IN {_PINNED}
        BEGIN {_REFUSE}; END""",
        f"""CREATE TRIGGER evidence_pinned_delete BEFORE DELETE ON evidence
        WHEN {_STATUS_BY_STATEMENT.format("OLD")} IN {_PINNED}
        BEGIN {_REFUSE}; END""",
    ),
    "postgresql": (
        f"""CREATE FUNCTION persona_version_pinned() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF TG_TABLE_NAME = 'persona' THEN
            IF EXISTS (SELECT 1 FROM persona_version
                       WHERE persona_id = OLD.id AND status IN {_PINNED})
               AND EXISTS (SELECT 1 FROM study WHERE id = OLD.study_id)
            THEN RAISE EXCEPTION 'a published persona version cannot change'; END IF;
            RETURN OLD;
          ELSIF TG_OP = 'DELETE' THEN
            IF OLD.status IN {_PINNED}
               AND EXISTS (SELECT 1 FROM persona WHERE id = OLD.persona_id)
            THEN RAISE EXCEPTION 'a published persona version cannot change'; END IF;
            RETURN OLD;
          END IF;
          IF OLD.status IN {_PINNED} AND {_VERSION_CHANGES}
          THEN RAISE EXCEPTION 'a published persona version cannot change'; END IF;
          RETURN NEW;
        END $$""",
        """CREATE TRIGGER persona_pinned BEFORE DELETE ON persona
        FOR EACH ROW EXECUTE FUNCTION persona_version_pinned()""",
        """CREATE TRIGGER persona_version_pinned BEFORE UPDATE OR DELETE ON persona_version
        FOR EACH ROW EXECUTE FUNCTION persona_version_pinned()""",
        f"""CREATE FUNCTION statement_pinned() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE changed integer;
        BEGIN
          IF TG_OP = 'INSERT' THEN changed := NEW.version_id;
          ELSE changed := OLD.version_id; END IF;
          IF (SELECT status FROM persona_version WHERE id = changed) IN {_PINNED} THEN
            IF TG_OP <> 'UPDATE' THEN
              RAISE EXCEPTION 'a published persona version cannot change';
            ELSIF NOT {_ERASING_STATEMENT} THEN
              RAISE EXCEPTION 'a published persona version cannot change';
            END IF;
          END IF;
          IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
          RETURN NEW;
        END $$""",
        f"""CREATE TRIGGER statement_pinned BEFORE INSERT OR DELETE OR
        UPDATE OF {_STATEMENT_COLUMNS} ON statement
        FOR EACH ROW EXECUTE FUNCTION statement_pinned()""",
        f"""CREATE FUNCTION evidence_pinned() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE changed integer;
        BEGIN
          IF TG_OP = 'INSERT' THEN changed := NEW.statement_id;
          ELSE changed := OLD.statement_id; END IF;
          IF (SELECT v.status FROM persona_version v JOIN statement s ON s.version_id = v.id
              WHERE s.id = changed) IN {_PINNED}
          THEN
            IF TG_OP <> 'UPDATE' THEN
              RAISE EXCEPTION 'a published persona version cannot change';
            ELSIF {_EVIDENCE_CHANGES} THEN
              RAISE EXCEPTION 'a published persona version cannot change';
            END IF;
          END IF;
          IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
          RETURN NEW;
        END $$""",
        """CREATE TRIGGER evidence_pinned BEFORE INSERT OR UPDATE OR DELETE ON evidence
        FOR EACH ROW EXECUTE FUNCTION evidence_pinned()""",
    ),
}
for _dialect, _statements in FROZEN.items():
    for _statement in _statements:
        event.listen(
            Base.metadata,
            "after_create",
            DDL(_statement.replace("%", "%%")).execute_if(dialect=_dialect),  # type: ignore[no-untyped-call]
        )
