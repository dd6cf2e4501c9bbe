"""first tables

Revision: 0001, the first.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


DOCUMENT = sa.JSON(none_as_null=True).with_variant(
    postgresql.JSONB(none_as_null=True), "postgresql"
)

# A published persona version cannot change: the database itself refuses.
FROZEN = {
    "sqlite": (
        """CREATE TRIGGER persona_pinned_delete BEFORE DELETE ON persona
        WHEN EXISTS (SELECT 1 FROM persona_version
                     WHERE persona_id = OLD.id AND status IN ('published', 'superseded'))
          AND EXISTS (SELECT 1 FROM study WHERE id = OLD.study_id)
        BEGIN SELECT RAISE(ABORT, 'a published persona version cannot change'); END""",
        """CREATE TRIGGER persona_version_pinned BEFORE UPDATE ON persona_version
        WHEN OLD.status IN ('published', 'superseded') AND NOT (
          (NEW.status = OLD.status OR NEW.status = 'superseded')
          AND NEW.persona_id = OLD.persona_id AND NEW.number = OLD.number
          AND NEW.name = OLD.name AND NEW.summary = OLD.summary
          AND NEW.segment = OLD.segment AND NEW.not_known = OLD.not_known
          AND NEW.engine = OLD.engine AND NEW.override_reason = OLD.override_reason
          AND NEW.published_at = OLD.published_at)
        BEGIN SELECT RAISE(ABORT, 'a published persona version cannot change'); END""",
        """CREATE TRIGGER persona_version_pinned_delete BEFORE DELETE ON persona_version
        WHEN OLD.status IN ('published', 'superseded')
          AND EXISTS (SELECT 1 FROM persona WHERE id = OLD.persona_id)
        BEGIN SELECT RAISE(ABORT, 'a published persona version cannot change'); END""",
        """CREATE TRIGGER statement_pinned_update
        BEFORE UPDATE OF version_id, field, position, text, basis, n, asked, low, high, question_key, choice_code, differs, versus, our_answer ON statement
        WHEN (SELECT status FROM persona_version WHERE id = OLD.version_id) IN ('published', 'superseded')
        BEGIN SELECT RAISE(ABORT, 'a published persona version cannot change'); END""",
        """CREATE TRIGGER statement_pinned_insert BEFORE INSERT ON statement
        WHEN (SELECT status FROM persona_version WHERE id = NEW.version_id) IN ('published', 'superseded')
        BEGIN SELECT RAISE(ABORT, 'a published persona version cannot change'); END""",
        """CREATE TRIGGER statement_pinned_delete BEFORE DELETE ON statement
        WHEN (SELECT status FROM persona_version WHERE id = OLD.version_id) IN ('published', 'superseded')
        BEGIN SELECT RAISE(ABORT, 'a published persona version cannot change'); END""",
        """CREATE TRIGGER evidence_pinned_update BEFORE UPDATE ON evidence
        WHEN (SELECT v.status FROM persona_version v
          JOIN statement s ON s.version_id = v.id WHERE s.id = OLD.statement_id) IN ('published', 'superseded') AND NOT (
          NEW.excerpt_id IS NULL AND NEW.statement_id = OLD.statement_id
          AND NEW.respondent = OLD.respondent AND NEW.stance = OLD.stance
          AND NEW.position = OLD.position
          AND COALESCE(NEW.question_key, '') = COALESCE(OLD.question_key, '')
          AND COALESCE(NEW.choice_code, '') = COALESCE(OLD.choice_code, ''))
        BEGIN SELECT RAISE(ABORT, 'a published persona version cannot change'); END""",
        """CREATE TRIGGER evidence_pinned_insert BEFORE INSERT ON evidence
        WHEN (SELECT v.status FROM persona_version v
          JOIN statement s ON s.version_id = v.id WHERE s.id = NEW.statement_id) IN ('published', 'superseded')
        BEGIN SELECT RAISE(ABORT, 'a published persona version cannot change'); END""",
        """CREATE TRIGGER evidence_pinned_delete BEFORE DELETE ON evidence
        WHEN (SELECT v.status FROM persona_version v
          JOIN statement s ON s.version_id = v.id WHERE s.id = OLD.statement_id) IN ('published', 'superseded')
        BEGIN SELECT RAISE(ABORT, 'a published persona version cannot change'); END""",
    ),
    "postgresql": (
        """CREATE FUNCTION persona_version_pinned() RETURNS trigger LANGUAGE plpgsql AS $$
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
          AND NEW.name = OLD.name AND NEW.summary = OLD.summary
          AND NEW.segment = OLD.segment AND NEW.not_known = OLD.not_known
          AND NEW.engine = OLD.engine AND NEW.override_reason = OLD.override_reason
          AND NEW.published_at = OLD.published_at)
          THEN RAISE EXCEPTION 'a published persona version cannot change'; END IF;
          RETURN NEW;
        END $$""",
        """CREATE TRIGGER persona_pinned BEFORE DELETE ON persona
        FOR EACH ROW EXECUTE FUNCTION persona_version_pinned()""",
        """CREATE TRIGGER persona_version_pinned BEFORE UPDATE OR DELETE ON persona_version
        FOR EACH ROW EXECUTE FUNCTION persona_version_pinned()""",
        """CREATE FUNCTION statement_pinned() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE changed integer;
        BEGIN
          IF TG_OP = 'INSERT' THEN changed := NEW.version_id;
          ELSE changed := OLD.version_id; END IF;
          IF (SELECT status FROM persona_version WHERE id = changed) IN ('published', 'superseded')
          THEN RAISE EXCEPTION 'a published persona version cannot change'; END IF;
          IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
          RETURN NEW;
        END $$""",
        """CREATE TRIGGER statement_pinned BEFORE INSERT OR DELETE OR
        UPDATE OF version_id, field, position, text, basis, n, asked, low, high, question_key, choice_code, differs, versus, our_answer ON statement
        FOR EACH ROW EXECUTE FUNCTION statement_pinned()""",
        """CREATE FUNCTION evidence_pinned() RETURNS trigger LANGUAGE plpgsql AS $$
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
          NEW.excerpt_id IS NULL AND NEW.statement_id = OLD.statement_id
          AND NEW.respondent = OLD.respondent AND NEW.stance = OLD.stance
          AND NEW.position = OLD.position
          AND COALESCE(NEW.question_key, '') = COALESCE(OLD.question_key, '')
          AND COALESCE(NEW.choice_code, '') = COALESCE(OLD.choice_code, '')) THEN
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


def upgrade() -> None:
    op.create_table(
        "questionnaire_version",
        sa.Column("id", sa.Text(), nullable=False, comment="SHA-256, hexadecimal."),
        sa.Column(
            "definition", sa.Text(), nullable=False, comment="Canonical JSON, as it was hashed."
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questionnaire_version")),
    )
    op.create_table(
        "role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True, comment="For people; may be NULL."),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role")),
        sa.UniqueConstraint("name", name=op.f("uq_role_name")),
    )
    op.create_table(
        "workspace",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False, comment="Shown to staff and in mails."),
        sa.Column("language", sa.Text(), nullable=False, comment="Default for new studies."),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspace")),
    )
    op.create_table(
        "study",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False, comment="In addresses; never changes."),
        sa.Column("title", sa.Text(), nullable=False, comment="For staff."),
        sa.Column(
            "organisation", sa.Text(), nullable=False, comment="Who asks, as customers know it."
        ),
        sa.Column(
            "product",
            sa.Text(),
            nullable=False,
            comment="What it is about; left out of theme names. May be empty.",
        ),
        sa.Column("language", sa.Text(), nullable=False, comment="Language of the results."),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column(
            "privacy",
            DOCUMENT,
            nullable=False,
            comment="Wording by language of what is kept and why; {}: our default text.",
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "closed_at", sa.DateTime(timezone=True), nullable=True, comment="NULL while open."
        ),
        sa.CheckConstraint("status IN ('open', 'closed')", name=op.f("ck_study_status")),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_study_workspace_id_workspace"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study")),
        sa.UniqueConstraint("slug", name=op.f("uq_study_slug")),
    )
    with op.batch_alter_table("study", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_study_workspace_id"), ["workspace_id"], unique=False)

    op.create_table(
        "suppression",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False, comment="Lower-case."),
        sa.Column(
            "reason",
            sa.Text(),
            nullable=False,
            comment="unsubscribed, bounced, complained or asked.",
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_suppression_workspace_id_workspace"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suppression")),
        sa.UniqueConstraint(
            "workspace_id", "email", name=op.f("uq_suppression_workspace_id_email")
        ),
    )
    op.create_table(
        "user",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False, comment="Lower-case, as signed in with."),
        sa.Column(
            "name", sa.Text(), nullable=False, comment="As colleagues and mail readers see it."
        ),
        sa.Column(
            "password",
            sa.Text(),
            nullable=True,
            comment="Argon2 hash; NULL: invited, has not chosen one yet.",
        ),
        sa.Column("active", sa.Boolean(), nullable=False, comment="False: may not sign in."),
        sa.Column(
            "fs_uniquifier",
            sa.Text(),
            nullable=False,
            comment="Changes with the password, which ends all sessions.",
        ),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "language",
            sa.Text(),
            nullable=True,
            comment="Interface language; NULL: the browser's wish.",
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspace.id"],
            name=op.f("fk_user_workspace_id_workspace"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("email", name=op.f("uq_user_email")),
        sa.UniqueConstraint("fs_uniquifier", name=op.f("uq_user_fs_uniquifier")),
    )
    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_user_workspace_id"), ["workspace_id"], unique=False)

    op.create_table(
        "analysis_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column(
            "engine",
            DOCUMENT,
            nullable=False,
            comment="Engine version, parameters, seed and fingerprint of the corpus.",
        ),
        sa.Column("n_passages", sa.Integer(), nullable=False),
        sa.Column("n_respondents", sa.Integer(), nullable=False),
        sa.Column(
            "asked",
            DOCUMENT,
            nullable=False,
            comment="Kind to the keys of the respondents who were asked about it.",
        ),
        sa.Column("n_ungrouped", sa.Integer(), nullable=False, comment="Excerpts in no theme."),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id"],
            ["study.id"],
            name=op.f("fk_analysis_run_study_id_study"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_analysis_run")),
    )
    with op.batch_alter_table("analysis_run", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_analysis_run_study_id"), ["study_id"], unique=False)

    op.create_table(
        "company",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("attributes", DOCUMENT, nullable=False, comment="The study's own."),
        sa.ForeignKeyConstraint(
            ["study_id"], ["study.id"], name=op.f("fk_company_study_id_study"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company")),
        sa.UniqueConstraint("study_id", "name", name=op.f("uq_company_study_id_name")),
    )
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=True, comment="NULL: the installation's."),
        sa.Column("user_id", sa.Integer(), nullable=True, comment="Who asked; NULL: the clock."),
        sa.Column("kind", sa.Text(), nullable=False, comment="Names the handler."),
        sa.Column("params", DOCUMENT, nullable=False, comment="Ids and options only."),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("share", sa.Double(), nullable=False, comment="Done so far, 0–1."),
        sa.Column("message", sa.Text(), nullable=False, comment="What it is doing, for people."),
        sa.Column("result", DOCUMENT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("heartbeat_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "status IN ('queued', 'running', 'done', 'failed')", name=op.f("ck_job_status")
        ),
        sa.ForeignKeyConstraint(
            ["study_id"], ["study.id"], name=op.f("fk_job_study_id_study"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_job_user_id_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index("ix_job_open", ["status", "heartbeat_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_job_study_id"), ["study_id"], unique=False)

    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "role IN ('researcher', 'interviewer', 'viewer')", name=op.f("ck_membership_role")
        ),
        sa.ForeignKeyConstraint(
            ["study_id"],
            ["study.id"],
            name=op.f("fk_membership_study_id_study"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_membership_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint("study_id", "user_id", name=op.f("uq_membership_study_id_user_id")),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_membership_user_id"), ["user_id"], unique=False)

    op.create_table(
        "persona",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column(
            "position", sa.Integer(), nullable=False, comment="Order of importance, 0 first."
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("type IN ('buyer', 'negative', 'icp')", name=op.f("ck_persona_type")),
        sa.ForeignKeyConstraint(
            ["study_id"], ["study.id"], name=op.f("fk_persona_study_id_study"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persona")),
    )
    with op.batch_alter_table("persona", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_persona_study_id"), ["study_id"], unique=False)

    op.create_table(
        "questionnaire",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column(
            "purpose", sa.Text(), nullable=False, comment="survey: customers; script: interviewers."
        ),
        sa.Column(
            "title",
            sa.Text(),
            nullable=False,
            comment="For staff; customers see the draft's title.",
        ),
        sa.Column("draft", DOCUMENT, nullable=False, comment="The definition under edit."),
        sa.Column(
            "revision", sa.Integer(), nullable=False, comment="Counts edits; guards lost updates."
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "purpose IN ('survey', 'script')", name=op.f("ck_questionnaire_purpose")
        ),
        sa.ForeignKeyConstraint(
            ["study_id"],
            ["study.id"],
            name=op.f("fk_questionnaire_study_id_study"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questionnaire")),
    )
    with op.batch_alter_table("questionnaire", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_questionnaire_study_id"), ["study_id"], unique=False)

    op.create_table(
        "user_role",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["role_id"], ["role.id"], name=op.f("fk_user_role_role_id_role"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_user_role_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "role_id", name=op.f("pk_user_role")),
    )
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=True, comment="NULL: not known."),
        sa.Column(
            "owner_id", sa.Integer(), nullable=True, comment="Best-placed sender; NULL: nobody."
        ),
        sa.Column("name", sa.Text(), nullable=False, comment="May be empty."),
        sa.Column(
            "email",
            sa.Text(),
            nullable=True,
            comment="Domain in lower case; NULL: can only be called.",
        ),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True, comment="NULL: the study's language."),
        sa.Column("attributes", DOCUMENT, nullable=False, comment="The study's own."),
        sa.Column("source", sa.Text(), nullable=False, comment="Where we have the person from."),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"],
            ["company.id"],
            name=op.f("fk_contact_company_id_company"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["user.id"], name=op.f("fk_contact_owner_id_user"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["study_id"], ["study.id"], name=op.f("fk_contact_study_id_study"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint("study_id", "email", name=op.f("uq_contact_study_id_email")),
    )
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_company_id"), ["company_id"], unique=False)

    op.create_table(
        "persona_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("persona_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="1, 2, 3 … within the persona."),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False, comment="Of the challenge, not of the job."),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column(
            "segment",
            DOCUMENT,
            nullable=False,
            comment="Members and their fit, share, n, unclassified, stability, trait distributions.",
        ),
        sa.Column("not_known", DOCUMENT, nullable=False, comment="Codes and parameters."),
        sa.Column(
            "engine",
            DOCUMENT,
            nullable=False,
            comment="Version, seed, method, fingerprint; {} when made by hand.",
        ),
        sa.Column(
            "revision", sa.Integer(), nullable=False, comment="Counts edits; guards lost updates."
        ),
        sa.Column(
            "override_reason",
            sa.Text(),
            nullable=False,
            comment="Why a hard rule was overridden; shown on the sheet.",
        ),
        sa.Column("created_by_id", sa.Integer(), nullable=True, comment="NULL: the user is gone."),
        sa.Column(
            "reviewed_by_id",
            sa.Integer(),
            nullable=True,
            comment="NULL: not reviewed, or user is gone.",
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "status IN ('draft', 'in_review') OR published_at IS NOT NULL",
            name=op.f("ck_persona_version_published"),
        ),
        sa.CheckConstraint(
            "status IN ('draft', 'in_review', 'published', 'superseded')",
            name=op.f("ck_persona_version_status"),
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["user.id"],
            name=op.f("fk_persona_version_created_by_id_user"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["persona_id"],
            ["persona.id"],
            name=op.f("fk_persona_version_persona_id_persona"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["reviewed_by_id"],
            ["user.id"],
            name=op.f("fk_persona_version_reviewed_by_id_user"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persona_version")),
        sa.UniqueConstraint(
            "persona_id", "number", name=op.f("uq_persona_version_persona_id_number")
        ),
    )
    op.create_table(
        "publication",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("questionnaire_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Text(), nullable=False),
        sa.Column(
            "number", sa.Integer(), nullable=False, comment="1, 2, 3 … within the questionnaire."
        ),
        sa.Column(
            "change", sa.Text(), nullable=False, comment="first, cosmetic, compatible or breaking."
        ),
        sa.Column(
            "published_by_id", sa.Integer(), nullable=True, comment="NULL: the user is gone."
        ),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["published_by_id"],
            ["user.id"],
            name=op.f("fk_publication_published_by_id_user"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["questionnaire_id"],
            ["questionnaire.id"],
            name=op.f("fk_publication_questionnaire_id_questionnaire"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["questionnaire_version.id"],
            name=op.f("fk_publication_version_id_questionnaire_version"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication")),
        sa.UniqueConstraint(
            "questionnaire_id", "number", name=op.f("uq_publication_questionnaire_id_number")
        ),
    )
    with op.batch_alter_table("publication", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_publication_version_id"), ["version_id"], unique=False)

    op.create_table(
        "theme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True, comment="Last run; NULL: by hand."),
        sa.Column(
            "parent_id", sa.Integer(), nullable=True, comment="Merged into it or nested under it."
        ),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False, comment="In the customers' words."),
        sa.Column("named_by_person", sa.Boolean(), nullable=False, comment="Runs keep such names."),
        sa.Column("definition", sa.Text(), nullable=False, comment="Written by a person."),
        sa.Column("keyphrases", DOCUMENT, nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False, comment="0–1, from the consensus."),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column(
            "revision", sa.Integer(), nullable=False, comment="Counts changes; guards reviewers."
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('pain', 'goal', 'objection', 'praise')", name=op.f("ck_theme_kind")
        ),
        sa.CheckConstraint(
            "status IN ('suggested', 'accepted', 'rejected', 'merged')",
            name=op.f("ck_theme_status"),
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["theme.id"], name=op.f("fk_theme_parent_id_theme"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["run_id"],
            ["analysis_run.id"],
            name=op.f("fk_theme_run_id_analysis_run"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["study_id"], ["study.id"], name=op.f("fk_theme_study_id_study"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
    )
    with op.batch_alter_table("theme", schema=None) as batch_op:
        batch_op.create_index("ix_theme_study_kind", ["study_id", "kind", "status"], unique=False)

    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True, comment="NULL: the user is gone."),
        sa.Column(
            "verb", sa.Text(), nullable=False, comment="accept, rename, merge, reject, move …"
        ),
        sa.Column("theme_id", sa.Integer(), nullable=True, comment="NULL: the theme is gone."),
        sa.Column("before", DOCUMENT, nullable=False),
        sa.Column("after", DOCUMENT, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "undone_at", sa.DateTime(timezone=True), nullable=True, comment="NULL: it stands."
        ),
        sa.ForeignKeyConstraint(
            ["study_id"], ["study.id"], name=op.f("fk_decision_study_id_study"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["theme_id"], ["theme.id"], name=op.f("fk_decision_theme_id_theme"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_decision_user_id_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_study_id"), ["study_id"], unique=False)

    op.create_table(
        "interview",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column(
            "publication_id", sa.Integer(), nullable=True, comment="Script; NULL: none followed."
        ),
        sa.Column("contact_id", sa.Integer(), nullable=True, comment="NULL: not known."),
        sa.Column("interviewer_id", sa.Integer(), nullable=True, comment="NULL: user is gone."),
        sa.Column("title", sa.Text(), nullable=False, comment="Whom with, as the team calls it."),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True, comment="NULL until the call is closed."),
        sa.Column(
            "answers",
            DOCUMENT,
            nullable=False,
            comment="Closed answers that the interviewer ticked, by question key.",
        ),
        sa.Column("debrief", sa.Text(), nullable=False, comment="The interviewer's own view."),
        sa.Column("notes_consent", sa.Boolean(), nullable=False, comment="Agreed to notes."),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "duration_seconds",
            sa.Integer(),
            nullable=True,
            comment="Talking time; NULL: not known.",
        ),
        sa.Column("revision", sa.Integer(), nullable=False, comment="Counts saves."),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "status IN ('planned', 'held', 'cancelled', 'missed')", name=op.f("ck_interview_status")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
            name=op.f("fk_interview_contact_id_contact"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["interviewer_id"],
            ["user.id"],
            name=op.f("fk_interview_interviewer_id_user"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["publication_id"],
            ["publication.id"],
            name=op.f("fk_interview_publication_id_publication"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id"], ["study.id"], name=op.f("fk_interview_study_id_study"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview")),
    )
    with op.batch_alter_table("interview", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_interview_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_interview_interviewer_id"), ["interviewer_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_interview_study_id"), ["study_id"], unique=False)

    op.create_table(
        "statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column(
            "theme_id", sa.Integer(), nullable=True, comment="NULL: from closed answers or by hand."
        ),
        sa.Column("field", sa.Text(), nullable=False, comment="Key of a persona field."),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=True, comment="How many said it; NULL: assumed."),
        sa.Column("asked", sa.Integer(), nullable=True, comment="Of how many who were asked."),
        sa.Column("low", sa.Double(), nullable=True, comment="Wilson 95 %, 0–1."),
        sa.Column("high", sa.Double(), nullable=True, comment="Wilson 95 %, 0–1."),
        sa.Column("question_key", sa.Text(), nullable=True, comment="Of a closed answer."),
        sa.Column("choice_code", sa.Text(), nullable=True, comment="Of a closed answer."),
        sa.Column(
            "differs",
            sa.Boolean(),
            nullable=True,
            comment="Whether the share is unlike the rest's; NULL: nobody to compare with.",
        ),
        sa.Column("versus", sa.Double(), nullable=True, comment="The rest's share, 0–1."),
        sa.Column("our_answer", sa.Text(), nullable=False, comment="What the team says to it."),
        sa.CheckConstraint(
            "basis <> 'assumed' OR (n IS NULL AND asked IS NULL)",
            name=op.f("ck_statement_assumed_has_no_number"),
        ),
        sa.CheckConstraint(
            "basis IN ('observed', 'inferred', 'assumed')", name=op.f("ck_statement_basis")
        ),
        sa.CheckConstraint(
            "n IS NULL OR (n >= 0 AND n <= asked)", name=op.f("ck_statement_n_of_asked")
        ),
        sa.ForeignKeyConstraint(
            ["theme_id"],
            ["theme.id"],
            name=op.f("fk_statement_theme_id_theme"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["persona_version.id"],
            name=op.f("fk_statement_version_id_persona_version"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
    )
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_statement_version_id"), ["version_id"], unique=False)

    op.create_table(
        "transcript_upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("batch", sa.Text(), nullable=False, comment="Files sent together; in links."),
        sa.Column(
            "publication_id", sa.Integer(), nullable=True, comment="Script that was followed."
        ),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("transcript", DOCUMENT, nullable=False, comment="As sources has read it."),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["publication_id"],
            ["publication.id"],
            name=op.f("fk_transcript_upload_publication_id_publication"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["study_id"],
            ["study.id"],
            name=op.f("fk_transcript_upload_study_id_study"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
            name=op.f("fk_transcript_upload_user_id_user"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transcript_upload")),
    )
    with op.batch_alter_table("transcript_upload", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_transcript_upload_batch"), ["batch"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_transcript_upload_study_id"), ["study_id"], unique=False
        )

    op.create_table(
        "wave",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False, comment="For staff."),
        sa.Column("sender_name", sa.Text(), nullable=False, comment="The person who writes."),
        sa.Column("reply_to", sa.Text(), nullable=False, comment="Empty: the server's sender."),
        sa.Column("subject", DOCUMENT, nullable=False, comment="Text by language."),
        sa.Column("body", DOCUMENT, nullable=False, comment="Text by language, with placeholders."),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "sent_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When sending began; NULL: draft.",
        ),
        sa.Column(
            "closes_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="NULL: open until closed by hand.",
        ),
        sa.CheckConstraint(
            "status IN ('draft', 'sending', 'sent', 'paused', 'closed')",
            name=op.f("ck_wave_status"),
        ),
        sa.ForeignKeyConstraint(
            ["publication_id"],
            ["publication.id"],
            name=op.f("fk_wave_publication_id_publication"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id"], ["study.id"], name=op.f("fk_wave_study_id_study"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wave")),
    )
    with op.batch_alter_table("wave", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wave_study_id"), ["study_id"], unique=False)

    op.create_table(
        "asked_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("interview_id", sa.Integer(), nullable=False),
        sa.Column("question_key", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('asked', 'skipped')", name=op.f("ck_asked_question_state")),
        sa.ForeignKeyConstraint(
            ["interview_id"],
            ["interview.id"],
            name=op.f("fk_asked_question_interview_id_interview"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asked_question")),
        sa.UniqueConstraint(
            "interview_id", "question_key", name=op.f("uq_asked_question_interview_id_question_key")
        ),
    )
    op.create_table(
        "attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("interview_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False, comment="One of ATTEMPT_OUTCOMES."),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["interview_id"],
            ["interview.id"],
            name=op.f("fk_attempt_interview_id_interview"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
    )
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attempt_interview_id"), ["interview_id"], unique=False)

    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("wave_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("prefers", sa.Text(), nullable=False, comment="How the person would talk."),
        sa.Column(
            "revoked_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="NULL: the links are good.",
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "prefers IN ('form', 'phone', 'video')", name=op.f("ck_invitation_prefers")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
            name=op.f("fk_invitation_contact_id_contact"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["wave_id"], ["wave.id"], name=op.f("fk_invitation_wave_id_wave"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("wave_id", "contact_id", name=op.f("uq_invitation_wave_id_contact_id")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_contact_id"), ["contact_id"], unique=False)

    op.create_table(
        "invitation_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False, comment="SHA-256, hexadecimal."),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "expires_at", sa.DateTime(timezone=True), nullable=True, comment="NULL: with the wave."
        ),
        sa.ForeignKeyConstraint(
            ["invitation_id"],
            ["invitation.id"],
            name=op.f("fk_invitation_link_invitation_id_invitation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_link_token_hash")),
    )
    with op.batch_alter_table("invitation_link", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_invitation_link_invitation_id"), ["invitation_id"], unique=False
        )

    op.create_table(
        "mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("wave_id", sa.Integer(), nullable=True, comment="NULL: belongs to no wave."),
        sa.Column(
            "invitation_id", sa.Integer(), nullable=True, comment="NULL: a test mail to staff."
        ),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column(
            "status",
            sa.Text(),
            nullable=False,
            comment="unknown: the process died while sending; a person looks.",
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column(
            "not_before",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="Earliest next attempt.",
        ),
        sa.Column("message_id", sa.Text(), nullable=True, comment="Set before the first attempt."),
        sa.Column(
            "tried_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When the last attempt began; NULL: none yet. Counted for the rate.",
        ),
        sa.Column("error", sa.Text(), nullable=False, comment="The server's last refusal."),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('invitation', 'reminder', 'receipt', 'test')", name=op.f("ck_mail_kind")
        ),
        sa.CheckConstraint(
            "status IN ('queued', 'sending', 'sent', 'failed', 'unknown', 'suppressed')",
            name=op.f("ck_mail_status"),
        ),
        sa.ForeignKeyConstraint(
            ["invitation_id"],
            ["invitation.id"],
            name=op.f("fk_mail_invitation_id_invitation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["study_id"], ["study.id"], name=op.f("fk_mail_study_id_study"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["wave_id"], ["wave.id"], name=op.f("fk_mail_wave_id_wave"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail")),
        sa.UniqueConstraint(
            "invitation_id", "wave_id", "kind", name=op.f("uq_mail_invitation_id_wave_id_kind")
        ),
    )
    with op.batch_alter_table("mail", schema=None) as batch_op:
        batch_op.create_index("ix_mail_due", ["status", "not_before"], unique=False)
        batch_op.create_index(batch_op.f("ix_mail_study_id"), ["study_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mail_tried_at"), ["tried_at"], unique=False)

    op.create_table(
        "response",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column(
            "publication_id",
            sa.Integer(),
            nullable=False,
            comment="The version that this person answers, to the end.",
        ),
        sa.Column(
            "invitation_id",
            sa.Integer(),
            nullable=True,
            comment="NULL: open link, import or anonymous.",
        ),
        sa.Column("contact_id", sa.Integer(), nullable=True, comment="NULL: not known."),
        sa.Column("public_id", sa.Text(), nullable=False, comment="In addresses; no secret."),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("trial", sa.Boolean(), nullable=False, comment="A test run; never counted."),
        sa.Column(
            "revision", sa.Integer(), nullable=False, comment="Counts saves; guards two devices."
        ),
        sa.Column(
            "saved_by",
            sa.Text(),
            nullable=False,
            comment="The page view that saved last; its own next save is no clash.",
        ),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column(
            "page", sa.Integer(), nullable=False, comment="Furthest section reached, from 0."
        ),
        sa.Column("answers", DOCUMENT, nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(status = 'completed') = (completed_at IS NOT NULL)",
            name=op.f("ck_response_completed"),
        ),
        sa.CheckConstraint("status IN ('started', 'completed')", name=op.f("ck_response_status")),
        sa.CheckConstraint(
            "NOT anonymous OR (contact_id IS NULL AND invitation_id IS NULL)",
            name=op.f("ck_response_anonymous"),
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
            name=op.f("fk_response_contact_id_contact"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["invitation_id"],
            ["invitation.id"],
            name=op.f("fk_response_invitation_id_invitation"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["publication_id"],
            ["publication.id"],
            name=op.f("fk_response_publication_id_publication"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id"], ["study.id"], name=op.f("fk_response_study_id_study"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response")),
        sa.UniqueConstraint("invitation_id", name=op.f("uq_response_invitation_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_response_public_id")),
    )
    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_response_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_response_publication_id"), ["publication_id"], unique=False
        )
        batch_op.create_index("ix_response_study_status", ["study_id", "status"], unique=False)

    op.create_table(
        "passage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column(
            "response_id", sa.Integer(), nullable=True, comment="NULL: said in an interview."
        ),
        sa.Column(
            "interview_id", sa.Integer(), nullable=True, comment="NULL: written in a response."
        ),
        sa.Column(
            "question_key",
            sa.Text(),
            nullable=True,
            comment="NULL: free notes or a turn under no question.",
        ),
        sa.Column(
            "question_text",
            sa.Text(),
            nullable=True,
            comment="In its file's own words; NULL: it answers a script's question, or none.",
        ),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order within its source."),
        sa.Column("speaker", sa.Text(), nullable=False, comment="Empty: the respondent."),
        sa.Column(
            "by_interviewer",
            sa.Boolean(),
            nullable=False,
            comment="The interviewer's own words; read by people, not analysed.",
        ),
        sa.Column("language", sa.Text(), nullable=True, comment="NULL: detected in the analysis."),
        sa.Column("text", sa.Text(), nullable=False, comment="NFC; spans count its code points."),
        sa.Column(
            "sha256", sa.Text(), nullable=False, comment="Of the text in UTF-8, hexadecimal."
        ),
        sa.Column(
            "tags",
            DOCUMENT,
            nullable=False,
            comment="Set by the interviewer: pain, goal, objection, praise, quote.",
        ),
        sa.Column(
            "client_id",
            sa.Text(),
            nullable=True,
            comment="Made by the browser, so that a repeated save is one line.",
        ),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(response_id IS NULL) <> (interview_id IS NULL)", name=op.f("ck_passage_one_source")
        ),
        sa.ForeignKeyConstraint(
            ["interview_id"],
            ["interview.id"],
            name=op.f("fk_passage_interview_id_interview"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["response.id"],
            name=op.f("fk_passage_response_id_response"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["study_id"], ["study.id"], name=op.f("fk_passage_study_id_study"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passage")),
        sa.UniqueConstraint("client_id", name=op.f("uq_passage_client_id")),
    )
    with op.batch_alter_table("passage", schema=None) as batch_op:
        batch_op.create_index("ix_passage_interview", ["interview_id", "position"], unique=False)
        batch_op.create_index(
            "ix_passage_response", ["response_id", "question_key", "position"], unique=False
        )
        batch_op.create_index("ix_passage_study", ["study_id"], unique=False)

    op.create_table(
        "excerpt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("passage_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False, comment="First code point."),
        sa.Column("end", sa.Integer(), nullable=False, comment="After the last code point."),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column(
            "passage_sha256",
            sa.Text(),
            nullable=False,
            comment="Of the passage when it was quoted; another value now: broken evidence.",
        ),
        sa.Column("scores", DOCUMENT, nullable=False, comment="Kind to 0–1."),
        sa.Column(
            "labels",
            DOCUMENT,
            nullable=False,
            comment="Kinds that the engine or the interviewer gave it.",
        ),
        sa.Column("cues", DOCUMENT, nullable=False, comment="Why the engine thinks so."),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("key_quote", sa.Boolean(), nullable=False, comment="A person marked it."),
        sa.CheckConstraint("origin IN ('machine', 'person')", name=op.f("ck_excerpt_origin")),
        sa.CheckConstraint('"start" >= 0 AND "end" > "start"', name=op.f("ck_excerpt_span")),
        sa.ForeignKeyConstraint(
            ["passage_id"],
            ["passage.id"],
            name=op.f("fk_excerpt_passage_id_passage"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["study_id"], ["study.id"], name=op.f("fk_excerpt_study_id_study"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_excerpt")),
        sa.UniqueConstraint(
            "passage_id", "start", "end", name=op.f("uq_excerpt_passage_id_start_end")
        ),
    )
    with op.batch_alter_table("excerpt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_excerpt_study_id"), ["study_id"], unique=False)

    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column(
            "excerpt_id",
            sa.Integer(),
            nullable=True,
            comment="NULL: a closed answer, or the person withdrew.",
        ),
        sa.Column("respondent", sa.Text(), nullable=False, comment="Key of who said or ticked it."),
        sa.Column("question_key", sa.Text(), nullable=True, comment="Of a closed answer."),
        sa.Column("choice_code", sa.Text(), nullable=True, comment="Of a closed answer."),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("stance IN ('for', 'against')", name=op.f("ck_evidence_stance")),
        sa.ForeignKeyConstraint(
            ["excerpt_id"],
            ["excerpt.id"],
            name=op.f("fk_evidence_excerpt_id_excerpt"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statement.id"],
            name=op.f("fk_evidence_statement_id_statement"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint(
            "statement_id", "excerpt_id", name=op.f("uq_evidence_statement_id_excerpt_id")
        ),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_excerpt_id"), ["excerpt_id"], unique=False)

    op.create_table(
        "theme_excerpt",
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.Column("excerpt_id", sa.Integer(), nullable=False),
        sa.Column(
            "origin", sa.Text(), nullable=False, comment="person: a run never takes it away."
        ),
        sa.Column("score", sa.Double(), nullable=False, comment="0–1, fit to the theme."),
        sa.CheckConstraint("origin IN ('machine', 'person')", name=op.f("ck_theme_excerpt_origin")),
        sa.ForeignKeyConstraint(
            ["excerpt_id"],
            ["excerpt.id"],
            name=op.f("fk_theme_excerpt_excerpt_id_excerpt"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["theme_id"],
            ["theme.id"],
            name=op.f("fk_theme_excerpt_theme_id_theme"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("theme_id", "excerpt_id", name=op.f("pk_theme_excerpt")),
    )
    with op.batch_alter_table("theme_excerpt", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_theme_excerpt_excerpt_id"), ["excerpt_id"], unique=False
        )

    for statement in FROZEN[op.get_bind().dialect.name]:
        op.execute(sa.text(statement))


def downgrade() -> None:
    with op.batch_alter_table("theme_excerpt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_theme_excerpt_excerpt_id"))

    op.drop_table("theme_excerpt")
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_excerpt_id"))

    op.drop_table("evidence")
    with op.batch_alter_table("excerpt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_excerpt_study_id"))

    op.drop_table("excerpt")
    with op.batch_alter_table("passage", schema=None) as batch_op:
        batch_op.drop_index("ix_passage_study")
        batch_op.drop_index("ix_passage_response")
        batch_op.drop_index("ix_passage_interview")

    op.drop_table("passage")
    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.drop_index("ix_response_study_status")
        batch_op.drop_index(batch_op.f("ix_response_publication_id"))
        batch_op.drop_index(batch_op.f("ix_response_contact_id"))

    op.drop_table("response")
    with op.batch_alter_table("mail", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mail_tried_at"))
        batch_op.drop_index(batch_op.f("ix_mail_study_id"))
        batch_op.drop_index("ix_mail_due")

    op.drop_table("mail")
    with op.batch_alter_table("invitation_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_link_invitation_id"))

    op.drop_table("invitation_link")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_contact_id"))

    op.drop_table("invitation")
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attempt_interview_id"))

    op.drop_table("attempt")
    op.drop_table("asked_question")
    with op.batch_alter_table("wave", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wave_study_id"))

    op.drop_table("wave")
    with op.batch_alter_table("transcript_upload", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_transcript_upload_study_id"))
        batch_op.drop_index(batch_op.f("ix_transcript_upload_batch"))

    op.drop_table("transcript_upload")
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_statement_version_id"))

    op.drop_table("statement")
    with op.batch_alter_table("interview", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_interview_study_id"))
        batch_op.drop_index(batch_op.f("ix_interview_interviewer_id"))
        batch_op.drop_index(batch_op.f("ix_interview_contact_id"))

    op.drop_table("interview")
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decision_study_id"))

    op.drop_table("decision")
    with op.batch_alter_table("theme", schema=None) as batch_op:
        batch_op.drop_index("ix_theme_study_kind")

    op.drop_table("theme")
    with op.batch_alter_table("publication", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_publication_version_id"))

    op.drop_table("publication")
    op.drop_table("persona_version")
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_company_id"))

    op.drop_table("contact")
    op.drop_table("user_role")
    with op.batch_alter_table("questionnaire", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_questionnaire_study_id"))

    op.drop_table("questionnaire")
    with op.batch_alter_table("persona", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_persona_study_id"))

    op.drop_table("persona")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_membership_user_id"))

    op.drop_table("membership")
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_job_study_id"))
        batch_op.drop_index("ix_job_open")

    op.drop_table("job")
    op.drop_table("company")
    with op.batch_alter_table("analysis_run", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_analysis_run_study_id"))

    op.drop_table("analysis_run")
    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_user_workspace_id"))

    op.drop_table("user")
    op.drop_table("suppression")
    with op.batch_alter_table("study", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_study_workspace_id"))

    op.drop_table("study")
    op.drop_table("workspace")
    op.drop_table("role")
    op.drop_table("questionnaire_version")
    if op.get_bind().dialect.name == "postgresql":
        for name in ("persona_version_pinned", "statement_pinned", "evidence_pinned"):
            op.execute(sa.text(f"DROP FUNCTION IF EXISTS {name}() CASCADE"))
