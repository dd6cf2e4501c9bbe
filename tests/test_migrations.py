"""Migrations give the models' schema, on an empty file and on both databases."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade
from sqlalchemy import DateTime, Engine, MetaData, Table, insert, inspect, select, text, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from survey_app.app import create_app
from survey_app.cli import migrate_to_head
from survey_app.config import Settings
from survey_app.db import Base, db, now
from survey_app.personas.models import Persona, PersonaVersion, Statement
from tests.builders import Cast


def _is_ours(name: str | None, _kind: str, _parents: object) -> bool:
    """Leave out what only SQL can describe: the search index of each database."""
    return not (name or "").startswith(("passage_fts", "ix_passage_words_search"))


def test_all_migrations_give_the_models_schema(app: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_name": _is_ours}
        )
        assert compare_metadata(context, Base.metadata) == []


def test_the_first_migration_can_be_taken_back(tmp_path: Path) -> None:
    app = create_app(Settings(instance=tmp_path, testing=True))
    with app.app_context():
        migrate_to_head(app)
        downgrade(revision="base")
        tables = set(inspect(db.engine).get_table_names())
        db.session.remove()
        db.engine.dispose()
    assert tables <= {"alembic_version"}


def test_a_filled_database_of_the_first_release_comes_up_to_date_without_loss(
    tmp_path: Path,
) -> None:
    """`golden/rows_0001.json` has rows of every table that stood at revision 0001."""
    golden = json.loads((Path(__file__).parent / "golden" / "rows_0001.json").read_text("utf-8"))
    app = create_app(Settings(instance=tmp_path, testing=True))
    with app.app_context():
        migrate_to_head(app, "0001")
        triggers = _names_of(db.engine, "trigger")
        with db.engine.begin() as connection:
            tables = MetaData()
            tables.reflect(connection)
            for table in tables.sorted_tables:
                rows = [_as_stored(table, row) for row in golden.get(table.name, ())]
                if table.name == "persona_version":  # its lines can only be written in a draft
                    rows = [row | {"status": "draft", "published_at": None} for row in rows]
                if rows:
                    connection.execute(insert(table), rows)
            versions = tables.tables["persona_version"]
            for row in golden["persona_version"]:
                fields = _as_stored(versions, row)
                connection.execute(
                    update(versions).where(versions.c.id == row["id"]).values(fields)
                )
            assert set(golden) == set(tables.tables) - {"alembic_version"}
        migrate_to_head(app)
        with db.engine.connect() as connection:
            today = MetaData()
            today.reflect(connection)
            for name, rows in golden.items():
                table = today.tables[name]
                kept = [column for column in table.columns if column.name in rows[0]]
                found = connection.execute(select(*kept).order_by(*table.primary_key)).mappings()
                before = [
                    {column.name: _as_stored(table, row)[column.name] for column in kept}
                    for row in rows
                ]
                assert [dict(row) for row in found] == before, name
                assert {column.name for column in kept} == set(rows[0]), name
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert triggers <= _names_of(db.engine, "trigger")
        db.session.remove()
        db.engine.dispose()


def _as_stored(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    return {
        key: datetime.fromisoformat(value)
        if value is not None and isinstance(table.c[key].type, DateTime)
        else value
        for key, value in row.items()
        if key in table.c
    }


def _names_of(engine: Engine, kind: str) -> set[str]:
    with engine.connect() as connection:
        rows = connection.execute(
            text("SELECT name FROM sqlite_master WHERE type = :kind"), {"kind": kind}
        )
        return set(rows.scalars())


def test_every_column_that_may_be_null_says_what_null_means() -> None:
    silent = [
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if column.nullable and not column.comment and not column.name.endswith("_at")
    ]
    assert silent == []


@pytest.fixture
def published(cast: Cast, session: Session) -> PersonaVersion:
    persona = Persona(study_id=cast.study.id)
    version = PersonaVersion(
        number=1,
        name="Grows by word of mouth",
        statements=[Statement(field="pains", text="Exports break", basis="assumed")],
    )
    persona.versions.append(version)
    session.add(persona)
    session.flush()
    version.status, version.published_at = "published", now()
    session.commit()
    return version


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE persona_version SET name = 'Another'",
        "UPDATE persona_version SET status = 'draft'",
        "UPDATE statement SET text = 'Another'",
        "DELETE FROM statement",
        "INSERT INTO statement (version_id, field, position, text, basis, our_answer)"
        " SELECT id, 'pains', 2, 'More', 'assumed', '' FROM persona_version",
    ],
)
def test_the_database_itself_refuses_to_change_a_published_version(
    published: PersonaVersion, session: Session, change: str
) -> None:
    with pytest.raises(DatabaseError, match="published persona version cannot change"):
        session.execute(text(change))
    session.rollback()
    session.refresh(published)
    assert published.name == "Grows by word of mouth"


def test_a_published_version_may_be_superseded_and_goes_with_its_study(
    published: PersonaVersion, cast: Cast, session: Session
) -> None:
    published.status = "superseded"
    session.commit()
    session.execute(text("DELETE FROM study WHERE id = :id"), {"id": cast.study.id})
    session.commit()
    assert session.query(PersonaVersion).count() == 0
