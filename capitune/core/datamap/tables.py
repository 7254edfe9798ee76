"""One table: whose its rows are, its columns, the stored objects behind a row."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Table, Uuid, bindparam, select

from capitune.core.datamap.columns import Column, Kept, WithRow
from capitune.core.datamap.words import Because, Retention
from capitune.core.db import db

Row = RowMapping
PERSON = bindparam("person", type_=Uuid)


@dataclass(frozen=True, slots=True)
class Rows:
    """How the rows of one person are found in a table."""

    condition: Callable[[Table], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Author:
    """Columns that name a person in the records of others, which stay: by id only, for this reason.

    ``words`` are the columns that they wrote there.
    """

    columns: tuple[str, ...]
    because: Because
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Files:
    """The stored objects behind a row: ``keys`` gives all of them, to delete. ``sent`` gives, for some rows
    and in a language, those that the person may have back in their copy: key and readable path.

    ``due`` gives those that must be in the store now; ``may`` those that may: none of what was taken back.
    ``column``, which has an index, names them: ``behind`` gives its value in the row behind a stored object,
    None for an object that is none of this table's.
    """

    keys: Callable[[Row], list[str]]
    column: str
    behind: Callable[[str], object]
    due: Callable[[Row], list[str]]
    may: Callable[[Row], list[str]]
    sent: Callable[[Sequence[Row], str], Iterable[tuple[str, str]]] | None = None


@dataclass(frozen=True, slots=True)
class TableMap:
    """A mapped table. ``rows`` None: its rows are no one person's own. ``traces``: rows of others that speak
    of the person, and go with them; they are in nobody's copy but their owner's.
    """

    name: str
    domain: str
    purpose: str
    retention: Retention
    columns: Mapping[str, Column]
    rows: Rows | None = None
    author: Author | None = None
    files: Files | None = None
    traces: Rows | None = None

    @property
    def goes(self) -> bool:
        """Its rows are deleted with the account of the person whose they are."""
        return self.rows is not None and all(
            isinstance(column.erased, WithRow) for column in self.columns.values()
        )

    def of_person(self, table: Table) -> ColumnElement[bool]:
        """The condition on the rows of the person bound as ``person``."""
        if self.rows is None:
            raise LookupError(f"{self.name} has no rows of a person")
        return self.rows.condition(table)

    def to_erase(self, table: Table) -> ColumnElement[bool]:
        """The same, with the rows of others that speak of them."""
        own = self.of_person(table)
        return own | self.traces.condition(table) if self.traces else own


class DuplicateMap(RuntimeError):
    """Two maps for one table."""


@dataclass
class _Registry:
    maps: dict[str, TableMap] = field(default_factory=dict)
    domains: dict[str, Any] = field(default_factory=dict)


_registry = _Registry()


def map_table(  # noqa: PLR0913 a map is a list of facts, each by its name
    name: str,
    *,
    domain: str,
    purpose: str,
    retention: Retention,
    columns: Mapping[str, Column],
    rows: Rows | None = None,
    author: Author | None = None,
    files: Files | None = None,
    traces: Rows | None = None,
) -> TableMap:
    """Register the map of a table; ``domain`` names its file in the copy a person gets.

    Raises ``DuplicateMap`` for a second one.
    """
    if name in _registry.maps:
        raise DuplicateMap(name)
    made = TableMap(name, domain, purpose, retention, columns, rows, author, files, traces)
    _registry.maps[name] = made
    return made


def describe(domain: str, words: Any) -> None:
    """Say in plain (translated) words what ``domain`` holds: pages list it."""
    _registry.domains[domain] = words


def described() -> dict[str, Any]:
    """The words of all domains, in the order in which they were given."""
    return dict(_registry.domains)


def reasons() -> set[Because]:
    """Every reason for which something stays after an account is erased."""
    found = {t.author.because for t in _registry.maps.values() if t.author}
    kept = (c.erased for t in _registry.maps.values() for c in t.columns.values())
    return found | {fate.because for fate in kept if isinstance(fate, Kept)}


def table_maps() -> dict[str, TableMap]:
    """All maps, by table."""
    return dict(_registry.maps)


def table_map(name: str) -> TableMap:
    """The map of this table. Raises ``KeyError``."""
    return _registry.maps[name]


def owned(column: str = "user_id") -> Rows:
    """The rows whose ``column`` is the person's id."""
    return Rows(lambda table: table.c[column] == PERSON)


def through(column: str, parent: str) -> Rows:
    """The rows that belong, by ``column``, to the person's rows of ``parent``."""

    def condition(table: Table) -> ColumnElement[bool]:
        above = db.metadata.tables[parent]
        return table.c[column].in_(select(above.c.id).where(table_map(parent).of_person(above)))

    return Rows(condition)


def matching(condition: Callable[[Table], ColumnElement[bool]]) -> Rows:
    """The rows that this condition finds; it may use ``PERSON``."""
    return Rows(condition)
