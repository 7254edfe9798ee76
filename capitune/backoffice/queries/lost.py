"""Files that the store has lost. No name of a file, nor of a person."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, func, select

from capitune.core.db import db
from capitune.core.reconcile import MissingFile

SHOWN = 50

LOST = (
    select(
        MissingFile.named_by,
        MissingFile.row_id,
        MissingFile.noticed_at,
        MissingFile.seen_at,
        func.count().over().label("in_all"),
    )
    .order_by(MissingFile.noticed_at, MissingFile.key)
    .limit(SHOWN)
)


def lost_files() -> Sequence[Row[*tuple[Any, ...]]]:
    """At most 50 of them, the oldest first; ``in_all`` is how many there are (one statement)."""
    return db.session.execute(LOST).all()
