"""The database: one declarative base, aware times, SQLite made safe, and short write transactions.

SQLite is the default and PostgreSQL a setting; the models and the tests are the same on both.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any
from weakref import WeakValueDictionary

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, Connection, DateTime, Dialect, Engine, MetaData, event
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.pool import ConnectionPoolEntry, Pool
from sqlalchemy.types import TypeDecorator

PAGE_SIZE_BYTES = 8192
BUSY_TIMEOUT_MS = 15_000
POOL_SIZE = 10
RESTS_SECONDS = 5.0

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
MAX_ID = 2**31 - 1  # of a key; a database refuses to look for a larger number


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


class SQLiteConnection(sqlite3.Connection):
    """A connection whose writers queue in this process before they queue at the file.

    SQLite lets a writer who finds another one ask again after ever longer naps, which costs
    threads of one process most of their time; a lock wakes the next one at once. Between
    processes SQLite's own waiting holds, and so it does for a writer whose turn does not come
    within the busy timeout: the lock saves time and guards nothing.
    """

    def __init__(self, database: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(database, *args, **kwargs)
        self._turn = _turn_at(str(database))
        self._has_turn = False

    def begin(self, mode: str) -> None:
        """Begin a transaction, DEFERRED to read or IMMEDIATE to write."""
        if mode == "IMMEDIATE" and not self._has_turn:
            self._has_turn = self._turn.lock.acquire(timeout=BUSY_TIMEOUT_MS / 1000)
        try:
            self.execute(f"BEGIN {mode}")
        except BaseException:
            self._pass_on()
            raise

    def commit(self) -> None:
        """Commit, then let the next writer begin."""
        try:
            super().commit()
        finally:
            self._pass_on()

    def rollback(self) -> None:
        """Roll back, then let the next writer begin."""
        try:
            super().rollback()
        finally:
            self._pass_on()

    def close(self) -> None:
        """Close, which ends an open transaction too."""
        try:
            super().close()
        finally:
            self._pass_on()

    def _pass_on(self) -> None:
        if self._has_turn:
            self._has_turn = False
            self._turn.lock.release()


class _Turn:
    """Whose turn it is to write to one file."""

    def __init__(self) -> None:
        self.lock = threading.Lock()  # not an RLock: a pool may end it from another thread


_turns: WeakValueDictionary[str, _Turn] = WeakValueDictionary()
_turns_lock = threading.Lock()


def _turn_at(path: str) -> _Turn:
    if not path or path == ":memory:":  # each such connection is a database of its own
        return _Turn()
    with _turns_lock:
        turn = _turns.get(path)
        if turn is None:
            turn = _turns[path] = _Turn()
        return turn


# JSON as it is read, without escapes: Russian and Chinese take half the room.
_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def engine_options(url: str) -> dict[str, Any]:
    """Return what SQLAlchemy's engine is made with for a database address."""
    options: dict[str, Any] = {
        "hide_parameters": True,  # else a failure logs people's answers
        "json_serializer": _compact,
        # One for each of a server's threads, kept open: with fewer, a crowd has every further
        # one opened and closed again for a single request. The one used last is used next.
        "pool_size": POOL_SIZE,
        "pool_use_lifo": True,
    }
    if url.startswith("sqlite"):
        options["connect_args"] = {"factory": SQLiteConnection}
    return options


def _on_connect(connection: Any, _record: object) -> None:
    """Let no driver begin a transaction: we say BEGIN ourselves, see _on_begin."""
    if not isinstance(connection, sqlite3.Connection):
        connection.autocommit = True
        return
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA page_size = {PAGE_SIZE_BYTES}")  # counts before the first table only
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")  # a thank-you page means: it is on the disk
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.close()


def _on_begin(connection: Connection) -> None:
    raw = connection.connection.dbapi_connection
    if isinstance(raw, SQLiteConnection):
        raw.begin(_begin.get())
    elif connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"BEGIN {_begin.get()}")
    else:
        connection.exec_driver_sql("BEGIN")


# --- PostgreSQL ---------------------------------------------------------------------------------


def _on_checkout(connection: Any, record: ConnectionPoolEntry, _proxy: object) -> None:
    """Ask after a connection that has rested: the server may have gone and come back meanwhile.

    One that was used a moment ago is as good as asked; asking each time doubles a look-up's cost.
    """
    rested = time.monotonic() - record.info.get("used_at", time.monotonic())
    if rested < RESTS_SECONDS or isinstance(connection, sqlite3.Connection):
        return
    try:
        connection.execute("SELECT 1")
    except connection.Error as error:
        raise DisconnectionError from error


def _on_checkin(_connection: Any, record: ConnectionPoolEntry) -> None:
    record.info["used_at"] = time.monotonic()


event.listen(Engine, "connect", _on_connect)
event.listen(Engine, "begin", _on_begin)
event.listen(Pool, "checkout", _on_checkout)
event.listen(Pool, "checkin", _on_checkin)
