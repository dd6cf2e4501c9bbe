"""Writers of one process wait for each other on a lock, and no error keeps it from the next one."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from survey_app import db
from survey_app.db import engine_options, expect_writes


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.setattr(db, "BUSY_TIMEOUT_MS", 200)
    url = f"sqlite:///{tmp_path / 'queue.sqlite'}"
    engine = create_engine(url, **engine_options(url))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE note (n INTEGER PRIMARY KEY)"))
    expect_writes(True)
    yield engine
    expect_writes(False)
    engine.dispose()


def write(engine: Engine, n: int) -> None:
    expect_writes(True)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO note VALUES (:n)"), {"n": n})


def written(engine: Engine) -> int:
    expect_writes(False)
    with engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM note")).scalar_one())


def test_the_next_writer_begins_when_the_one_before_has_committed(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "BUSY_TIMEOUT_MS", 15_000)
    first = engine.connect()
    held = first.begin()
    second = threading.Thread(target=write, args=(engine, 1))
    second.start()
    time.sleep(0.05)
    assert written(engine) == 0, "a reader is not held up, and sees nothing yet"
    assert second.is_alive(), "the second writer waits"
    held.commit()
    first.close()
    second.join(timeout=5)
    assert written(engine) == 1


def test_many_writers_at_once_all_get_their_turn(engine: Engine) -> None:
    def several(first: int) -> None:
        for n in range(first, first + 10):
            write(engine, n)

    threads = [threading.Thread(target=several, args=(start,)) for start in range(0, 80, 10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert written(engine) == 80  # 8 threads of 10 rows


@pytest.mark.parametrize("end", ["error", "rollback", "close", "invalidate"])
def test_every_end_of_a_transaction_lets_the_next_writer_begin(engine: Engine, end: str) -> None:
    connection = engine.connect()
    held = connection.begin()
    if end == "error":
        with pytest.raises(Exception, match="no such table"):
            connection.execute(text("INSERT INTO nowhere VALUES (1)"))
        held.rollback()
    elif end == "rollback":
        held.rollback()
    elif end == "close":
        connection.close()
    else:
        connection.invalidate()
    began = time.monotonic()
    write(engine, 1)
    assert time.monotonic() - began < 0.15, "it did not wait for the timeout, 0.2 s"
    connection.close()


def test_a_writer_in_another_process_is_waited_for_and_then_reported(
    engine: Engine, tmp_path: Path
) -> None:
    """SQLite's own lock stays the guard; a refused BEGIN gives the turn back."""
    elsewhere = sqlite3.connect(tmp_path / "queue.sqlite", isolation_level=None)
    elsewhere.execute("BEGIN IMMEDIATE")
    with pytest.raises(Exception, match="database is locked"):
        write(engine, 1)
    elsewhere.execute("ROLLBACK")
    elsewhere.close()
    write(engine, 1)
    assert written(engine) == 1


def test_two_writes_of_one_thread_fail_by_the_timeout_and_never_hang(engine: Engine) -> None:
    with engine.begin(), pytest.raises(Exception, match="database is locked"):
        write(engine, 1)
    write(engine, 1)


def test_files_do_not_wait_for_each_other(engine: Engine, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'other.sqlite'}"
    other = create_engine(url, **engine_options(url))
    with engine.begin(), other.begin() as connection:
        connection.execute(text("CREATE TABLE note (n INTEGER)"))
    other.dispose()
