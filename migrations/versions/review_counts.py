"""themes: what stands in no theme is counted ahead; indexes that answer counts by themselves

Revision: review_counts, after personas_life.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "review_counts"
down_revision = "field_ways_back"
branch_labels = None
depends_on = None

SEEN = "IN ('suggested', 'accepted')"
OF_LINK = (
    "DELETE FROM theme_left_over WHERE study_id = "
    "(SELECT study_id FROM excerpt WHERE id = {row}.excerpt_id) "
    "AND kind = coalesce((SELECT kind FROM theme WHERE id = {row}.theme_id), kind)"
)
OF_EXCERPT = "DELETE FROM theme_left_over WHERE study_id = {row}.study_id"
OF_THEME = (
    "DELETE FROM theme_left_over WHERE study_id = NEW.study_id AND kind IN (OLD.kind, NEW.kind)"
)
MOVED = f"OLD.kind <> NEW.kind OR (OLD.status {SEEN}) <> (NEW.status {SEEN})"
# name: (what happens, on which table, what the trigger does, under which condition)
TRIGGERS = {
    "theme_left_joined": ("INSERT", "theme_excerpt", OF_LINK.format(row="NEW"), ""),
    "theme_left_left": ("DELETE", "theme_excerpt", OF_LINK.format(row="OLD"), ""),
    "theme_left_said": ("INSERT", "excerpt", OF_EXCERPT.format(row="NEW"), ""),
    "theme_left_unsaid": ("DELETE", "excerpt", OF_EXCERPT.format(row="OLD"), ""),
    "theme_left_labelled": ("UPDATE OF labels", "excerpt", OF_EXCERPT.format(row="NEW"), ""),
    "theme_left_moved": ("UPDATE OF status, kind", "theme", OF_THEME, MOVED),
}


def upgrade() -> None:
    op.create_table(
        "theme_left_over",
        sa.Column("study_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["study_id"],
            ["study.id"],
            name=op.f("fk_theme_left_over_study_id_study"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("study_id", "kind", name=op.f("pk_theme_left_over")),
    )
    op.drop_index("ix_passage_study", "passage")
    op.create_index("ix_passage_study", "passage", ["study_id", "by_interviewer"])
    op.create_index(
        "ix_response_trial",
        "response",
        ["study_id"],
        sqlite_where=sa.text("trial = 1"),
        postgresql_where=sa.text("trial"),
    )
    for name, (what, table, statement, condition) in TRIGGERS.items():
        if op.get_bind().dialect.name == "sqlite":
            when = f" WHEN {condition}" if condition else ""
            op.execute(
                sa.text(
                    f"CREATE TRIGGER {name} AFTER {what} ON {table}{when} BEGIN {statement}; END"
                )
            )
        else:
            when = f" WHEN ({condition})" if condition else ""
            op.execute(
                sa.text(
                    f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
                    f"$$ BEGIN {statement}; RETURN NULL; END $$"
                )
            )
            op.execute(
                sa.text(
                    f"CREATE TRIGGER {name} AFTER {what} ON {table} FOR EACH ROW{when} "
                    f"EXECUTE FUNCTION {name}()"
                )
            )


def downgrade() -> None:
    for name, (_what, table, _statement, _condition) in TRIGGERS.items():
        if op.get_bind().dialect.name == "sqlite":
            op.execute(sa.text(f"DROP TRIGGER IF EXISTS {name}"))
        else:
            op.execute(sa.text(f"DROP TRIGGER IF EXISTS {name} ON {table}"))
            op.execute(sa.text(f"DROP FUNCTION IF EXISTS {name}()"))
    op.drop_index("ix_response_trial", "response")
    op.drop_index("ix_passage_study", "passage")
    op.create_index("ix_passage_study", "passage", ["study_id"])
    op.drop_table("theme_left_over")
