"""personas: whoever approved one is reminded after a year, once, unless it was switched off

Revision: life_reading_again, after review_codings.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "life_reading_again"
down_revision = "review_codings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Added without rebuilding the table, which would drop its trigger.
    op.add_column(
        "persona",
        sa.Column(
            "remind",
            sa.Boolean(),
            nullable=False,
            server_default=sa.true(),
            comment="Mail whoever approved it when nobody has read it again for a year.",
        ),
    )
    op.add_column(
        "persona",
        sa.Column(
            "reminded_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When that mail was last sent; NULL: never.",
        ),
    )


def downgrade() -> None:
    op.drop_column("persona", "reminded_at")
    op.drop_column("persona", "remind")
