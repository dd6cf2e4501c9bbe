"""Connections to PostgreSQL: what was planned stays planned, and a server that left is noticed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, text

from survey_app.db import RESTS_SECONDS, db

pytestmark = pytest.mark.database


@pytest.fixture
def engine(app: Flask) -> Iterator[Engine]:
    if db.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has no connections to lose")
    yield db.engine
    db.engine.dispose()


def test_reading_begins_no_transaction_so_that_no_roll_back_forgets_the_plans(
    engine: Engine,
) -> None:
    for _ in range(7):  # the driver has the server plan a statement when it meets it so often
        with engine.connect() as connection:
            cursor = connection.connection.cursor()
            cursor.execute("SELECT count(*) FROM response WHERE id = %s", (1,))
            cursor.close()
    with engine.connect() as connection:
        cursor = connection.connection.cursor()
        cursor.execute("SELECT count(*) FROM pg_prepared_statements")
        assert cursor.fetchone() == (1,)
        cursor.close()


def test_what_a_transaction_wrote_is_gone_when_it_is_rolled_back(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.execute(text("CREATE TEMPORARY TABLE note (n integer)"))
        connection.commit()
        connection.execute(text("INSERT INTO note VALUES (1)"))
        connection.rollback()
        assert connection.execute(text("SELECT count(*) FROM note")).scalar_one() == 0


def test_a_connection_that_rested_while_the_server_went_is_replaced_unseen(engine: Engine) -> None:
    engine.dispose()
    with engine.connect() as connection:
        record = connection.connection._connection_record
        lost = connection.execute(_WHO).scalar_one()
    assert record is not None
    elsewhere = create_engine(engine.url)
    with elsewhere.connect() as connection:
        connection.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": lost})
    elsewhere.dispose()
    record.info["used_at"] -= RESTS_SECONDS + 1
    with engine.connect() as connection:
        assert connection.execute(_WHO).scalar_one() != lost


_WHO = text("SELECT pg_backend_pid()")
