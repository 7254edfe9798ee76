"""Reading, erasing and emptying the rows of one person, table by table, as the map says."""

import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Table, and_, delete, or_, select, tuple_, update
from sqlalchemy.sql.elements import ColumnElement

from capitune.core.datamap.columns import Replaced
from capitune.core.datamap.tables import Row, TableMap, table_maps
from capitune.core.db import db

Rows = Sequence[Row]
BATCH = 200


def children_first() -> list[TableMap]:
    """The maps of all tables, whatever refers to another before it."""
    maps = table_maps()
    return [maps[table.name] for table in reversed(db.metadata.sorted_tables) if table.name in maps]


def table_of(found: TableMap) -> Table:
    """Its table."""
    return db.metadata.tables[found.name]


def some_to_erase(found: TableMap, person: uuid.UUID) -> Sequence[Row]:
    """At most 200 rows that go with this person."""
    table = table_of(found)
    statement = select(table).where(found.to_erase(table)).limit(BATCH)
    return db.session.execute(statement, {"person": person}).mappings().all()


def remove(found: TableMap, rows: Sequence[Row]) -> None:
    """Delete these rows, and what belongs to them. In the caller's unit of work."""
    table = table_of(found)
    keys = table.primary_key.columns
    wanted = [tuple(row[key.name] for key in keys) for row in rows]
    db.session.execute(delete(table).where(tuple_(*keys).in_(wanted)))


def empty_some(found: TableMap, person: uuid.UUID) -> int:
    """Replace, in at most 200 rows that stay, what does not; how many. In the caller's unit of work."""
    table = table_of(found)
    values = {n: c.erased.value for n, c in found.columns.items() if isinstance(c.erased, Replaced)}
    if not values:
        return 0
    full = or_(*(_differs(table, name, value) for name, value in values.items()))
    keys = list(table.primary_key.columns)
    some = select(*keys).where(and_(found.of_person(table), full)).limit(BATCH)
    statement = update(table).where(tuple_(*keys).in_(some)).values(values)
    done = db.session.execute(statement, {"person": person})
    return int(done.rowcount)  # type: ignore[attr-defined]


def _differs(table: Table, name: str, value: Any) -> ColumnElement[bool]:
    column = table.c[name]
    return column.is_not(None) if value is None else column.is_distinct_from(value)


def pages_of(found: TableMap, person: uuid.UUID) -> Iterator[Sequence[Row]]:
    """The person's own rows, in pages of 200 by key. Each page is one statement, run when it is asked for."""
    table = table_of(found)
    keys = list(table.primary_key.columns)
    own = found.of_person(table)
    after: tuple[Any, ...] | None = None
    while True:
        more = tuple_(*keys) > after if after else None
        statement = select(table).where(own if more is None else and_(own, more))
        ordered = statement.order_by(*keys).limit(BATCH)
        rows = db.session.execute(ordered, {"person": person}).mappings().all()
        if rows:
            yield rows
        if len(rows) < BATCH:
            return
        after = tuple(rows[-1][key.name] for key in keys)
