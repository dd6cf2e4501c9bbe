"""coding by hand: who put which words into which theme

Revision: review_codings, after themesnlp_shares.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "review_codings"
down_revision = "themesnlp_shares"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "coding",
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.Column("excerpt_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["theme_id"],
            ["theme.id"],
            name=op.f("fk_coding_theme_id_theme"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["excerpt_id"],
            ["excerpt.id"],
            name=op.f("fk_coding_excerpt_id_excerpt"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_coding_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("theme_id", "excerpt_id", "user_id", name=op.f("pk_coding")),
    )
    op.create_index(op.f("ix_coding_excerpt_id"), "coding", ["excerpt_id"])
    op.create_index(op.f("ix_coding_user_id"), "coding", ["user_id"])


def downgrade() -> None:
    op.drop_table("coding")
