"""Many rows of one table at once.

On SQLite the rows go to the driver as they are: what a column's type makes of a value is asked for
once a column and once for each value that all rows share, which takes a third of the time of the
general way. Everywhere else the general way is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert

Processor = Callable[[Any], Any]


class Inserter:
    """Inserts rows into one table: some columns alike in all rows, the others given by each row."""

    def __init__(self, connection: Connection, table: Table, varying: Sequence[str]) -> None:
        self._connection, self._table, self._varying = connection, table, tuple(varying)
        dialect = connection.dialect
        self._direct = dialect.name == "sqlite" and dialect.paramstyle == "qmark"
        self._processors: dict[str, Processor | None] = {
            column.name: column.type.dialect_impl(dialect).bind_processor(dialect)
            for column in table.columns
        }

    def insert(self, alike: Mapping[str, Any], rows: Sequence[Sequence[Any]]) -> None:
        """Insert rows, each with its values in the order of ``varying``.

        Columns that are in neither get their default, NULL where they have none.
        """
        if not rows:
            return
        if not self._direct:
            named = [dict(alike) | dict(zip(self._varying, row, strict=True)) for row in rows]
            self._connection.execute(insert(self._table), named)
            return
        same = {**self._defaults(alike), **alike}
        shared = tuple(self._processed(name, value) for name, value in same.items())
        statement = insert(self._table).values(dict.fromkeys([*same, *self._varying]))
        # Compiled for its text only: columns stand in the table's order there.
        compiled = statement.compile(dialect=self._connection.dialect)
        order = list(compiled.positiontup or ())
        places = {name: place for place, name in enumerate([*same, *self._varying])}
        picked = [places[name] for name in order]
        processors = [
            (n, p) for n, name in enumerate(self._varying) if (p := self._processors[name])
        ]
        told = []
        for row in rows:
            values = list(row)
            for place, process in processors:
                values[place] = process(values[place])
            both = (*shared, *values)
            told.append(tuple([both[place] for place in picked]))
        self._connection.exec_driver_sql(str(compiled), told)

    def _processed(self, name: str, value: Any) -> Any:
        process = self._processors[name]
        return process(value) if process else value

    def _defaults(self, alike: Mapping[str, Any]) -> dict[str, Any]:
        """What columns hold that nobody has given a value."""
        found: dict[str, Any] = {}
        for column in self._table.columns:
            default: Any = column.default
            if column.name in alike or column.name in self._varying or default is None:
                continue
            found[column.name] = default.arg(None) if default.is_callable else default.arg
        return found
