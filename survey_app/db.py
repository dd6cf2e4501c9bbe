"""The database: one declarative base, aware times, SQLite made safe, and short write transactions.

SQLite is the default and PostgreSQL a setting; the models and the tests are the same on both.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, Connection, DateTime, Dialect, Engine, MetaData, event
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

PAGE_SIZE_BYTES = 8192
BUSY_TIMEOUT_MS = 15_000

_NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UTCDateTime(TypeDecorator[datetime]):
    """An aware time, kept in UTC; a naive one is refused, since nobody knows what it means."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware time into UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without its zone cannot be stored")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back the time as aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


JSONDocument = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


class Base(DeclarativeBase):
    """What every table shares: named constraints, aware times and JSON documents."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map = {  # noqa: RUF012  (SQLAlchemy reads it as a class attribute)
        datetime: UTCDateTime,
        dict[str, Any]: JSONDocument,
        list[Any]: JSONDocument,
    }


db = SQLAlchemy(metadata=Base.metadata)


def now() -> datetime:
    """Return the present time, aware, in UTC."""
    return datetime.now(UTC)


# --- SQLite -------------------------------------------------------------------------------------

_begin: ContextVar[str] = ContextVar("sqlite_begin", default="DEFERRED")


def expect_writes(will_write: bool) -> None:
    """Say whether the transactions of this request or job will write.

    A writer begins IMMEDIATE: it queues for the write lock at once, instead of failing half-way
    when a reader's snapshot has gone stale. A reader begins DEFERRED and blocks nobody.
    """
    _begin.set("IMMEDIATE" if will_write else "DEFERRED")


@contextmanager
def write_transaction() -> Iterator[Session]:
    """Give a session for a short write and commit at its end; roll back on any error."""
    session = db.session()
    session.rollback()
    token = _begin.set("IMMEDIATE")
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        _begin.reset(token)


def _on_connect(connection: Any, _record: object) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # we say BEGIN ourselves, see _on_begin
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA page_size = {PAGE_SIZE_BYTES}")  # counts before the first table only
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")  # a thank-you page means: it is on the disk
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.close()


def _on_begin(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"BEGIN {_begin.get()}")


event.listen(Engine, "connect", _on_connect)
event.listen(Engine, "begin", _on_begin)
