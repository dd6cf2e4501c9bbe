"""the steps that undo and redo walk

Revision: builder_draft_steps, after privacy_erasure.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "builder_draft_steps"
down_revision = "collect_open_links"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON(none_as_null=True).with_variant(
    postgresql.JSONB(none_as_null=True), "postgresql"
)


def upgrade() -> None:
    op.create_table(
        "draft_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("questionnaire_id", sa.Integer(), nullable=False),
        sa.Column("stack", sa.Text(), nullable=False, comment="undo or redo."),
        sa.Column(
            "revision",
            sa.Integer(),
            nullable=False,
            comment="Which revision of the draft this was.",
        ),
        sa.Column("definition", DOCUMENT, nullable=False, comment="The whole draft."),
        sa.Column(
            "verb",
            sa.Text(),
            nullable=False,
            comment="What was done to it then; see builder.words.",
        ),
        sa.Column("about", sa.Text(), nullable=False, comment="Key of the question or section."),
        sa.Column(
            "user_id",
            sa.Integer(),
            nullable=True,
            comment="Who did it; NULL: gone, or a program.",
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("stack IN ('undo', 'redo')", name=op.f("ck_draft_step_stack")),
        sa.ForeignKeyConstraint(
            ["questionnaire_id"],
            ["questionnaire.id"],
            name=op.f("fk_draft_step_questionnaire_id_questionnaire"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
            name=op.f("fk_draft_step_user_id_user"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_step")),
    )
    with op.batch_alter_table("draft_step") as batch:
        batch.create_index(
            "ix_draft_step_questionnaire_stack", ["questionnaire_id", "stack", "id"], unique=False
        )


def downgrade() -> None:
    op.drop_table("draft_step")
