"""Statements that are put together once and then only run.

The respondents' handful of statements never change, and SQLAlchemy's care for each execution costs
more than SQLite's work on it. A prepared statement is still SQLAlchemy's: its text, its names and
its types, on whatever database; only the looking-up is done beforehand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, CursorResult, Dialect, Insert, Select, Update
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

    def run(self, connection: Connection, values: Mapping[str, Any]) -> CursorResult[Any]:
        """Execute it with one set of values."""
        ready = self._for(connection.dialect)
        return connection.exec_driver_sql(ready.text, ready.bound(values))

    def run_many(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Execute it for each row, as one statement of the driver."""
        ready = self._for(connection.dialect)
        connection.exec_driver_sql(ready.text, ready.bound_rows(rows))

    def one(self, connection: Connection, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """Return the only row as Python values, in the order of the columns; None for none."""
        ready = self._for(connection.dialect)
        row = connection.exec_driver_sql(ready.text, ready.bound(values)).fetchone()
        return None if row is None else ready.read(row)

    def _for(self, dialect: Dialect) -> _Compiled:
        found = self._ready.get(dialect.name)
        if found is None:
            found = self._ready[dialect.name] = _Compiled(self._statement, self._columns, dialect)
        return found


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
        shown = statement.selected_columns if isinstance(statement, Select) else ()
        self._readers: list[Processor | None] = [
            column.type._cached_result_processor(dialect, None) for column in shown
        ]

    def bound(self, values: Mapping[str, Any]) -> Any:
        """Return the parameters as the driver takes them."""
        if self._positions is None:
            return {name: self._made(name, values) for name in self._binders}
        return tuple([self._made(name, values) for name in self._positions])

    def bound_rows(self, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
        """Return the parameters of many rows; what they share is made ready once."""
        first = rows[0]
        shared = {name: self._made(name, first) for name in self._binders}
        names = self._positions or list(self._binders)
        bound: list[Any] = []
        for row in rows:
            values = [
                shared[name] if row.get(name) is first.get(name) else self._made(name, row)
                for name in names
            ]
            bound.append(
                tuple(values) if self._positions else dict(zip(names, values, strict=True))
            )
        return bound

    def _made(self, name: str, values: Mapping[str, Any]) -> Any:
        binder = self._binders[name]
        value = values[name] if name in values else self._fixed[name]
        return value if binder is None else binder(value)

    def read(self, row: Sequence[Any]) -> tuple[Any, ...]:
        """Return a row of the driver's as Python values."""
        return tuple(
            value if reader is None else reader(value)
            for reader, value in zip(self._readers, row, strict=True)
        )
