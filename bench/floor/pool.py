"""Connections of the floor: AUTOCOMMIT, statements prepared from the first use."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, LifoQueue

from psycopg import Connection, Cursor, connect
from psycopg.rows import namedtuple_row

_idle: LifoQueue[Connection] = LifoQueue()


@contextmanager
def cursor() -> Iterator[Cursor]:
    """A cursor on a connection nobody else uses meanwhile; rows are named tuples."""
    try:
        connection = _idle.get_nowait()
    except Empty:
        connection = connect(os.environ["FLOOR_DATABASE"], autocommit=True, prepare_threshold=0)
    try:
        with connection.cursor(row_factory=namedtuple_row) as opened:
            yield opened
    finally:
        _idle.put(connection)
