"""responses: passages are made of the answers afterwards, so a save notes that they are due

Revision: speed_passages_due, after life_reading_again.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "speed_passages_due"
down_revision = "life_reading_again"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "response",
        sa.Column(
            "passages_due",
            sa.Boolean(),
            nullable=False,
            server_default=sa.false(),
            comment="Its answers were saved, and its passages are still to be made of them.",
        ),
    )
    op.create_index(
        "ix_response_passages_due",
        "response",
        ["id"],
        sqlite_where=sa.text("passages_due"),
        postgresql_where=sa.text("passages_due"),
    )


def downgrade() -> None:
    op.drop_index("ix_response_passages_due", table_name="response")
    op.drop_column("response", "passages_due")
