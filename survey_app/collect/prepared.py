"""Statements that are put together once and then only run.

The respondents' handful of statements never change, and SQLAlchemy's care for each execution costs
more than SQLite's work on it. A prepared statement is still SQLAlchemy's: its text, its names and
its types, on whatever database; only the looking-up is done beforehand, and the driver's own cursor
runs it, inside whatever transaction the connection is in. Nobody begins one here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import JSON, Connection, Dialect, Insert, Select, Update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler

Processor = Callable[[Any], Any]


class Prepared:
    """A statement with named parameters; it is compiled when it first meets a dialect."""

    def __init__(
        self, statement: Select[Any] | Insert | Update, columns: Sequence[str] | None = None
    ) -> None:
        """`columns` are those that an insert fills; defaults of Python's are not filled in."""
        self._statement = statement
        self._columns = columns
        self._ready: dict[str, _Compiled] = {}

    def run(self, connection: Connection, values: Mapping[str, Any]) -> int:
        """Execute it with one set of values; return how many rows it has met."""
        ready = self._for(connection.dialect)
        cursor = _run(connection, ready.text, ready.bound(values))
        n: int = cursor.rowcount
        cursor.close()
        return n

    def one(self, connection: Connection, values: Mapping[str, Any]) -> list[Any] | None:
        """Return the only row as Python values, in the order of the columns; None for none."""
        ready = self._for(connection.dialect)
        cursor = _run(connection, ready.text, ready.bound(values))
        row = cursor.fetchone()
        cursor.close()
        return None if row is None else ready.read(row)

    def _for(self, dialect: Dialect) -> _Compiled:
        found = self._ready.get(dialect.name)
        if found is None:
            found = self._ready[dialect.name] = _Compiled(self._statement, self._columns, dialect)
        return found


def _run(connection: Connection, text: str, bound: Any) -> Any:
    """Run a statement on the driver's cursor; errors come as SQLAlchemy's own."""
    driver = connection.connection
    cursor = driver.cursor()
    for listen in connection.dispatch.before_cursor_execute:  # whoever counts statements
        listen(connection, cursor, text, bound, None, False)
    try:
        cursor.execute(text, bound)
    except connection.dialect.loaded_dbapi.Error as error:
        if connection.dialect.is_disconnect(error, driver, cursor):
            connection.invalidate(error)
        raise DBAPIError.instance(
            text,
            None,
            error,
            connection.dialect.loaded_dbapi.Error,
            hide_parameters=True,  # else a failure logs people's answers
            dialect=connection.dialect,
        ) from error
    return cursor


class _Compiled:
    """A statement in one database's own words."""

    def __init__(
        self,
        statement: Select[Any] | Insert | Update,
        columns: Sequence[str] | None,
        dialect: Dialect,
    ) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=columns and list(columns))
        assert isinstance(compiled, SQLCompiler)
        self.text = str(compiled)
        self._positions = compiled.positiontup
        self._binders: dict[str, Processor | None] = {
            name: parameter.type._cached_bind_processor(dialect)
            for name, parameter in compiled.binds.items()
        }
        self._fixed = {
            name: parameter.value
            for name, parameter in compiled.binds.items()
            if not parameter.required
        }
        shown = statement.exported_columns  # of an insert: those that it returns
        readers = [
            _often_empty(column.type._cached_result_processor(dialect, None))
            if isinstance(column.type, JSON)
            else column.type._cached_result_processor(dialect, None)
            for column in shown
        ]
        self._readers = [(at, reader) for at, reader in enumerate(readers) if reader is not None]

    def bound(self, values: Mapping[str, Any]) -> Any:
        """Return the parameters as the driver takes them."""
        if self._positions is None:
            return {name: self._made(name, values) for name in self._binders}
        return [self._made(name, values) for name in self._positions]

    def _made(self, name: str, values: Mapping[str, Any]) -> Any:
        binder = self._binders[name]
        value = values[name] if name in values else self._fixed[name]
        return value if binder is None else binder(value)

    def read(self, row: Sequence[Any]) -> list[Any]:
        """Return a row of the driver's as Python values."""
        values = list(row)
        for at, reader in self._readers:
            values[at] = reader(values[at])
        return values


def _often_empty(reader: Processor | None) -> Processor | None:
    """Most documents of a request are empty, which takes no JSON to know."""
    if reader is None:
        return None
    return lambda value: {} if value == "{}" else reader(value)
