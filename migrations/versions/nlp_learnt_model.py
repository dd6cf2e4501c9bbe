"""what a study's decisions taught

Revision: nlp_learnt_model, after types_uploads.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "nlp_learnt_model"
down_revision = "types_uploads"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON(none_as_null=True).with_variant(
    postgresql.JSONB(none_as_null=True), "postgresql"
)


def upgrade() -> None:
    op.create_table(
        "learnt_model",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column(
            "weights",
            DOCUMENT,
            nullable=False,
            comment="As nlp.model reads them; empty: the shipped ones are used.",
        ),
        sa.Column(
            "kinds",
            DOCUMENT,
            nullable=False,
            comment="Kind to its cross-validated figures, before and after.",
        ),
        sa.Column("n_decisions", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id"],
            ["study.id"],
            name=op.f("fk_learnt_model_study_id_study"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learnt_model")),
        sa.UniqueConstraint("study_id", name=op.f("uq_learnt_model_study_id")),
    )


def downgrade() -> None:
    op.drop_table("learnt_model")
