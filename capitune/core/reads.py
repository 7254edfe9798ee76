"""Hot reads: a statement is compiled once, then goes to the driver as it is.

SQLAlchemy costs two to four times what the driver does for the same rows: it looks the statement up in its
cache, builds a context and a result for each execution. A page that runs eight statements pays that eight
times. A ``Read`` is written with SQLAlchemy like any other statement and keeps its types, but the rows come
straight from psycopg, as named tuples.
"""

from collections import namedtuple
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, TypeAlias

import psycopg
from psycopg.rows import RowMaker
from sqlalchemy import Connection, Dialect, Select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

from capitune.core.db import db

Statement: TypeAlias = Select[*tuple[Any, ...]]
Convert = Callable[[Any], Any]
Factory = Callable[[Any], RowMaker[Any]]


@dataclass(frozen=True, slots=True)
class _Plan:
    """A compiled statement: SQL, the values that are part of it, how parameters and rows are converted."""

    sql: str
    fixed: dict[str, Any]
    sent: tuple[tuple[str, Convert], ...]
    factory: Factory


@dataclass(slots=True)
class Read:
    """A SELECT with bound parameters and a literal LIMIT, written once at module level.

    Runs where reads run: in AUTOCOMMIT, or in the unit of work that is open. What is pending in the session
    is not flushed first. Rows are named tuples of the statement's columns. Errors are SQLAlchemy's.
    """

    statement: Statement
    _plan: _Plan | None = field(default=None, init=False)

    def rows(self, **parameters: Any) -> list[Any]:
        """All rows (one statement)."""
        connection = db.session.connection()
        plan = self._plan
        if plan is None:
            plan = self._plan = _compile(self.statement, connection.dialect)
        for name, convert in plan.sent:
            parameters[name] = convert(parameters[name])
        return _run(connection, plan, {**plan.fixed, **parameters})

    def first(self, **parameters: Any) -> Any:
        """The first row, or None (one statement)."""
        rows = self.rows(**parameters)
        return rows[0] if rows else None


def _run(connection: Connection, plan: _Plan, values: dict[str, Any]) -> list[Any]:
    driver: Any = connection.connection.driver_connection
    told = connection.dispatch
    with driver.cursor(row_factory=plan.factory) as cursor:
        context, executemany = SimpleNamespace(), False
        # Whoever counts or times statements hears of these as of all others.
        told.before_cursor_execute(connection, cursor, plan.sql, values, context, executemany)
        try:
            rows: list[Any] = cursor.execute(plan.sql, values).fetchall()
        except psycopg.Error as error:
            raise _told(connection, driver, error) from error
        told.after_cursor_execute(connection, cursor, plan.sql, values, context, executemany)
    return rows


def _told(connection: Connection, driver: Any, error: psycopg.Error) -> Exception:
    """The error as SQLAlchemy tells it; a dead connection is left to it, so that the pool forgets its own."""
    if driver.closed:
        connection.exec_driver_sql("SELECT 1")
    return DBAPIError.instance(None, None, error, psycopg.Error, hide_parameters=True)


def _compile(statement: Statement, dialect: Dialect) -> _Plan:
    compiled: Any = statement.compile(dialect=dialect)
    wanted = [name for name, bind in compiled.binds.items() if bind.required]
    state = compiled.construct_expanded_state(dict.fromkeys(wanted))
    converters: dict[str, Any] = {
        name: _type(bind.type, dialect).bind_processor(dialect)
        for name, bind in compiled.binds.items()
    } | dict(state.processors)
    fixed: dict[str, Any] = {}
    for name, value in state.parameters.items():
        convert = converters.get(name)
        if name not in wanted:
            fixed[name] = convert(value) if convert else value
    sent = tuple((name, convert) for name in wanted if (convert := converters[name]))
    return _Plan(state.statement, fixed, sent, _rows(statement, dialect))


def _rows(statement: Statement, dialect: Dialect) -> Factory:
    """How a row is made. Columns of one name keep their place; only the first has the name."""
    columns = list(statement.selected_columns)
    names: list[str] = []
    for column in columns:
        name = column.key or column.name
        names.append("" if name in names else name)
    row: Any = namedtuple("Row", tuple(names), rename=True)  # type: ignore[misc]
    read = [
        (index, convert)
        for index, column in enumerate(columns)
        if (convert := _type(column.type, dialect).result_processor(dialect, None))
    ]

    def make(values: Sequence[Any]) -> Any:
        told = list(values)
        for index, convert in read:
            told[index] = convert(told[index])
        return row._make(told)

    return lambda _cursor: make if read else row._make


def _type(kind: TypeEngine[Any], dialect: Dialect) -> TypeEngine[Any]:
    return kind.dialect_impl(dialect)
