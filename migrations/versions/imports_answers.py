"""imports: files of answers given elsewhere, and which responses came with them

Revision: imports_answers, after types_uploads.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "imports_answers"
down_revision = "nlp_learnt_model"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON(none_as_null=True).with_variant(
    postgresql.JSONB(none_as_null=True), "postgresql"
)


def upgrade() -> None:
    op.create_table(
        "answer_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True, comment="NULL: the user is gone."),
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False, comment="Name of the file."),
        sa.Column("tool", sa.Text(), nullable=False, comment="What wrote it; empty: unknown."),
        sa.Column(
            "sha256",
            sa.Text(),
            nullable=False,
            comment="Of the file, so that none comes in twice.",
        ),
        sa.Column(
            "file",
            sa.Text(),
            nullable=False,
            comment="Its random name in the folder of imports; empty: thrown away.",
        ),
        sa.Column(
            "language", sa.Text(), nullable=False, comment="Of answers whose row names none."
        ),
        sa.Column(
            "targets",
            DOCUMENT,
            nullable=False,
            comment="Column to question key or fact; an empty one is left out.",
        ),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("n_added", sa.Integer(), nullable=False),
        sa.Column(
            "n_problems",
            sa.Integer(),
            nullable=False,
            comment="Cells that could not be taken.",
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "undone_at", sa.DateTime(timezone=True), nullable=True, comment="NULL: it stands."
        ),
        sa.CheckConstraint(
            "status IN ('checking', 'stored', 'undone')", name=op.f("ck_answer_import_status")
        ),
        sa.ForeignKeyConstraint(
            ["publication_id"],
            ["publication.id"],
            name=op.f("fk_answer_import_publication_id_publication"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["study_id"],
            ["study.id"],
            name=op.f("fk_answer_import_study_id_study"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
            name=op.f("fk_answer_import_user_id_user"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_import")),
    )
    op.create_index(op.f("ix_answer_import_study_id"), "answer_import", ["study_id"])
    op.create_table(
        "imported_response",
        sa.Column("response_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False, comment="Line of the file, from 1."),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["answer_import.id"],
            name=op.f("fk_imported_response_import_id_answer_import"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["response.id"],
            name=op.f("fk_imported_response_response_id_response"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("response_id", name=op.f("pk_imported_response")),
    )
    op.create_index(op.f("ix_imported_response_import_id"), "imported_response", ["import_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_imported_response_import_id"), table_name="imported_response")
    op.drop_table("imported_response")
    op.drop_index(op.f("ix_answer_import_study_id"), table_name="answer_import")
    op.drop_table("answer_import")
