"""the API: tokens of programs, and the names they give to responses

Revision: api_tokens, after personas_life.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "api_tokens"
down_revision = "personas_life"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "api_token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column(
            "user_id", sa.Integer(), nullable=True, comment="Who made it; NULL: the user is gone."
        ),
        sa.Column("name", sa.Text(), nullable=False, comment="For staff: which program has it."),
        sa.Column("token_hash", sa.Text(), nullable=False, comment="SHA-256 of the token."),
        sa.Column("may_write", sa.Boolean(), nullable=False, comment="It may bring answers in."),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "revoked_at", sa.DateTime(timezone=True), nullable=True, comment="NULL: it works."
        ),
        sa.ForeignKeyConstraint(
            ["study_id"], ["study.id"], name=op.f("fk_api_token_study_id_study"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_api_token_user_id_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_api_token_token_hash")),
    )
    op.create_index(op.f("ix_api_token_study_id"), "api_token", ["study_id"])
    op.create_table(
        "sent_response",
        sa.Column("response_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column(
            "name", sa.Text(), nullable=False, comment="The program's own name of the response."
        ),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["response.id"],
            name=op.f("fk_sent_response_response_id_response"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["study_id"],
            ["study.id"],
            name=op.f("fk_sent_response_study_id_study"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("response_id", name=op.f("pk_sent_response")),
        sa.UniqueConstraint("study_id", "name", name=op.f("uq_sent_response_study_id_name")),
    )


def downgrade() -> None:
    op.drop_table("sent_response")
    op.drop_index(op.f("ix_api_token_study_id"), table_name="api_token")
    op.drop_table("api_token")
