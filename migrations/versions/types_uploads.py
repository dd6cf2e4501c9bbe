"""photos and documents of respondents

Revision: types_uploads, after builder_draft_steps.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "types_uploads"
down_revision = "builder_draft_steps"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "upload",
        sa.Column("id", sa.Text(), nullable=False, comment="Random; the file's name in the store."),
        sa.Column(
            "response_id",
            sa.Integer(),
            nullable=True,
            comment="NULL: nobody's any more; the file is about to be erased.",
        ),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["response.id"],
            name=op.f("fk_upload_response_id_response"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
    )
    op.create_index(op.f("ix_upload_response_id"), "upload", ["response_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_upload_response_id"), table_name="upload")
    op.drop_table("upload")
