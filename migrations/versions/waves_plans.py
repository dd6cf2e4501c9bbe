"""waves: reminders, schedule, returned mail, incentives

Revision: waves_plans, follows 0001.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "waves_plans"
down_revision = "privacy_erasure"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON(none_as_null=True).with_variant(
    postgresql.JSONB(none_as_null=True), "postgresql"
)
WAVE_STATES = ("draft", "sending", "sent", "paused", "closed")
MAIL_STATES = ("queued", "sending", "sent", "failed", "unknown", "suppressed")


def _one_of(names: tuple[str, ...]) -> str:
    return f"status IN ({', '.join(repr(name) for name in names)})"


def upgrade() -> None:
    with op.batch_alter_table("wave") as wave:
        wave.add_column(
            sa.Column(
                "from_owner",
                sa.Boolean(),
                nullable=False,
                server_default=sa.false(),
                comment="Whether the owner of a contact writes, where there is one.",
            )
        )
        wave.add_column(
            sa.Column(
                "incentive",
                sa.Text(),
                nullable=False,
                server_default="",
                comment="What is promised for an answer; empty: nothing.",
            )
        )
        wave.add_column(
            sa.Column(
                "starts_at",
                sa.DateTime(timezone=True),
                nullable=True,
                comment="NULL: as soon as it is sent.",
            )
        )
        wave.add_column(
            sa.Column(
                "time_zone",
                sa.Text(),
                nullable=False,
                server_default="UTC",
                comment="IANA name; hours, days and the cap are counted in it.",
            )
        )
        wave.add_column(
            sa.Column(
                "send_from",
                sa.Integer(),
                nullable=True,
                comment="Minutes after midnight from which mails may go out; NULL: at any hour.",
            )
        )
        wave.add_column(
            sa.Column(
                "send_until",
                sa.Integer(),
                nullable=True,
                comment="Minutes after midnight, exclusive; NULL: at any hour.",
            )
        )
        wave.add_column(
            sa.Column(
                "workdays_only",
                sa.Boolean(),
                nullable=False,
                server_default=sa.false(),
                comment="Monday to Friday.",
            )
        )
        wave.add_column(
            sa.Column(
                "daily_cap", sa.Integer(), nullable=True, comment="Mails a day; NULL: no cap."
            )
        )
        wave.add_column(
            sa.Column(
                "link_days",
                sa.Integer(),
                nullable=True,
                comment="How many days each link works; NULL: as long as the wave is open.",
            )
        )
        wave.add_column(
            sa.Column(
                "cancelled_at",
                sa.DateTime(timezone=True),
                nullable=True,
                comment="When the mails still to come were called off; NULL: never.",
            )
        )
        wave.drop_constraint(op.f("ck_wave_status"), type_="check")
        wave.create_check_constraint(op.f("ck_wave_status"), _one_of((*WAVE_STATES, "scheduled")))
        wave.create_check_constraint(
            op.f("ck_wave_hours"),
            "(send_from IS NULL) = (send_until IS NULL) AND (send_from IS NULL OR"
            " (0 <= send_from AND send_from < send_until AND send_until <= 1440))",
        )
        wave.create_check_constraint(op.f("ck_wave_daily_cap"), "daily_cap > 0")
        wave.create_check_constraint(op.f("ck_wave_link_days"), "link_days > 0")
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("wave_id", sa.Integer(), nullable=False),
        sa.Column(
            "number",
            sa.Integer(),
            nullable=False,
            comment="1 follows the invitation, 2 the first reminder.",
        ),
        sa.Column(
            "days", sa.Integer(), nullable=False, comment="After the mail before it went out."
        ),
        sa.Column(
            "unless_begun",
            sa.Boolean(),
            nullable=False,
            comment="Whether those who have begun are left in peace, too.",
        ),
        sa.Column("subject", DOCUMENT, nullable=False, comment="Text by language of the wave."),
        sa.Column("body", DOCUMENT, nullable=False, comment="Text by language of the wave."),
        sa.CheckConstraint("number > 0", name=op.f("ck_reminder_number")),
        sa.CheckConstraint("days > 0", name=op.f("ck_reminder_days")),
        sa.ForeignKeyConstraint(
            ["wave_id"], ["wave.id"], name=op.f("fk_reminder_wave_id_wave"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint("wave_id", "number", name=op.f("uq_reminder_wave_id_number")),
    )
    with op.batch_alter_table("mail") as mail:
        mail.add_column(
            sa.Column(
                "nth",
                sa.Integer(),
                nullable=False,
                server_default="0",
                comment="Number of the reminder whose text it carries; 0: the invitation's.",
            )
        )
        mail.add_column(
            sa.Column(
                "trouble",
                sa.Text(),
                nullable=False,
                server_default="",
                comment="Class of what went wrong last, as in labels.py; empty: nothing.",
            )
        )
        mail.drop_constraint(op.f("uq_mail_invitation_id_wave_id_kind"), type_="unique")
        mail.create_unique_constraint(
            op.f("uq_mail_invitation_id_wave_id_kind_nth"),
            ["invitation_id", "wave_id", "kind", "nth"],
        )
        mail.drop_constraint(op.f("ck_mail_status"), type_="check")
        mail.create_check_constraint(
            op.f("ck_mail_status"), _one_of((*MAIL_STATES, "bounced", "skipped"))
        )
        mail.create_index("ix_mail_wave_kind", ["wave_id", "kind", "status"])
        mail.create_index(op.f("ix_mail_message_id"), ["message_id"])
        mail.alter_column(
            "message_id",
            existing_type=sa.Text(),
            existing_nullable=True,
            comment="Of the last attempt, set before it; NULL: none yet.",
            existing_comment="Set before the first attempt.",
        )
        mail.alter_column(
            "error",
            existing_type=sa.Text(),
            existing_nullable=False,
            comment="The server's own last words.",
            existing_comment="The server's last refusal.",
        )
    op.create_table(
        "returned_mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "fingerprint",
            sa.Text(),
            nullable=False,
            comment="SHA-256 of the message: the same one twice counts once.",
        ),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column(
            "mail_id",
            sa.Integer(),
            nullable=True,
            comment="The mail that it answers; NULL: none of ours that we know.",
        ),
        sa.Column(
            "answer",
            sa.Text(),
            nullable=False,
            comment="The other server's own words, shortened; may be empty.",
        ),
        sa.Column("came_by", sa.Text(), nullable=False, comment="page, post or mailbox."),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('bounce', 'delay', 'complaint', 'unsubscribe', 'other')",
            name=op.f("ck_returned_mail_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["mail_id"], ["mail.id"], name=op.f("fk_returned_mail_mail_id_mail"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_returned_mail")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_returned_mail_fingerprint")),
    )
    op.create_index(op.f("ix_returned_mail_mail_id"), "returned_mail", ["mail_id"])
    op.create_table(
        "incentive",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False, comment="As promised, or as sent instead."),
        sa.Column("note", sa.Text(), nullable=False, comment="Voucher number and the like."),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "user_id", sa.Integer(), nullable=True, comment="Who sent it; NULL: user is gone."
        ),
        sa.ForeignKeyConstraint(
            ["invitation_id"],
            ["invitation.id"],
            name=op.f("fk_incentive_invitation_id_invitation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_incentive_user_id_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incentive")),
        sa.UniqueConstraint("invitation_id", name=op.f("uq_incentive_invitation_id")),
    )


def downgrade() -> None:
    op.drop_table("incentive")
    op.drop_table("returned_mail")
    with op.batch_alter_table("mail") as mail:
        mail.drop_index(op.f("ix_mail_message_id"))
        mail.drop_index("ix_mail_wave_kind")
        mail.drop_constraint(op.f("ck_mail_status"), type_="check")
        mail.create_check_constraint(op.f("ck_mail_status"), _one_of(MAIL_STATES))
        mail.drop_constraint(op.f("uq_mail_invitation_id_wave_id_kind_nth"), type_="unique")
        mail.create_unique_constraint(
            op.f("uq_mail_invitation_id_wave_id_kind"), ["invitation_id", "wave_id", "kind"]
        )
        mail.drop_column("trouble")
        mail.drop_column("nth")
    op.drop_table("reminder")
    with op.batch_alter_table("wave") as wave:
        for name in ("link_days", "daily_cap", "hours", "status"):
            wave.drop_constraint(op.f(f"ck_wave_{name}"), type_="check")
        wave.create_check_constraint(op.f("ck_wave_status"), _one_of(WAVE_STATES))
        for name in (
            "cancelled_at",
            "link_days",
            "daily_cap",
            "workdays_only",
            "send_until",
            "send_from",
            "time_zone",
            "starts_at",
            "incentive",
            "from_owner",
        ):
            wave.drop_column(name)
