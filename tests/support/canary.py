"""A person in every table of the data map, with a word in every text column that can be found again."""

import io
import uuid
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Table, Text, cast, insert, inspect, literal, select, update
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TSVECTOR

from capitune.accounts.models import User
from capitune.core.clock import now, today
from capitune.core.datamap import Kept, TableMap, table_maps
from capitune.core.datamap.rows import some_to_erase
from capitune.core.db import EnumText, db
from capitune.core.ids import new_id
from capitune.core.storage import current_storage
from capitune.core.work import unit_of_work

WORD = "zqcanary"
HEX = WORD.encode().hex()


# What stands where a row stays, by the type of the column; words otherwise.
KEPT: dict[type, Any] = {dict: {}, bytes: b"kept"}


class Planter:
    """Writes one row for ``person`` in every table where the map says that people have rows."""

    def __init__(self, person: User, other: User) -> None:
        self.person, self.other = person, other
        self.ids: dict[str, Any] = {"users": person.id}
        self.keys: dict[str, dict[str, Any]] = {}
        self.planted: set[str] = set()
        # How rows that hold no key of their person are found: written as the product writes them.
        self.given: dict[str, Any] = {
            # A look into a dossier ends after it began.
            "glass_grants.until": now() + timedelta(days=2),
            "idempotency_keys.scope": f"person:{person.id}",
            "outbox.payload": {"to": str(person.id), "words": WORD},
            "outbox.done_at": now(),
            "audit_events.actor_id": person.id,
            "impersonation_cases.number_norm": f"{WORD}-credentials-number_norm",
            "users.email": f"{WORD}@example.com",
            "users.timezone": "Africa/Dakar",
            # A document is valid after the day of its issue.
            "documents.expires_on": today() + timedelta(days=1),
            # A tag hangs on its owner's own place in the pipeline.
            "caseload.professional_id": person.id,
            # Columns that hold codes only, as their constraints say.
            "projects.budget_currency": "CAD",
            "projects.goals": ["study"],
        }

    def plant(self) -> None:
        """Everything, whatever is referred to first."""
        with unit_of_work():
            for table in db.metadata.sorted_tables:
                found = table_maps()[table.name]
                if table.name == "users":
                    self._change(table, found)
                else:
                    self._add(table, found)

    def _change(self, table: Table, found: TableMap) -> None:
        values = {
            column.name: self._value(column)
            for column in table.columns
            if self._is_words(column, found)
        }
        self.planted |= {f"users.{name}" for name in values}
        values |= {c.name: self._for(c, found) for c in table.columns if self._is_given(c)}
        db.session.execute(update(table).where(table.c.id == self.person.id).values(values))

    def _add(self, table: Table, found: TableMap) -> None:
        if found.rows is None and table.name in self._existing():
            return
        values = {c.name: self._for(c, found) for c in table.columns if c.computed is None}
        # A row that must refer to one of its own table is its own.
        for column in table.columns:
            if not column.nullable and any(
                key.column.table is table for key in column.foreign_keys
            ):
                values[column.name] = values["id"]
        self.planted |= {
            f"{table.name}.{c.name}" for c in table.columns if self._is_words(c, found)
        }
        done = db.session.execute(insert(table).values(values))
        made = done.inserted_primary_key or ()
        self.keys[table.name] = dict(zip(table.primary_key.columns.keys(), made, strict=True))
        self.ids[table.name] = made[0] if made else None

    def _existing(self) -> set[str]:
        """Tables about nobody that the catalogue filled: their first row is referred to."""
        for table in db.metadata.sorted_tables:
            if table_maps()[table.name].rows is None and table.name not in self.ids:
                key = next(iter(table.primary_key.columns))
                row = db.session.execute(select(key).limit(1)).scalar()
                if row is not None:
                    self.ids[table.name] = row
        return set(self.ids)

    def _is_words(self, column: Column[Any], found: TableMap) -> bool:
        stays = isinstance(found.columns[column.name].erased, Kept)
        words = isinstance(column.type, Text | ARRAY | JSONB | TSVECTOR) or _is_bytes(column)
        free = not isinstance(column.type, EnumText) and not column.foreign_keys
        own = not self._is_given(column) and column.computed is None
        return words and free and not stays and own

    def _is_given(self, column: Column[Any]) -> bool:
        return f"{column.table.name}.{column.name}" in self.given

    def _for(self, column: Column[Any], found: TableMap) -> Any:
        given = f"{column.table.name}.{column.name}"
        if given in self.given:
            return self.given[given]
        for key in column.foreign_keys:
            parent = key.column.table.name
            if parent == "users":
                author = found.author.columns if found.author else ()
                return (self.other if column.name in author else self.person).id
            # A key of several columns is referred to column by column.
            made = self.keys.get(parent, {})
            return made[key.column.name] if len(made) > 1 else self.ids.get(parent)
        value = self._value(column)
        kept = found.rows is None or isinstance(found.columns[column.name].erased, Kept)
        if kept and WORD in str(value):
            return KEPT.get(type(value), "kept")
        return value

    def _value(self, column: Column[Any]) -> Any:
        if isinstance(column.type, EnumText):
            return next(iter(column.type.kind))
        if isinstance(column.type, JSONB):
            return {"fr": WORD, "en": WORD}
        if isinstance(column.type, ARRAY):
            return [WORD]
        if isinstance(column.type, TSVECTOR):
            return cast(literal(WORD), TSVECTOR)
        kind = column.type.python_type
        made: dict[type, Any] = {
            str: f"{WORD}-{column.table.name}-{column.name}",
            bytes: WORD.encode(),
            uuid.UUID: new_id(),
            datetime: now() + timedelta(days=1),
            date: now().date(),
            bool: False,
            int: 1,
            float: 1.0,
        }
        return made[kind]


def _is_bytes(column: Column[Any]) -> bool:
    try:
        return column.type.python_type is bytes
    except NotImplementedError:
        return False


def fill_storage(person: User) -> list[str]:
    """The word behind every key that the map names for the person; which keys."""
    keys = [
        key
        for found in table_maps().values()
        if found.files is not None
        for row in some_to_erase(found, person.id)
        for key in found.files.keys(row)
    ]
    for key in keys:
        current_storage().put(key, io.BytesIO(WORD.encode()), content_type="text/plain")
    return keys


def rows_with_word() -> list[str]:
    """Every table and row that holds it, whatever the column."""
    found = []
    for name in inspect(db.engine).get_table_names():
        statement = f'SELECT t::text FROM "{name}" t'
        for (row,) in db.session.connection().exec_driver_sql(statement):
            if WORD in row.lower() or HEX in row.lower():
                found.append(f"{name}: {row[:300]}")
    return found


def files_with_word(folder: Path) -> list[Path]:
    """Every file under this folder that holds it."""
    return [
        path
        for path in folder.rglob("*")
        if path.is_file() and (WORD.encode() in path.read_bytes() or WORD in path.name)
    ]
