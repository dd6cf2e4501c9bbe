"""inout: large files of answers are stored and taken back by a job that can be begun again

Revision: inout_import_jobs, after review_counts.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "inout_import_jobs"
down_revision = "review_counts"
branch_labels = None
depends_on = None

CHECK = "ck_answer_import_status"


def upgrade() -> None:
    with op.batch_alter_table("answer_import") as batch:
        batch.add_column(
            sa.Column(
                "job_id",
                sa.Integer(),
                nullable=True,
                comment="Stores it or takes it back; NULL: none was needed, or it is gone.",
            )
        )
        batch.add_column(
            sa.Column(
                "n_rows",
                sa.Integer(),
                nullable=False,
                server_default="0",
                comment="Rows of the file, headings not counted.",
            )
        )
        batch.add_column(
            sa.Column(
                "last_line",
                sa.Integer(),
                nullable=False,
                server_default="0",
                comment="All up to this line of the file is stored.",
            )
        )
        batch.add_column(
            sa.Column(
                "n_empty",
                sa.Integer(),
                nullable=False,
                server_default="0",
                comment="Rows that answered nothing.",
            )
        )
        batch.create_foreign_key(
            op.f("fk_answer_import_job_id_job"), "job", ["job_id"], ["id"], ondelete="SET NULL"
        )
        batch.drop_constraint(op.f(CHECK), type_="check")
        batch.create_check_constraint(
            op.f(CHECK), "status IN ('checking', 'storing', 'stored', 'undoing', 'undone')"
        )


def downgrade() -> None:
    # What was under way is half there: it counts as stored, so that it can be taken back.
    op.execute("UPDATE answer_import SET status = 'stored' WHERE status IN ('storing', 'undoing')")
    with op.batch_alter_table("answer_import") as batch:
        batch.drop_constraint(op.f(CHECK), type_="check")
        batch.create_check_constraint(op.f(CHECK), "status IN ('checking', 'stored', 'undone')")
        batch.drop_constraint(op.f("fk_answer_import_job_id_job"), type_="foreignkey")
        batch.drop_column("n_empty")
        batch.drop_column("last_line")
        batch.drop_column("n_rows")
        batch.drop_column("job_id")
