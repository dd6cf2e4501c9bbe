"""Open links, receipt codes and copies by mail.

Revision ID: collect_open_links
Revises: responses_watching
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "collect_open_links"
down_revision = "waves_plans"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON(none_as_null=True).with_variant(
    postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), "postgresql"
)


def upgrade() -> None:
    op.create_table(
        "open_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False, comment="In the address; no secret."),
        sa.Column("title", sa.Text(), nullable=False, comment="For staff: where it is put up."),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column(
            "anonymous",
            sa.Boolean(),
            nullable=False,
            comment="Its responses know a day and nothing about the person.",
        ),
        sa.Column(
            "kiosk",
            sa.Boolean(),
            nullable=False,
            comment="One device for many people: it starts clean by itself.",
        ),
        sa.Column(
            "max_responses",
            sa.Integer(),
            nullable=True,
            comment="Completed ones; NULL: no limit.",
        ),
        sa.Column(
            "quota_question",
            sa.Text(),
            nullable=True,
            comment="Key of a single choice; NULL: no choice is limited.",
        ),
        sa.Column(
            "quotas",
            DOCUMENT,
            nullable=False,
            comment="Code of a choice: the most completed responses with it.",
        ),
        sa.Column(
            "closes_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="NULL: open until closed by hand.",
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "status IN ('open', 'paused', 'closed')", name=op.f("ck_open_link_status")
        ),
        sa.CheckConstraint("max_responses > 0", name=op.f("ck_open_link_max_responses")),
        sa.ForeignKeyConstraint(
            ["publication_id"],
            ["publication.id"],
            name=op.f("fk_open_link_publication_id_publication"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["study_id"],
            ["study.id"],
            name=op.f("fk_open_link_study_id_study"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_open_link")),
        sa.UniqueConstraint("code", name=op.f("uq_open_link_code")),
    )
    op.create_index(op.f("ix_open_link_study_id"), "open_link", ["study_id"])
    with op.batch_alter_table("response") as response:
        response.add_column(
            sa.Column(
                "open_link_id",
                sa.Integer(),
                nullable=True,
                comment="NULL: invited in person, or imported.",
            )
        )
        response.add_column(
            sa.Column(
                "receipt_hash",
                sa.Text(),
                nullable=True,
                comment="SHA-256 of the receipt code; NULL: not completed by the person.",
            )
        )
        response.add_column(
            sa.Column(
                "copy_asked_at",
                sa.DateTime(timezone=True),
                nullable=True,
                comment="When the person asked for a copy by mail; NULL: never. One goes out.",
            )
        )
        response.create_foreign_key(
            op.f("fk_response_open_link_id_open_link"),
            "open_link",
            ["open_link_id"],
            ["id"],
            ondelete="SET NULL",
        )
        response.create_unique_constraint(op.f("uq_response_receipt_hash"), ["receipt_hash"])
        response.create_index(op.f("ix_response_open_link_id"), ["open_link_id"])


def downgrade() -> None:
    with op.batch_alter_table("response") as response:
        response.drop_index(op.f("ix_response_open_link_id"))
        response.drop_constraint(op.f("uq_response_receipt_hash"), type_="unique")
        response.drop_constraint(op.f("fk_response_open_link_id_open_link"), type_="foreignkey")
        response.drop_column("copy_asked_at")
        response.drop_column("receipt_hash")
        response.drop_column("open_link_id")
    op.drop_index(op.f("ix_open_link_study_id"), table_name="open_link")
    op.drop_table("open_link")
