"""what decisions taught belongs to the workspace; a study may read as shipped

Revision: signals_workspace_model, after personas_life.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "signals_workspace_model"
down_revision = "personas_fields"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON(none_as_null=True).with_variant(
    postgresql.JSONB(none_as_null=True), "postgresql"
)
COLUMNS = "weights, kinds, n_decisions, made_at"


def upgrade() -> None:
    # built anew: the owner changes, and of several studies' models the latest is kept
    op.execute("ALTER TABLE learnt_model RENAME TO learnt_model_of_study")
    _learnt_model("workspace", drop_names_of="learnt_model_of_study")
    op.execute(
        f"INSERT INTO learnt_model (workspace_id, {COLUMNS}) "
        f"SELECT workspace_id, {COLUMNS} FROM ("
        f"SELECT s.workspace_id, m.{COLUMNS.replace(', ', ', m.')}, row_number() OVER "
        "(PARTITION BY s.workspace_id ORDER BY m.made_at DESC, m.id DESC) AS place "
        "FROM learnt_model_of_study m JOIN study s ON s.id = m.study_id) AS ranked WHERE place = 1"
    )
    op.drop_table("learnt_model_of_study")
    op.create_table(
        "shipped_reading",
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id"],
            ["study.id"],
            name=op.f("fk_shipped_reading_study_id_study"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("study_id", name=op.f("pk_shipped_reading")),
    )


def downgrade() -> None:
    op.drop_table("shipped_reading")
    op.execute("ALTER TABLE learnt_model RENAME TO learnt_model_of_workspace")
    _learnt_model("study", drop_names_of="learnt_model_of_workspace")
    op.execute(
        f"INSERT INTO learnt_model (study_id, {COLUMNS}) "
        f"SELECT s.id, m.{COLUMNS.replace(', ', ', m.')} "
        "FROM learnt_model_of_workspace m JOIN study s ON s.workspace_id = m.workspace_id"
    )
    op.drop_table("learnt_model_of_workspace")


def _learnt_model(owner: str, *, drop_names_of: str) -> None:
    """Create the table for an owner; PostgreSQL wants the names of the old one's constraints."""
    if op.get_bind().dialect.name == "postgresql":
        other = "study" if owner == "workspace" else "workspace"
        for name in (
            "pk_learnt_model",
            f"uq_learnt_model_{other}_id",
            f"fk_learnt_model_{other}_id_{other}",
        ):
            op.execute(f"ALTER TABLE {drop_names_of} RENAME CONSTRAINT {name} TO old_{name}")
        op.execute("ALTER SEQUENCE learnt_model_id_seq RENAME TO old_learnt_model_id_seq")
    op.create_table(
        "learnt_model",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(f"{owner}_id", sa.Integer(), nullable=False),
        sa.Column(
            "weights",
            DOCUMENT,
            nullable=False,
            comment="As nlp.model reads them; empty: the shipped ones are used.",
        ),
        sa.Column(
            "kinds",
            DOCUMENT,
            nullable=False,
            comment="Kind to its cross-validated figures, before and after.",
        ),
        sa.Column("n_decisions", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            [f"{owner}_id"],
            [f"{owner}.id"],
            name=op.f(f"fk_learnt_model_{owner}_id_{owner}"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learnt_model")),
        sa.UniqueConstraint(f"{owner}_id", name=op.f(f"uq_learnt_model_{owner}_id")),
    )
