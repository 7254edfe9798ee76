"""The SQL of a page: which statements it runs, what each reads and how long PostgreSQL works on it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import event

from bench.load import WrongAnswer
from bench.pages import Page
from bench.settings import BASE_URL
from capitune.extensions import db

WARM = 3
EXPLAIN = "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) "

Statement = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Cost:
    """A page's statements together: how many, pages of 8 KB touched, milliseconds of execution."""

    statements: int
    buffers: int
    milliseconds: float


def cost(app: Flask, page: Page) -> Cost:
    """What the SQL of ``page`` costs on the database of ``app``. Raises ``WrongAnswer``."""
    client = app.test_client(use_cookies=False)
    for _ in range(WARM):
        _ask(client, page)
    with app.app_context():
        with recorded() as seen:
            _ask(client, page)
        plans = [_plan(statement, parameters) for statement, parameters in seen]
        db.session.remove()
    return Cost(
        statements=len(seen),
        buffers=sum(
            p["Plan"]["Shared Hit Blocks"] + p["Plan"]["Shared Read Blocks"] for p in plans
        ),
        milliseconds=sum(p["Execution Time"] for p in plans),
    )


@contextmanager
def recorded() -> Iterator[list[Statement]]:
    """The statements that reach the database inside the block, with their parameters."""
    seen: list[Statement] = []

    def note(_conn: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> None:
        seen.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def _ask(client: Any, page: Page) -> None:
    answer = client.get(page.path, headers=dict(page.headers), base_url=BASE_URL)
    if answer.status_code != 200:
        raise WrongAnswer(f"{page.path}: {answer.status_code} {answer.get_data()[:200]!r}")


def _plan(statement: str, parameters: Any) -> dict[str, Any]:
    """The plan of the second run: the first brings the pages in."""
    plans: list[Any] = []
    connection = db.engine.raw_connection()
    try:
        cursor = connection.cursor()
        for _ in range(2):
            cursor.execute(EXPLAIN + statement, parameters)
            plans.append(cursor.fetchone())
        connection.rollback()
    finally:
        connection.close()
    told = plans[-1][0]
    return (json.loads(told) if isinstance(told, str) else told)[0]
