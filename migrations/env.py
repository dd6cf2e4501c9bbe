"""Alembic's environment: run inside the app, on the app's engine."""

from __future__ import annotations

from alembic import context
from flask import current_app

config = context.config


def run_migrations() -> None:
    database = current_app.extensions["migrate"].db
    with database.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            render_as_batch=True,
            compare_type=True,
            compare_server_default=True,
        )
        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    raise SystemExit("Migrations run against a database: set PORTRAIT_DATABASE_URL and go online.")
run_migrations()
