"""themes: battlecard and codebook read neither all quotes nor all cues

Revision: review_sheets, after speed_passages_due. Tallies are counted anew by whoever reads them.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "review_sheets"
down_revision = "speed_passages_due"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("DELETE FROM theme_tally")
    op.add_column(
        "theme_tally",
        sa.Column(
            "objection_type",
            sa.Text(),
            nullable=True,
            comment="What an objection's quotes say most often; NULL: none of them says any.",
        ),
    )
    op.create_index("ix_theme_excerpt_best", "theme_excerpt", ["theme_id", "score", "excerpt_id"])
    op.create_index(
        "ix_excerpt_key_quote",
        "excerpt",
        ["study_id"],
        sqlite_where=sa.text("key_quote = 1"),
        postgresql_where=sa.text("key_quote"),
    )


def downgrade() -> None:
    op.drop_index("ix_excerpt_key_quote", "excerpt")
    op.drop_index("ix_theme_excerpt_best", "theme_excerpt")
    op.drop_column("theme_tally", "objection_type")
