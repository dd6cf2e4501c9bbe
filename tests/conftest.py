"""Fixtures for all tests: an app on a fresh database, a client that checks each page, a cast."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.orm import Session

from survey_app.app import create_app
from survey_app.cli import migrate_to_head
from survey_app.config import Settings
from survey_app.db import db
from tests.browser import browse, chromium, live_server, served  # noqa: F401
from tests.builders import Cast, build_cast
from tests.pages import Pages


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that uses the database, so that the gate can run them on PostgreSQL too."""
    for item in items:
        if "migrated_app" in getattr(item, "fixturenames", ()):
            item.add_marker("database")


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(
        instance=tmp_path_factory.mktemp("instance"),
        database_url=_database_of_its_own(os.environ.get("PORTRAIT_TEST_DATABASE_URL", "")),
        base_url="http://portrait.example",
        testing=True,
    )


@pytest.fixture(scope="session")
def migrated_app(settings: Settings) -> Flask:
    """The app on a database that all migrations have made; built once."""
    app = create_app(settings)
    with app.app_context():
        if not _is_sqlite(settings):
            with db.engine.begin() as connection:
                connection.execute(text("DROP SCHEMA public CASCADE"))
                connection.execute(text("CREATE SCHEMA public"))
        migrate_to_head(app)
        db.session.remove()
        db.engine.dispose()
    if _is_sqlite(settings):
        with app.app_context(), db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(_file(settings), _template(settings))
    return app


@pytest.fixture
def app(migrated_app: Flask, settings: Settings) -> Iterator[Flask]:
    """The app with an empty database; an app context is open while the test runs."""
    migrated_app.extensions["portrait_settings"] = settings
    with migrated_app.app_context():
        db.session.remove()
        if _is_sqlite(settings):
            db.engine.dispose()
            # Through SQLite, not by copying the file: a thread of the live server may still
            # hold a connection to it.
            with (
                closing(sqlite3.connect(_template(settings))) as empty,
                closing(sqlite3.connect(_file(settings), timeout=20)) as used,
            ):
                empty.backup(used)
        else:
            _empty_postgresql()
        for path in settings.outbox.glob("*"):
            path.unlink()
        for folder in (settings.uploads, settings.renderings):
            shutil.rmtree(folder, ignore_errors=True)
        yield migrated_app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def session(app: Flask) -> Session:
    """The session that the app's services use."""
    return db.session()


@pytest.fixture
def cast(app: Flask, session: Session) -> Cast:
    """A researcher, an interviewer, a viewer and an admin of one study, and people of another."""
    made = build_cast(session)
    session.commit()
    return made


@pytest.fixture
def pages(app: Flask) -> Pages:
    """A visitor whose every page is checked; sign in with `pages.sign_in(user)`."""
    return Pages(app)


def _database_of_its_own(url: str) -> str:
    """Where two test processes run at once, each has a database beside the one that is named."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if not url or not worker:
        return url
    named = make_url(url)
    own = named.set(database=f"{named.database}_{worker}")
    engine = create_engine(named)
    with closing(engine.raw_connection()) as connection:  # neither may stand in a transaction
        connection.cursor().execute(f'DROP DATABASE IF EXISTS "{own.database}"')
        connection.cursor().execute(f'CREATE DATABASE "{own.database}"')
    engine.dispose()
    return own.render_as_string(hide_password=False)


def _empty_postgresql() -> None:
    """Delete all rows with triggers off and begin to count from 1: far quicker than TRUNCATE."""
    names = [table.name for table in db.metadata.sorted_tables]
    deletions = "; ".join(f'DELETE FROM "{name}"' for name in names)
    with db.engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.exec_driver_sql(deletions)
        connection.execute(
            text(
                "SELECT setval(c.oid::regclass, 1, false) FROM pg_class c "
                "JOIN pg_namespace n ON n.oid = c.relnamespace "
                "WHERE c.relkind = 'S' AND n.nspname = 'public'"
            )
        )


def _is_sqlite(settings: Settings) -> bool:
    return settings.database.startswith("sqlite")


def _file(settings: Settings) -> Path:
    return settings.instance / "portrait.sqlite"


def _template(settings: Settings) -> Path:
    return settings.instance / "template.sqlite"
