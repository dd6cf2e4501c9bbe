"""what is around a persona: share links, comments, pledges, links, boards, freshness

Revision: personas_life, after themes_review.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "personas_life"
down_revision = "themes_review"
branch_labels = None
depends_on = None

TABLES = ("board_entry", "persona_link", "persona_pledge", "persona_comment", "persona_share")


def _column(name: str, kind: sa.types.TypeEngine, comment: str | None = None) -> sa.Column:
    return sa.Column(name, kind, nullable=False, comment=comment)


def _maybe(name: str, kind: sa.types.TypeEngine, comment: str) -> sa.Column:
    return sa.Column(name, kind, nullable=True, comment=comment)


def _moment() -> sa.DateTime:
    return sa.DateTime(timezone=True)


def _follows(table: str, column: str, parent: str, ondelete: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{parent}")
    return sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=name, ondelete=ondelete)


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def upgrade() -> None:
    op.create_table(
        "persona_share",
        _column("id", sa.Integer()),
        _column("persona_id", sa.Integer()),
        _column("token_hash", sa.Text(), "SHA-256 of the token."),
        _column("label", sa.Text(), "For whom it was made."),
        _maybe("created_by_id", sa.Integer(), "NULL: the user is gone."),
        _column("created_at", _moment()),
        _maybe("revoked_at", _moment(), "NULL: the link works."),
        _follows("persona_share", "persona_id", "persona", "CASCADE"),
        _follows("persona_share", "created_by_id", "user", "SET NULL"),
        _key("persona_share", "id"),
        sa.UniqueConstraint("token_hash", name=op.f("uq_persona_share_token_hash")),
    )
    op.create_index(op.f("ix_persona_share_persona_id"), "persona_share", ["persona_id"])
    op.create_table(
        "persona_comment",
        _column("id", sa.Integer()),
        _column("persona_id", sa.Integer()),
        _maybe("statement_id", sa.Integer(), "NULL: about the whole, or the line is gone."),
        _column("line", sa.Text(), "The line's words at the time."),
        _maybe("user_id", sa.Integer(), "NULL: the user is gone."),
        _column("text", sa.Text()),
        _column("created_at", _moment()),
        _maybe("settled_at", _moment(), "NULL: open."),
        _follows("persona_comment", "persona_id", "persona", "CASCADE"),
        _follows("persona_comment", "statement_id", "statement", "SET NULL"),
        _follows("persona_comment", "user_id", "user", "SET NULL"),
        _key("persona_comment", "id"),
    )
    op.create_index(op.f("ix_persona_comment_persona_id"), "persona_comment", ["persona_id"])
    op.create_index(op.f("ix_persona_comment_statement_id"), "persona_comment", ["statement_id"])
    op.create_table(
        "persona_pledge",
        _column("id", sa.Integer()),
        _column("persona_id", sa.Integer()),
        _maybe("user_id", sa.Integer(), "NULL: the user is gone."),
        _column("who", sa.Text(), "Person or team that does it."),
        _column("area", sa.Text()),
        _column("text", sa.Text()),
        _maybe("due_on", sa.Date(), "NULL: no day was named."),
        _maybe("done_at", _moment(), "NULL: still to be done."),
        _column("created_at", _moment()),
        sa.CheckConstraint(
            "area IN ('script', 'price', 'product', 'process', 'content', 'other')",
            name=op.f("ck_persona_pledge_area"),
        ),
        _follows("persona_pledge", "persona_id", "persona", "CASCADE"),
        _follows("persona_pledge", "user_id", "user", "SET NULL"),
        _key("persona_pledge", "id"),
    )
    op.create_index(op.f("ix_persona_pledge_persona_id"), "persona_pledge", ["persona_id"])
    op.create_table(
        "persona_link",
        _column("persona_id", sa.Integer()),
        _column("other_id", sa.Integer()),
        _column("relation", sa.Text()),
        sa.CheckConstraint(
            "relation IN ('part_of', 'works_with', 'unlike')",
            name=op.f("ck_persona_link_relation"),
        ),
        sa.CheckConstraint("persona_id <> other_id", name=op.f("ck_persona_link_two")),
        _follows("persona_link", "persona_id", "persona", "CASCADE"),
        _follows("persona_link", "other_id", "persona", "CASCADE"),
        _key("persona_link", "persona_id", "other_id"),
    )
    op.create_index(op.f("ix_persona_link_other_id"), "persona_link", ["other_id"])
    op.create_table(
        "board_entry",
        _column("id", sa.Integer()),
        _column("persona_id", sa.Integer()),
        _column("board", sa.Text(), "Key of a board."),
        _column("cell", sa.Text(), "Key of a cell; empty: taken off the board."),
        _maybe(
            "line_key", sa.Text(), "Which line (`synthesis.line_key`); NULL: a note by the team."
        ),
        _column("text", sa.Text(), "The team's note."),
        _maybe("user_id", sa.Integer(), "NULL: the user is gone."),
        _column("created_at", _moment()),
        sa.CheckConstraint(
            "line_key IS NOT NULL OR text <> ''", name=op.f("ck_board_entry_says_something")
        ),
        _follows("board_entry", "persona_id", "persona", "CASCADE"),
        _follows("board_entry", "user_id", "user", "SET NULL"),
        _key("board_entry", "id"),
        sa.UniqueConstraint(
            "persona_id", "board", "line_key", name=op.f("uq_board_entry_persona_id_board_line_key")
        ),
    )
    # Added without rebuilding the table, which would drop its triggers.
    op.add_column(
        "persona",
        _maybe(
            "confirmed_at",
            _moment(),
            "Somebody read it again and found it true; NULL: not since it was published.",
        ),
    )


def downgrade() -> None:
    op.drop_column("persona", "confirmed_at")
    for table in TABLES:
        op.drop_table(table)
