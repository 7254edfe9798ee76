"""The tables whose rows name stored objects, as the data map says."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Select, Table, select, tuple_

from capitune.core.datamap import Files, rows, table_maps
from capitune.core.datamap.tables import Row
from capitune.core.db import db

BATCH = 500


@dataclass(frozen=True, slots=True)
class Naming:
    """One of them."""

    table: Table
    files: Files

    @property
    def _keys(self) -> list[Column[Any]]:
        return list(self.table.primary_key.columns)

    def id_of(self, row: Row) -> tuple[Any, ...]:
        """Its primary key."""
        return tuple(row[key.name] for key in self._keys)

    def behind(self, keys: Iterable[str]) -> Sequence[Row]:
        """The rows behind these objects (at most one statement)."""
        marks = {mark for key in keys if (mark := self.files.behind(key)) is not None}
        if not marks:
            return ()
        return _read(self._named().where(self.table.c[self.files.column].in_(marks)))

    def again(self, some: Iterable[Row]) -> Sequence[Row]:
        """The same rows, as they are now."""
        return _read(select(self.table).where(tuple_(*self._keys).in_(map(self.id_of, some))))

    def pages(self) -> Iterator[Sequence[Row]]:
        """All rows that name an object, by primary key, some hundreds at a time."""
        after: tuple[Any, ...] | None = None
        while page := _read(self._page(after)):
            yield page
            after = self.id_of(page[-1])

    def _page(self, after: tuple[Any, ...] | None) -> Select[Any]:
        statement = self._named().order_by(*self._keys).limit(BATCH)
        return statement.where(tuple_(*self._keys) > after) if after else statement

    def _named(self) -> Select[Any]:
        return select(self.table).where(self.table.c[self.files.column].is_not(None))


def namings() -> list[Naming]:
    """All of them."""
    return [
        Naming(rows.table_of(found), found.files) for found in table_maps().values() if found.files
    ]


def _read(statement: Select[Any]) -> Sequence[Row]:
    return db.session.execute(statement).mappings().all()
