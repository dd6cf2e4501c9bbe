"""Ways back and into other sites, late answers, wished mails, and how returned mails were matched.

Revision ID: field_ways_back
Revises: personas_life
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "field_ways_back"
down_revision = "api_tokens"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON(none_as_null=True).with_variant(
    postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
)
RECEIPT_BEFORE = "SHA-256 of the receipt code; NULL: not completed by the person."
RECEIPT_NOW = "SHA-256 of the receipt code; NULL: none was given."


def upgrade() -> None:
    op.create_table(
        "return_link",
        sa.Column("response_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False, comment="SHA-256, hexadecimal."),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["response.id"],
            name=op.f("fk_return_link_response_id_response"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("response_id", name=op.f("pk_return_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_return_link_token_hash")),
    )
    op.create_table(
        "wished_mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "response_id",
            sa.Integer(),
            nullable=False,
            comment="Never an anonymous one: its mail goes out at once and is noted nowhere.",
        ),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column(
            "address",
            sa.Text(),
            nullable=False,
            comment="Goes with the row, when the mail is out.",
        ),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column(
            "not_before",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="Earliest next attempt.",
        ),
        sa.Column(
            "tried_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When the last attempt began; NULL: none yet.",
        ),
        sa.CheckConstraint("kind IN ('copy', 'return')", name=op.f("ck_wished_mail_kind")),
        sa.CheckConstraint("status IN ('queued', 'sending')", name=op.f("ck_wished_mail_status")),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["response.id"],
            name=op.f("fk_wished_mail_response_id_response"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wished_mail")),
    )
    op.create_index(op.f("ix_wished_mail_response_id"), "wished_mail", ["response_id"])
    op.create_index("ix_wished_mail_due", "wished_mail", ["status", "not_before"])
    # New columns that need no new table, so that triggers and rows stay where they are.
    op.add_column(
        "open_link",
        sa.Column(
            "embed_sites",
            DOCUMENT,
            server_default="[]",
            nullable=False,
            comment="Origins that may show the survey in a frame; empty: none.",
        ),
    )
    op.add_column(
        "response",
        sa.Column(
            "copy_trouble",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="Why the copy did not go out; empty: nothing.",
        ),
    )
    op.add_column(
        "response",
        sa.Column(
            "section",
            sa.Text(),
            server_default="",
            nullable=False,
            comment="Key of the one before the person, to go on with; empty: none, or the summary.",
        ),
    )
    op.add_column(
        "response",
        sa.Column(
            "turned_away_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When so many of its group had answered already; NULL: there was room.",
        ),
    )
    op.add_column(
        "returned_mail",
        sa.Column(
            "matched_by",
            sa.Text(),
            server_default="proof",
            nullable=False,
            comment="proof: a secret of our mail; address: only whom it names; decided; or nothing.",
        ),
    )
    _say_of_receipts(RECEIPT_NOW, RECEIPT_BEFORE)


def downgrade() -> None:
    _say_of_receipts(RECEIPT_BEFORE, RECEIPT_NOW)
    op.drop_column("returned_mail", "matched_by")
    op.drop_column("response", "turned_away_at")
    op.drop_column("response", "section")
    op.drop_column("response", "copy_trouble")
    op.drop_column("open_link", "embed_sites")
    op.drop_index("ix_wished_mail_due", table_name="wished_mail")
    op.drop_index(op.f("ix_wished_mail_response_id"), table_name="wished_mail")
    op.drop_table("wished_mail")
    op.drop_table("return_link")


def _say_of_receipts(comment: str, before: str) -> None:
    if op.get_bind().dialect.name != "sqlite":  # it keeps no comments
        op.alter_column("response", "receipt_hash", comment=comment, existing_comment=before)
