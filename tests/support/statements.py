"""Counting the SQL statements that something sends."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from capitune.core.db import db


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements sent inside the block, without the savepoints that tests add."""
    sent: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "SAVEPOINT" not in statement:
            sent.append(statement)

    engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)
