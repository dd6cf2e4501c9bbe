"""personas: a person says what a belief is held against

Revision: review_beliefs, after review_colleagues.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "review_beliefs"
down_revision = "review_colleagues"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "belief_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column(
            "belief", sa.Text(), nullable=False, comment="SHA-256 of its words, in small letters."
        ),
        sa.Column("theme_id", sa.Integer(), nullable=True, comment="NULL: an answer, or none."),
        sa.Column("question", sa.Text(), nullable=False, comment="Key; empty: a theme, or none."),
        sa.Column("code", sa.Text(), nullable=False, comment="Of the choice."),
        sa.Column("user_id", sa.Integer(), nullable=True, comment="NULL: the user is gone."),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "theme_id IS NULL OR question = ''", name=op.f("ck_belief_link_one_thing")
        ),
        sa.ForeignKeyConstraint(
            ["study_id"], ["study.id"], name=op.f("fk_belief_link_study_id_study"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["theme_id"], ["theme.id"], name=op.f("fk_belief_link_theme_id_theme"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_belief_link_user_id_user"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_belief_link")),
        sa.UniqueConstraint("study_id", "belief", name=op.f("uq_belief_link_study_id_belief")),
    )  # fmt: skip
    op.create_index(op.f("ix_belief_link_theme_id"), "belief_link", ["theme_id"])


def downgrade() -> None:
    op.drop_table("belief_link")
