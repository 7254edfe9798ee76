"""The pages of a copy: a person's rows as people can read them."""

import json
import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Table

from capitune.accounts import queries
from capitune.core.datamap import TableMap, rows, table_maps
from capitune.core.datamap.tables import Row
from capitune.core.i18n import LANGUAGES
from capitune.core.work import release


def domains() -> dict[str, list[TableMap]]:
    """The tables with something to copy, by the file they go into, in the order of the map."""
    found: dict[str, list[TableMap]] = defaultdict(list)
    for table in table_maps().values():
        if table.rows is not None and any(c.exported for c in table.columns.values()):
            found[table.domain].append(table)
    return dict(found)


def json_of(tables: Sequence[TableMap], person: uuid.UUID, language: str) -> Iterator[bytes]:
    """A JSON list of the person's rows of these tables, page by page: never all in memory."""
    separator = "[\n"
    for found in tables:
        for page in rows.pages_of(found, person):
            for line in readable(found, page, language):
                yield f"{separator}{json.dumps(line, ensure_ascii=False)}".encode()
                separator = ",\n"
    yield b"\n]\n" if separator == ",\n" else b"[]\n"


def readable(found: TableMap, page: Sequence[Row], language: str) -> list[dict[str, Any]]:
    """These rows without what is not copied; other people by their names only."""
    table = rows.table_of(found)
    shown = [name for name, column in found.columns.items() if column.exported]
    others = {name for name in shown if _is_person(table, name)}
    faces = queries.faces({row[name] for row in page for name in others if row[name]})
    release()
    names = {key: face.name for key, face in faces.items()}
    return [
        {
            _word(name): names.get(row[name]) if name in others else _plain(row[name], language)
            for name in shown
        }
        for row in page
    ]


def _is_person(table: Table, name: str) -> bool:
    return any(key.target_fullname == "users.id" for key in table.c[name].foreign_keys)


def _word(name: str) -> str:
    """A key without the marks of a schema, but for keys that link two files."""
    return {"professional_id": "professional", "reviewer_id": "decided_by"}.get(name, name)


def _plain(value: Any, language: str) -> Any:
    """Moments as ISO, texts in several languages in the reader's, bytes in hexadecimal digits."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, uuid.UUID | bytes):
        return value.hex() if isinstance(value, bytes) else str(value)
    if isinstance(value, dict):
        several = value and set(value) <= set(LANGUAGES)
        plain = {key: _plain(inner, language) for key, inner in value.items()}
        return (plain.get(language) or next(iter(plain.values()))) if several else plain
    if isinstance(value, list):
        return [_plain(inner, language) for inner in value]
    return value
