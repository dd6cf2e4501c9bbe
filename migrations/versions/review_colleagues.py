"""builder: a questionnaire says whether customers or colleagues answer it

Revision: review_colleagues, after review_sheets. Those that were made before are customers', as they were
counted; a person says otherwise on the page 'Publish'.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "review_colleagues"
down_revision = "review_sheets"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "questionnaire",
        sa.Column(
            "for_team",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="Colleagues answer it: beliefs, counted nowhere as customers.",
        ),
    )


def downgrade() -> None:
    op.drop_column("questionnaire", "for_team")
