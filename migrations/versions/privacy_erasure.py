"""privacy: erasures, requests, consent texts, access log; erasures open published personas

Revision: privacy_erasure, after customers_keys.
"""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "privacy_erasure"
down_revision = "customers_keys"
branch_labels = None
depends_on = None


DOCUMENT = sa.JSON(none_as_null=True).with_variant(
    postgresql.JSONB(none_as_null=True), "postgresql"
)


# A recorded erasure may take a person's words out of a published persona; nothing else may.
FROZEN = {
    "sqlite": (
        """CREATE TRIGGER persona_version_pinned BEFORE UPDATE ON persona_version
        WHEN OLD.status IN ('published', 'superseded') AND NOT (
          (NEW.status = OLD.status OR NEW.status = 'superseded')
          AND NEW.persona_id = OLD.persona_id AND NEW.number = OLD.number
          AND NEW.engine = OLD.engine AND NEW.published_at = OLD.published_at
          AND ((NEW.name = OLD.name AND NEW.summary = OLD.summary
                AND NEW.segment = OLD.segment AND NEW.not_known = OLD.not_known
                AND NEW.override_reason = OLD.override_reason)
               OR EXISTS (SELECT 1 FROM erasure e JOIN persona p ON p.study_id = e.study_id
                          WHERE e.finished_at IS NULL AND p.id = OLD.persona_id)))
        BEGIN SELECT RAISE(ABORT, 'a published persona version cannot change'); END""",
        """CREATE TRIGGER statement_pinned_update
        BEFORE UPDATE OF version_id, field, position, text, basis, n, asked, low, high, question_key, choice_code, differs, versus, our_answer ON statement
        WHEN (SELECT status FROM persona_version WHERE id = OLD.version_id) IN ('published', 'superseded') AND NOT (EXISTS (SELECT 1 FROM erasure e JOIN persona p ON p.study_id = e.study_id
          JOIN persona_version v ON v.persona_id = p.id
          WHERE e.finished_at IS NULL AND v.id = OLD.version_id)
          AND NEW.version_id IS NOT DISTINCT FROM OLD.version_id AND NEW.field IS NOT DISTINCT FROM OLD.field AND NEW.position IS NOT DISTINCT FROM OLD.position AND NEW.basis IS NOT DISTINCT FROM OLD.basis AND NEW.n IS NOT DISTINCT FROM OLD.n AND NEW.asked IS NOT DISTINCT FROM OLD.asked AND NEW.low IS NOT DISTINCT FROM OLD.low AND NEW.high IS NOT DISTINCT FROM OLD.high AND NEW.question_key IS NOT DISTINCT FROM OLD.question_key AND NEW.choice_code IS NOT DISTINCT FROM OLD.choice_code AND NEW.differs IS NOT DISTINCT FROM OLD.differs AND NEW.versus IS NOT DISTINCT FROM OLD.versus)
        BEGIN SELECT RAISE(ABORT, 'a published persona version cannot change'); END""",
        """CREATE TRIGGER evidence_pinned_update BEFORE UPDATE ON evidence
        WHEN (SELECT v.status FROM persona_version v
          JOIN statement s ON s.version_id = v.id WHERE s.id = OLD.statement_id) IN ('published', 'superseded') AND NOT (
          (NEW.excerpt_id IS NULL OR NEW.excerpt_id = OLD.excerpt_id)
          AND NEW.statement_id = OLD.statement_id
          AND NEW.stance = OLD.stance AND NEW.position = OLD.position
          AND ((NEW.respondent = OLD.respondent
                AND COALESCE(NEW.question_key, '') = COALESCE(OLD.question_key, '')
                AND COALESCE(NEW.choice_code, '') = COALESCE(OLD.choice_code, ''))
               OR EXISTS (SELECT 1 FROM erasure e JOIN persona p ON p.study_id = e.study_id
                          JOIN persona_version v ON v.persona_id = p.id
                          JOIN statement s ON s.version_id = v.id
                          WHERE e.finished_at IS NULL AND s.id = OLD.statement_id)))
        BEGIN SELECT RAISE(ABORT, 'a published persona version cannot change'); END""",
    ),
    "postgresql": (
        """CREATE OR REPLACE FUNCTION persona_version_pinned() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF TG_TABLE_NAME = 'persona' THEN
            IF EXISTS (SELECT 1 FROM persona_version
                       WHERE persona_id = OLD.id AND status IN ('published', 'superseded'))
               AND EXISTS (SELECT 1 FROM study WHERE id = OLD.study_id)
            THEN RAISE EXCEPTION 'a published persona version cannot change'; END IF;
            RETURN OLD;
          ELSIF TG_OP = 'DELETE' THEN
            IF OLD.status IN ('published', 'superseded')
               AND EXISTS (SELECT 1 FROM persona WHERE id = OLD.persona_id)
            THEN RAISE EXCEPTION 'a published persona version cannot change'; END IF;
            RETURN OLD;
          END IF;
          IF OLD.status IN ('published', 'superseded') AND NOT (
          (NEW.status = OLD.status OR NEW.status = 'superseded')
          AND NEW.persona_id = OLD.persona_id AND NEW.number = OLD.number
          AND NEW.engine = OLD.engine AND NEW.published_at = OLD.published_at
          AND ((NEW.name = OLD.name AND NEW.summary = OLD.summary
                AND NEW.segment = OLD.segment AND NEW.not_known = OLD.not_known
                AND NEW.override_reason = OLD.override_reason)
               OR EXISTS (SELECT 1 FROM erasure e JOIN persona p ON p.study_id = e.study_id
                          WHERE e.finished_at IS NULL AND p.id = OLD.persona_id)))
          THEN RAISE EXCEPTION 'a published persona version cannot change'; END IF;
          RETURN NEW;
        END $$""",
        """CREATE OR REPLACE FUNCTION statement_pinned() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE changed integer;
        BEGIN
          IF TG_OP = 'INSERT' THEN changed := NEW.version_id;
          ELSE changed := OLD.version_id; END IF;
          IF (SELECT status FROM persona_version WHERE id = changed) IN ('published', 'superseded') THEN
            IF TG_OP <> 'UPDATE' THEN
              RAISE EXCEPTION 'a published persona version cannot change';
            ELSIF NOT (EXISTS (SELECT 1 FROM erasure e JOIN persona p ON p.study_id = e.study_id
          JOIN persona_version v ON v.persona_id = p.id
          WHERE e.finished_at IS NULL AND v.id = OLD.version_id)
          AND NEW.version_id IS NOT DISTINCT FROM OLD.version_id AND NEW.field IS NOT DISTINCT FROM OLD.field AND NEW.position IS NOT DISTINCT FROM OLD.position AND NEW.basis IS NOT DISTINCT FROM OLD.basis AND NEW.n IS NOT DISTINCT FROM OLD.n AND NEW.asked IS NOT DISTINCT FROM OLD.asked AND NEW.low IS NOT DISTINCT FROM OLD.low AND NEW.high IS NOT DISTINCT FROM OLD.high AND NEW.question_key IS NOT DISTINCT FROM OLD.question_key AND NEW.choice_code IS NOT DISTINCT FROM OLD.choice_code AND NEW.differs IS NOT DISTINCT FROM OLD.differs AND NEW.versus IS NOT DISTINCT FROM OLD.versus) THEN
              RAISE EXCEPTION 'a published persona version cannot change';
            END IF;
          END IF;
          IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
          RETURN NEW;
        END $$""",
        """CREATE OR REPLACE FUNCTION evidence_pinned() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE changed integer;
        BEGIN
          IF TG_OP = 'INSERT' THEN changed := NEW.statement_id;
          ELSE changed := OLD.statement_id; END IF;
          IF (SELECT v.status FROM persona_version v JOIN statement s ON s.version_id = v.id
              WHERE s.id = changed) IN ('published', 'superseded')
          THEN
            IF TG_OP <> 'UPDATE' THEN
              RAISE EXCEPTION 'a published persona version cannot change';
            ELSIF NOT (
          (NEW.excerpt_id IS NULL OR NEW.excerpt_id = OLD.excerpt_id)
          AND NEW.statement_id = OLD.statement_id
          AND NEW.stance = OLD.stance AND NEW.position = OLD.position
          AND ((NEW.respondent = OLD.respondent
                AND COALESCE(NEW.question_key, '') = COALESCE(OLD.question_key, '')
                AND COALESCE(NEW.choice_code, '') = COALESCE(OLD.choice_code, ''))
               OR EXISTS (SELECT 1 FROM erasure e JOIN persona p ON p.study_id = e.study_id
                          JOIN persona_version v ON v.persona_id = p.id
                          JOIN statement s ON s.version_id = v.id
                          WHERE e.finished_at IS NULL AND s.id = OLD.statement_id))) THEN
              RAISE EXCEPTION 'a published persona version cannot change';
            END IF;
          END IF;
          IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
          RETURN NEW;
        END $$""",
    ),
}


def upgrade() -> None:
    op.create_table(
        "privacy_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email_key", sa.Text(), nullable=False, comment="Goes when it runs out."),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column(
            "token_hash",
            sa.Text(),
            nullable=True,
            comment="SHA-256 of the link's secret; NULL: not mailed yet.",
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_privacy_request")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_privacy_request_token_hash")),
    )
    op.create_index(
        op.f("ix_privacy_request_email_key"), "privacy_request", ["email_key"], unique=False
    )
    op.create_table(
        "access_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True, comment="NULL: the user is gone."),
        sa.Column("what", sa.Text(), nullable=False, comment="One of `access.WHAT`."),
        sa.Column(
            "object_id", sa.Integer(), nullable=True, comment="Number of what was seen; NULL: many."
        ),
        sa.Column("detail", sa.Text(), nullable=False, comment="Such as a file's format."),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id"],
            ["study.id"],
            name=op.f("fk_access_log_study_id_study"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_access_log_user_id_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_log")),
    )
    op.create_index("ix_access_log_study", "access_log", ["study_id", "at"], unique=False)
    op.create_table(
        "consent_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="1, 2, 3 … within the study."),
        sa.Column("texts", DOCUMENT, nullable=False, comment="Wording by language."),
        sa.Column("created_by_id", sa.Integer(), nullable=True, comment="NULL: the user is gone."),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["user.id"],
            name=op.f("fk_consent_text_created_by_id_user"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["study_id"],
            ["study.id"],
            name=op.f("fk_consent_text_study_id_study"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_text")),
        sa.UniqueConstraint("study_id", "number", name=op.f("uq_consent_text_study_id_number")),
    )
    op.create_table(
        "erasure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False, comment="Who wanted it: one of REASONS."),
        sa.Column(
            "user_id", sa.Integer(), nullable=True, comment="NULL: no user, or the user is gone."
        ),
        sa.Column("counts", DOCUMENT, nullable=False, comment="What went, by kind."),
        sa.Column(
            "oldest_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When the oldest of it came; copies exported since may hold it.",
        ),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "finished_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="NULL: it is under way.",
        ),
        sa.CheckConstraint(
            "reason IN ('person', 'staff', 'retention', 'command')", name=op.f("ck_erasure_reason")
        ),
        sa.ForeignKeyConstraint(
            ["study_id"], ["study.id"], name=op.f("fk_erasure_study_id_study"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_erasure_user_id_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
    )
    op.create_index("ix_erasure_study", "erasure", ["study_id", "finished_at"], unique=False)
    op.add_column(
        "response",
        sa.Column(
            "consent_number",
            sa.Integer(),
            nullable=True,
            comment="Version of the consent text that was agreed to at the start; NULL: none asked.",
        ),
    )
    op.add_column(
        "study",
        sa.Column(
            "consent",
            DOCUMENT,
            nullable=False,
            server_default=sa.text("'{}'"),
            comment="The consent text asked for now: {number, texts}; {}: none is asked.",
        ),
    )
    op.add_column(
        "study",
        sa.Column(
            "retention",
            DOCUMENT,
            nullable=False,
            server_default=sa.text("'{}'"),
            comment="Months that answers, talks and contacts are kept; absent: no limit.",
        ),
    )
    _replace(FROZEN)


def downgrade() -> None:
    first = runpy.run_path(str(Path(__file__).with_name("0001_first_tables.py")))
    _replace(first["FROZEN"])
    op.drop_column("study", "retention")
    op.drop_column("study", "consent")
    op.drop_column("response", "consent_number")
    op.drop_index("ix_erasure_study", table_name="erasure")
    op.drop_table("erasure")
    op.drop_table("consent_text")
    op.drop_index("ix_access_log_study", table_name="access_log")
    op.drop_table("access_log")
    op.drop_index(op.f("ix_privacy_request_email_key"), table_name="privacy_request")
    op.drop_table("privacy_request")


def _replace(triggers: dict[str, tuple[str, ...]]) -> None:
    for statement in triggers[op.get_bind().dialect.name]:
        name = re.match(r"CREATE (?:OR REPLACE )?(TRIGGER|FUNCTION) (\w+)", statement)
        assert name
        if name[1] == "FUNCTION":  # PostgreSQL: its triggers go on calling it by its name
            op.execute(
                sa.text(re.sub(r"^CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", statement))
            )
        elif op.get_bind().dialect.name == "sqlite":
            op.execute(sa.text(f"DROP TRIGGER IF EXISTS {name[2]}"))
            op.execute(sa.text(statement))
