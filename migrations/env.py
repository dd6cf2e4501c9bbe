"""Alembic's environment: run inside the app, on the app's engine."""

from __future__ import annotations

from alembic import context
from flask import current_app
from sqlalchemy import Connection

config = context.config


def run_migrations() -> None:
    database = current_app.extensions["migrate"].db
    with database.engine.connect() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        if is_sqlite:
            _follow_foreign_keys(connection, follow=False)
        try:
            context.configure(
                connection=connection,
                target_metadata=database.metadata,
                render_as_batch=True,
                compare_type=True,
                compare_server_default=True,
                transactional_ddl=True,  # SQLite can: a migration that fails leaves no half behind
            )
            with context.begin_transaction():
                context.run_migrations()
                if is_sqlite:
                    _no_row_without_its_parent(connection)
        finally:
            if is_sqlite:
                _follow_foreign_keys(connection, follow=True)


def _follow_foreign_keys(connection: Connection, *, follow: bool) -> None:
    """SQLite changes a table by dropping the old one, which would delete the rows below it.

    The pragma does nothing inside a transaction, so it goes to the driver, before the first BEGIN.
    """
    raw = connection.connection.dbapi_connection
    assert raw is not None
    cursor = raw.cursor()
    cursor.execute(f"PRAGMA foreign_keys = {'ON' if follow else 'OFF'}")
    cursor.close()


def _no_row_without_its_parent(connection: Connection) -> None:
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if orphans:
        tables = ", ".join(sorted({str(row[0]) for row in orphans}))
        raise RuntimeError(f"a migration left rows without their parents in: {tables}")


if context.is_offline_mode():
    raise SystemExit("Migrations run against a database: set PORTRAIT_DATABASE_URL and go online.")
run_migrations()
