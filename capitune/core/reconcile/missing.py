"""Rows whose object is not in the store: noted and reported, never deleted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from capitune.core.clock import now
from capitune.core.datamap.tables import Row
from capitune.core.db import db
from capitune.core.reconcile.models import MissingFile
from capitune.core.reconcile.naming import Naming, namings
from capitune.core.storage import current_storage
from capitune.core.work import release, unit_of_work

log = structlog.get_logger(__name__)

MOST = 1000  # so many say it all: the store is not the one that the rows know


@dataclass(slots=True)
class Missed:
    """What a look over the rows found: objects that must be there, how many of them are not, and how many of
    those nobody knew of. ``stopped``: it went no further, there were too many.
    """

    due: int = 0
    missing: int = 0
    new: int = 0
    stopped: bool = False


def look_for_missing(*, dry: bool = False) -> Missed:
    """Look whether the store has what the rows say, and note what it has not (``dry``: only count).

    Outside a unit of work; some hundred rows in memory. Raises ``StorageUnavailable``, also in the middle:
    what was noted until then stays noted, and nothing is taken back.
    """
    began, found = now(), Missed()
    for lost in _lost(found):
        found.missing += len(lost)
        if not dry:
            found.new += _note(lost, began)
        for key, (table, row_id) in lost.items():
            log.error("stored_file_missing", key=key, table=table, row=str(row_id))
        if found.missing >= MOST:
            found.stopped = True
            return found
    if not dry:
        with unit_of_work():
            db.session.execute(delete(MissingFile).where(MissingFile.seen_at < began))
    return found


def _lost(found: Missed) -> Iterator[dict[str, tuple[str, Any]]]:
    """What is missing, some at a time: its key, which row of which table names it."""
    for naming in namings():
        for page in naming.pages():
            due = _due(naming, page)
            found.due += len(due)
            absent = _absent(due)
            if absent:
                # A file that was taken back after the page was read is missing to nobody.
                due = _due(naming, naming.again([due[key] for key in absent]))
                absent = absent & _absent(due)
            if absent:
                name = naming.table.name
                yield {key: (name, naming.id_of(due[key])[0]) for key in sorted(absent)}


def _due(naming: Naming, some: Sequence[Row]) -> dict[str, Row]:
    """The objects that must be there, each with its row. What was made up to measure with is none of ours."""
    files = naming.files
    return {key: row for row in some for key in files.due(row) if files.behind(key) is not None}


def _absent(due: dict[str, Row]) -> set[str]:
    release()
    return current_storage().absent(due) if due else set()


def _note(lost: dict[str, tuple[str, Any]], moment: datetime) -> int:
    """Write them down; how many were not yet."""
    values = [
        {"key": key, "named_by": table, "row_id": row_id, "noticed_at": moment, "seen_at": moment}
        for key, (table, row_id) in lost.items()
    ]
    statement = insert(MissingFile).values(values)
    noted = statement.on_conflict_do_update(
        index_elements=["key"], set_={"seen_at": moment}
    ).returning(MissingFile.noticed_at)
    with unit_of_work():
        return sum(noticed == moment for noticed in db.session.scalars(noted))
