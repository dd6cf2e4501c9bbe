"""contacts: own attributes, tags, consent, imports, saved filters, public sources

Revision: customers_contacts, after 0001.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "customers_contacts"
down_revision = "responses_watching"
branch_labels = None
depends_on = None


DOCUMENT = sa.JSON(none_as_null=True).with_variant(
    postgresql.JSONB(none_as_null=True), "postgresql"
)


def upgrade() -> None:
    op.create_table(
        "attribute",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False, comment="contact or company."),
        sa.Column("name", sa.Text(), nullable=False, comment="Also the key in `attributes`."),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("choices", DOCUMENT, nullable=False, comment="Of kind choice."),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('text', 'number', 'choice', 'date')", name=op.f("ck_attribute_kind")
        ),
        sa.CheckConstraint("owner IN ('contact', 'company')", name=op.f("ck_attribute_owner")),
        sa.ForeignKeyConstraint(
            ["study_id"], ["study.id"], name=op.f("fk_attribute_study_id_study"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attribute")),
        sa.UniqueConstraint(
            "study_id", "owner", "name", name=op.f("uq_attribute_study_id_owner_name")
        ),
    )
    op.create_table(
        "contact_filter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("wanted", DOCUMENT, nullable=False, comment="As `filters.Filter` reads it."),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id"],
            ["study.id"],
            name=op.f("fk_contact_filter_study_id_study"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_filter")),
        sa.UniqueConstraint("study_id", "name", name=op.f("uq_contact_filter_study_id_name")),
    )
    op.create_table(
        "contact_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True, comment="NULL: the user is gone."),
        sa.Column("source", sa.Text(), nullable=False, comment="Name of the file; empty: pasted."),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("n_added", sa.Integer(), nullable=False),
        sa.Column("n_changed", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "undone_at", sa.DateTime(timezone=True), nullable=True, comment="NULL: it stands."
        ),
        sa.CheckConstraint(
            "rule IN ('keep', 'fill', 'overwrite')", name=op.f("ck_contact_import_rule")
        ),
        sa.ForeignKeyConstraint(
            ["study_id"],
            ["study.id"],
            name=op.f("fk_contact_import_study_id_study"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
            name=op.f("fk_contact_import_user_id_user"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_import")),
    )
    op.create_index(
        op.f("ix_contact_import_study_id"), "contact_import", ["study_id"], unique=False
    )
    op.create_table(
        "contact_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column(
            "before",
            DOCUMENT,
            nullable=True,
            comment="What the changed fields were; NULL: the contact was added.",
        ),
        sa.Column(
            "revision",
            sa.Integer(),
            nullable=False,
            comment="The contact's afterwards; another now: touched.",
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
            name=op.f("fk_contact_change_contact_id_contact"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["contact_import.id"],
            name=op.f("fk_contact_change_import_id_contact_import"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_change")),
    )
    op.create_index(
        op.f("ix_contact_change_contact_id"), "contact_change", ["contact_id"], unique=False
    )
    op.create_index(
        op.f("ix_contact_change_import_id"), "contact_change", ["import_id"], unique=False
    )
    op.create_table(
        "contact_tag",
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
            name=op.f("fk_contact_tag_contact_id_contact"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("contact_id", "name", name=op.f("pk_contact_tag")),
    )
    op.create_index(op.f("ix_contact_tag_name"), "contact_tag", ["name"], unique=False)
    op.create_table(
        "public_source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False, comment="Row of the dossier; may be ''."),
        sa.Column("text", sa.Text(), nullable=False, comment="What it says, in a sentence."),
        sa.Column("url", sa.Text(), nullable=False, comment="Where; empty: not on the web."),
        sa.Column("seen_on", sa.Date(), nullable=False, comment="The day somebody read it there."),
        sa.Column("user_id", sa.Integer(), nullable=True, comment="NULL: the user is gone."),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
            name=op.f("fk_public_source_contact_id_contact"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
            name=op.f("fk_public_source_user_id_user"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_source")),
    )
    op.create_index(
        op.f("ix_public_source_contact_id"), "public_source", ["contact_id"], unique=False
    )
    op.add_column(
        "contact",
        sa.Column(
            "consent",
            sa.Text(),
            nullable=False,
            server_default=sa.text("'unknown'"),
            comment="To be written to and called: unknown, given or refused.",
        ),
    )
    op.add_column(
        "contact",
        sa.Column(
            "consent_source",
            sa.Text(),
            nullable=False,
            server_default=sa.text("''"),
            comment="Where and how they said so, such as 'trade fair, on paper'.",
        ),
    )
    op.add_column(
        "contact",
        sa.Column("consent_on", sa.Date(), nullable=True, comment="NULL: the day is not known."),
    )
    op.add_column(
        "contact",
        sa.Column(
            "revision",
            sa.Integer(),
            nullable=False,
            server_default=sa.text("'0'"),
            comment="Counts changes; an import's undo.",
        ),
    )
    op.add_column(
        "contact",
        sa.Column(
            "sort_key",
            sa.Text(),
            nullable=False,
            server_default=sa.text("''"),
            comment="Name or address, folded.",
        ),
    )
    op.add_column(
        "contact",
        sa.Column(
            "search_text",
            sa.Text(),
            nullable=False,
            server_default=sa.text("''"),
            comment="All that search looks in.",
        ),
    )
    op.add_column(
        "contact",
        sa.Column("email_key", sa.Text(), nullable=True, comment="Address, folded; NULL: none."),
    )
    op.add_column(
        "contact",
        sa.Column("phone_key", sa.Text(), nullable=True, comment="Digits; NULL: no phone."),
    )
    op.create_index("ix_contact_address", "contact", ["study_id", "email_key"], unique=False)
    op.create_index("ix_contact_order", "contact", ["study_id", "sort_key", "id"], unique=False)
    op.create_index("ix_contact_phone", "contact", ["study_id", "phone_key"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_contact_phone", table_name="contact")
    op.drop_index("ix_contact_order", table_name="contact")
    op.drop_index("ix_contact_address", table_name="contact")
    op.drop_column("contact", "phone_key")
    op.drop_column("contact", "email_key")
    op.drop_column("contact", "search_text")
    op.drop_column("contact", "sort_key")
    op.drop_column("contact", "revision")
    op.drop_column("contact", "consent_on")
    op.drop_column("contact", "consent_source")
    op.drop_column("contact", "consent")
    op.drop_index(op.f("ix_public_source_contact_id"), table_name="public_source")
    op.drop_table("public_source")
    op.drop_index(op.f("ix_contact_tag_name"), table_name="contact_tag")
    op.drop_table("contact_tag")
    op.drop_index(op.f("ix_contact_change_import_id"), table_name="contact_change")
    op.drop_index(op.f("ix_contact_change_contact_id"), table_name="contact_change")
    op.drop_table("contact_change")
    op.drop_index(op.f("ix_contact_import_study_id"), table_name="contact_import")
    op.drop_table("contact_import")
    op.drop_table("contact_filter")
    op.drop_table("attribute")
