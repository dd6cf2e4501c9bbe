"""parts of an analysis that several workers read

Revision: themesnlp_shares, after personas_life.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "themesnlp_shares"
down_revision = "signals_workspace_model"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "analysis_share",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "job_id", sa.Integer(), nullable=False, comment="The analysis that it belongs to."
        ),
        sa.Column("reader_id", sa.Integer(), nullable=True, comment="The job that reads it."),
        sa.Column(
            "number", sa.Integer(), nullable=False, comment="From 0, in the order of passages."
        ),
        sa.Column(
            "first_id",
            sa.Integer(),
            nullable=False,
            comment="Of the passages; no foreign key, they may go.",
        ),
        sa.Column("last_id", sa.Integer(), nullable=False, comment="Included."),
        sa.Column(
            "content",
            sa.LargeBinary(),
            nullable=True,
            comment="What was found; NULL: not read yet.",
        ),
        sa.ForeignKeyConstraint(
            ["job_id"],
            ["job.id"],
            name=op.f("fk_analysis_share_job_id_job"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["reader_id"],
            ["job.id"],
            name=op.f("fk_analysis_share_reader_id_job"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_analysis_share")),
        sa.UniqueConstraint("job_id", "number", name=op.f("uq_analysis_share_job_id_number")),
    )


def downgrade() -> None:
    op.drop_table("analysis_share")
