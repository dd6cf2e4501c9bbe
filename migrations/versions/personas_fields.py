"""persona fields: a statement may name a source outside; two more ways in which personas belong

Revision: personas_fields, after inout_import_jobs.
"""

from __future__ import annotations

import runpy
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "personas_fields"
down_revision = "inout_import_jobs"
branch_labels = None
depends_on = None

OLD_RELATIONS = "relation IN ('part_of', 'works_with', 'unlike')"
RELATIONS = "relation IN ('part_of', 'works_with', 'negative_of', 'variant_of', 'unlike')"

# The source of a published line is as fixed as its words.
SQLITE = """CREATE TRIGGER statement_pinned_update
        BEFORE UPDATE OF version_id, field, position, text, basis, n, asked, low, high, question_key, choice_code, differs, versus, our_answer, link ON statement
        WHEN (SELECT status FROM persona_version WHERE id = OLD.version_id) IN ('published', 'superseded') AND NOT (EXISTS (SELECT 1 FROM erasure e JOIN persona p ON p.study_id = e.study_id
          JOIN persona_version v ON v.persona_id = p.id
          WHERE e.finished_at IS NULL AND v.id = OLD.version_id)
          AND NEW.version_id IS NOT DISTINCT FROM OLD.version_id AND NEW.field IS NOT DISTINCT FROM OLD.field AND NEW.position IS NOT DISTINCT FROM OLD.position AND NEW.basis IS NOT DISTINCT FROM OLD.basis AND NEW.n IS NOT DISTINCT FROM OLD.n AND NEW.asked IS NOT DISTINCT FROM OLD.asked AND NEW.low IS NOT DISTINCT FROM OLD.low AND NEW.high IS NOT DISTINCT FROM OLD.high AND NEW.question_key IS NOT DISTINCT FROM OLD.question_key AND NEW.choice_code IS NOT DISTINCT FROM OLD.choice_code AND NEW.differs IS NOT DISTINCT FROM OLD.differs AND NEW.versus IS NOT DISTINCT FROM OLD.versus AND NEW.link IS NOT DISTINCT FROM OLD.link)
        BEGIN SELECT RAISE(ABORT, 'a published persona version cannot change'); END"""
FUNCTION = """CREATE FUNCTION statement_pinned() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE changed integer;
        BEGIN
          IF TG_OP = 'INSERT' THEN changed := NEW.version_id;
          ELSE changed := OLD.version_id; END IF;
          IF (SELECT status FROM persona_version WHERE id = changed) IN ('published', 'superseded') THEN
            IF TG_OP <> 'UPDATE' THEN
              RAISE EXCEPTION 'a published persona version cannot change';
            ELSIF NOT (EXISTS (SELECT 1 FROM erasure e JOIN persona p ON p.study_id = e.study_id
          JOIN persona_version v ON v.persona_id = p.id
          WHERE e.finished_at IS NULL AND v.id = OLD.version_id)
          AND NEW.version_id IS NOT DISTINCT FROM OLD.version_id AND NEW.field IS NOT DISTINCT FROM OLD.field AND NEW.position IS NOT DISTINCT FROM OLD.position AND NEW.basis IS NOT DISTINCT FROM OLD.basis AND NEW.n IS NOT DISTINCT FROM OLD.n AND NEW.asked IS NOT DISTINCT FROM OLD.asked AND NEW.low IS NOT DISTINCT FROM OLD.low AND NEW.high IS NOT DISTINCT FROM OLD.high AND NEW.question_key IS NOT DISTINCT FROM OLD.question_key AND NEW.choice_code IS NOT DISTINCT FROM OLD.choice_code AND NEW.differs IS NOT DISTINCT FROM OLD.differs AND NEW.versus IS NOT DISTINCT FROM OLD.versus AND NEW.link IS NOT DISTINCT FROM OLD.link) THEN
              RAISE EXCEPTION 'a published persona version cannot change';
            END IF;
          END IF;
          IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
          RETURN NEW;
        END $$"""
TRIGGER = """CREATE TRIGGER statement_pinned BEFORE INSERT OR DELETE OR
        UPDATE OF version_id, field, position, text, basis, n, asked, low, high, question_key, choice_code, differs, versus, our_answer, link ON statement
        FOR EACH ROW EXECUTE FUNCTION statement_pinned()"""


def upgrade() -> None:
    # Added without rebuilding the table, which would drop its triggers.
    op.add_column(
        "statement",
        sa.Column(
            "link",
            sa.Text(),
            nullable=False,
            server_default="",
            comment="A source outside of the answers; empty: none.",
        ),
    )
    _relations(RELATIONS)
    _pin(SQLITE, FUNCTION, TRIGGER)


def downgrade() -> None:
    first = runpy.run_path(str(Path(__file__).with_name("0001_first_tables.py")))["FROZEN"]
    before = runpy.run_path(str(Path(__file__).with_name("privacy_erasure.py")))["FROZEN"]
    _pin(
        _named(before["sqlite"], "TRIGGER statement_pinned_update"),
        _named(before["postgresql"], "FUNCTION statement_pinned"),
        _named(first["postgresql"], "TRIGGER statement_pinned "),
    )
    op.execute("DELETE FROM persona_link WHERE relation IN ('negative_of', 'variant_of')")
    _relations(OLD_RELATIONS)
    op.drop_column("statement", "link")


def _relations(allowed: str) -> None:
    with op.batch_alter_table("persona_link") as table:
        table.drop_constraint(op.f("ck_persona_link_relation"), type_="check")
        table.create_check_constraint(op.f("ck_persona_link_relation"), allowed)


def _named(statements: tuple[str, ...], words: str) -> str:
    return next(one for one in statements if words in one)


def _pin(sqlite: str, function: str, trigger: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(sa.text("DROP TRIGGER IF EXISTS statement_pinned_update"))
        op.execute(sa.text(sqlite))
        return
    op.execute(sa.text(function.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")))
    op.execute(sa.text("DROP TRIGGER IF EXISTS statement_pinned ON statement"))
    op.execute(sa.text(trigger))
