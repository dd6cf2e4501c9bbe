"""what reviewers add to themes: answers, rubrics, remarks; and counts made ahead

Revision: themes_review, after nlp_learnt_model.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "themes_review"
down_revision = "imports_answers"
branch_labels = None
depends_on = None

GONE = "DELETE FROM theme_tally WHERE theme_id = {}.theme_id"
GONE_OF_STUDY = (
    "DELETE FROM theme_tally WHERE theme_id IN (SELECT id FROM theme WHERE study_id = OLD.study_id)"
)
# name: (what happens, on which table, what the trigger does)
TRIGGERS = {
    "theme_tally_joined": ("INSERT", "theme_excerpt", GONE.format("NEW")),
    "theme_tally_left": ("DELETE", "theme_excerpt", GONE.format("OLD")),
    "theme_tally_contact": ("DELETE", "contact", GONE_OF_STUDY),
}


def upgrade() -> None:
    for name, comment in (
        ("our_answer", "What the team says to it; written by a person."),
        ("rubric", "Under which heading content is made of it; '': not planned."),
    ):
        op.add_column(
            "theme",
            sa.Column(name, sa.Text(), nullable=False, server_default="", comment=comment),
        )
    op.add_column(
        "theme",
        sa.Column(
            "objection_type",
            sa.Text(),
            nullable=True,
            comment="A person's choice, price, trust …; NULL: what its quotes say most often.",
        ),
    )
    op.create_table(
        "theme_tally",
        sa.Column("theme_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "run_id",
            sa.Integer(),
            nullable=True,
            comment="Whose list of people asked was used; another run now: the tally is too old.",
        ),
        sa.Column("n_voices", sa.Integer(), nullable=False, comment="Everybody who says it."),
        sa.Column(
            "n",
            sa.Integer(),
            nullable=False,
            comment="Those among them who were asked for its kind.",
        ),
        sa.Column("n_excerpts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["theme_id"],
            ["theme.id"],
            name=op.f("fk_theme_tally_theme_id_theme"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("theme_id", name=op.f("pk_theme_tally")),
    )
    op.create_table(
        "theme_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.Column("excerpt_id", sa.Integer(), nullable=True, comment="NULL: on the theme."),
        sa.Column("user_id", sa.Integer(), nullable=True, comment="NULL: the user is gone."),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "removed_at", sa.DateTime(timezone=True), nullable=True, comment="NULL: it stands."
        ),
        sa.ForeignKeyConstraint(
            ["theme_id"],
            ["theme.id"],
            name=op.f("fk_theme_comment_theme_id_theme"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["excerpt_id"],
            ["excerpt.id"],
            name=op.f("fk_theme_comment_excerpt_id_excerpt"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
            name=op.f("fk_theme_comment_user_id_user"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme_comment")),
    )
    op.create_index(op.f("ix_theme_comment_theme_id"), "theme_comment", ["theme_id"])
    op.create_index(op.f("ix_theme_comment_excerpt_id"), "theme_comment", ["excerpt_id"])
    for name, (what, table, statement) in TRIGGERS.items():
        if op.get_bind().dialect.name == "sqlite":
            op.execute(
                sa.text(f"CREATE TRIGGER {name} AFTER {what} ON {table} BEGIN {statement}; END")
            )
        else:
            op.execute(
                sa.text(
                    f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
                    f"$$ BEGIN {statement}; RETURN NULL; END $$"
                )
            )
            op.execute(
                sa.text(
                    f"CREATE TRIGGER {name} AFTER {what} ON {table} "
                    f"FOR EACH ROW EXECUTE FUNCTION {name}()"
                )
            )


def downgrade() -> None:
    for name, (_what, table, _statement) in TRIGGERS.items():
        if op.get_bind().dialect.name == "sqlite":
            op.execute(sa.text(f"DROP TRIGGER IF EXISTS {name}"))
        else:
            op.execute(sa.text(f"DROP TRIGGER IF EXISTS {name} ON {table}"))
            op.execute(sa.text(f"DROP FUNCTION IF EXISTS {name}()"))
    op.drop_table("theme_comment")
    op.drop_table("theme_tally")
    for name in ("objection_type", "rubric", "our_answer"):
        op.drop_column("theme", name)
