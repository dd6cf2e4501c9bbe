"""What watching the answers needs: seconds by page, edits kept, words to search by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "responses_watching"
down_revision = "0001"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON(none_as_null=True).with_variant(
    postgresql.JSONB(none_as_null=True), "postgresql"
)

# On SQLite an index beside the table, which triggers keep; on PostgreSQL an index of the table.
SQLITE = (
    "CREATE VIRTUAL TABLE passage_fts USING fts5("
    "words, content='passage_words', content_rowid='passage_id', tokenize='unicode61')",
    """CREATE TRIGGER passage_words_added AFTER INSERT ON passage_words BEGIN
      INSERT INTO passage_fts (rowid, words) VALUES (NEW.passage_id, NEW.words); END""",
    """CREATE TRIGGER passage_words_gone AFTER DELETE ON passage_words BEGIN
      INSERT INTO passage_fts (passage_fts, rowid, words)
      VALUES ('delete', OLD.passage_id, OLD.words); END""",
)


def upgrade() -> None:
    op.create_table(
        "answer_edit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("question_key", sa.Text(), nullable=False),
        sa.Column(
            "before",
            DOCUMENT,
            nullable=False,
            comment="{'answer': …}, as it was stored.",
        ),
        sa.Column(
            "at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="When it was replaced.",
        ),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["response.id"],
            name=op.f("fk_answer_edit_response_id_response"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_edit")),
    )
    op.create_index(op.f("ix_answer_edit_response_id"), "answer_edit", ["response_id"])
    op.create_table(
        "passage_words",
        sa.Column("passage_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("study_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["passage_id"],
            ["passage.id"],
            name=op.f("fk_passage_words_passage_id_passage"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["study_id"],
            ["study.id"],
            name=op.f("fk_passage_words_study_id_study"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("passage_id", name=op.f("pk_passage_words")),
    )
    op.create_index(op.f("ix_passage_words_study_id"), "passage_words", ["study_id"])
    op.add_column(
        "response",
        sa.Column(
            "page_seconds",
            DOCUMENT,
            nullable=False,
            server_default="{}",
            comment="Seconds spent by section key, pauses left out.",
        ),
    )
    op.create_index("ix_response_study", "response", ["study_id", "id"])
    op.add_column(
        "passage",
        sa.Column(
            "indexed",
            sa.Boolean(),
            nullable=False,
            server_default=sa.false(),
            comment="The search index has this very text.",
        ),
    )
    op.create_index(
        "ix_passage_unindexed",
        "passage",
        ["id"],
        sqlite_where=sa.text("NOT indexed"),
        postgresql_where=sa.text("NOT indexed"),
    )
    if op.get_bind().dialect.name == "sqlite":
        for statement in SQLITE:
            op.execute(statement)
    else:
        op.execute(
            "CREATE INDEX ix_passage_words_search ON passage_words "
            "USING gin (to_tsvector('simple', words))"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER passage_words_added")
        op.execute("DROP TRIGGER passage_words_gone")
        op.execute("DROP TABLE passage_fts")
    op.drop_table("passage_words")
    op.drop_table("answer_edit")
    op.drop_index("ix_passage_unindexed", table_name="passage")
    op.drop_index("ix_response_study", table_name="response")
    op.drop_column("passage", "indexed")
    op.drop_column("response", "page_seconds")
