"""Hot reads: a statement is compiled once, then goes to the driver as it is.

SQLAlchemy costs two to four times what the driver does for the same rows: it looks the statement up in its
cache, builds a context and a result for each execution. A page that runs eight statements pays that eight
times. A ``Read`` is written with SQLAlchemy like any other statement and keeps its types, but the rows come
straight from psycopg, as named tuples.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from itertools import starmap
from types import SimpleNamespace
from typing import Any, NamedTuple, TypeAlias

import orjson
import psycopg
from sqlalchemy import ARRAY, JSON, Connection, Dialect, Select, Text, cast
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

from capitune.core.db import db

Statement: TypeAlias = Select[*tuple[Any, ...]]
Convert = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Plan:
    """A compiled statement: SQL, the values that are part of it, how parameters and columns are
    converted, and how rows are made.
    """

    sql: str
    fixed: dict[str, Any]
    sent: tuple[tuple[str, Convert], ...]
    read: tuple[tuple[int, Convert], ...]
    make: Callable[[Iterable[Any]], Iterable[Any]]


@dataclass(slots=True)
class Read:
    """A SELECT with bound parameters and a literal LIMIT, written once at module level.

    Runs where reads run: in AUTOCOMMIT, or in the unit of work that is open. What is pending in the session
    is not flushed first. Rows are named tuples of the statement's columns, or of the class ``into``, whose
    first fields are those columns in order. Errors are SQLAlchemy's.
    """

    statement: Statement
    into: type[NamedTuple] | None = None
    _plan: _Plan | None = field(default=None, init=False)

    def rows(self, **parameters: Any) -> list[Any]:
        """All rows (one statement)."""
        session: Any = db.session()
        connection: Connection = session.for_reads()
        plan = self._plan
        if plan is None:
            plan = self._plan = _compile(self, connection.dialect)
        for name, convert in plan.sent:
            parameters[name] = convert(parameters[name])
        found = _run(connection, plan.sql, {**plan.fixed, **parameters})
        if plan.read and found:
            # By column: what runs over a whole column runs in C.
            columns: list[Iterable[Any]] = list(zip(*found, strict=True))
            for index, convert in plan.read:
                columns[index] = map(convert, columns[index])
            found = zip(*columns, strict=True)
        return list(plan.make(found))

    def first(self, **parameters: Any) -> Any:
        """The first row, or None (one statement)."""
        rows = self.rows(**parameters)
        return rows[0] if rows else None


def _run(connection: Connection, sql: str, values: dict[str, Any]) -> Iterable[Any]:
    driver: Any = connection.connection.driver_connection
    heard: Any = connection._has_events or connection.engine._has_events  # noqa: SLF001 as SQLAlchemy asks
    listeners = connection.dispatch if heard else None
    context, executemany = SimpleNamespace(), False
    with driver.cursor() as cursor:
        # Whoever counts or times statements hears of these as of all others.
        if listeners:
            listeners.before_cursor_execute(connection, cursor, sql, values, context, executemany)
        try:
            rows: list[Any] = cursor.execute(sql, values).fetchall()
        except psycopg.Error as error:
            raise _told(connection, driver, error) from error
        if listeners:
            listeners.after_cursor_execute(connection, cursor, sql, values, context, executemany)
    return rows


def _told(connection: Connection, driver: Any, error: psycopg.Error) -> Exception:
    """The error as SQLAlchemy tells it; a dead connection is left to it, so that the pool forgets its own."""
    if driver.closed:
        connection.exec_driver_sql("SELECT 1")
    return DBAPIError.instance(None, None, error, psycopg.Error, hide_parameters=True)


def _compile(read: Read, dialect: Dialect) -> _Plan:
    columns = list(read.statement.selected_columns)
    # The driver reads JSON value by value in Python; as text, a whole column is read at once.
    is_json = [isinstance(column.type, JSON) for column in columns]
    asked = read.statement.with_only_columns(
        *(
            cast(column, Text).label(column.key) if as_text else column
            for column, as_text in zip(columns, is_json, strict=True)
        ),
        maintain_column_froms=True,
    )
    compiled: Any = asked.compile(dialect=dialect)
    wanted = [name for name, bind in compiled.binds.items() if bind.required]
    state = compiled.construct_expanded_state(dict.fromkeys(wanted))
    converters: dict[str, Any] = {
        name: _sender(bind.type, dialect) for name, bind in compiled.binds.items()
    } | dict(state.processors)
    fixed: dict[str, Any] = {}
    for name, value in state.parameters.items():
        convert = converters.get(name)
        if name not in wanted:
            fixed[name] = convert(value) if convert else value
    readers = [
        _json if as_text else _type(column.type, dialect).result_processor(dialect, None)
        for column, as_text in zip(columns, is_json, strict=True)
    ]
    return _Plan(
        state.statement,
        fixed,
        tuple((name, convert) for name in wanted if (convert := converters[name])),
        tuple((index, convert) for index, convert in enumerate(readers) if convert),
        _maker(read, [column.key or column.name for column in columns]),
    )


def _json(text: str | None) -> Any:
    return None if text is None else orjson.loads(text)


def _maker(read: Read, columns: list[str]) -> Callable[[Iterable[Any]], Iterable[Any]]:
    """How rows are made. Columns of one name keep their place; only the first has the name."""
    if read.into is None:
        names = tuple("" if name in columns[:i] else name for i, name in enumerate(columns))
        row: Any = namedtuple("Row", names, rename=True)  # type: ignore[misc]
        return partial(map, row._make)
    return partial(starmap, read.into)


def _sender(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    """How a parameter is converted; the driver knows lists of what it knows."""
    known = _type(kind, dialect)
    if isinstance(kind, ARRAY) and _sender(kind.item_type, dialect) is None:
        return None
    return known.bind_processor(dialect)


def _type(kind: TypeEngine[Any], dialect: Dialect) -> TypeEngine[Any]:
    return kind.dialect_impl(dialect)
