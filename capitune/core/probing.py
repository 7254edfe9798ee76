"""Looking whether the parts of the house work: each look is short, alone, and cannot break the others."""

import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import structlog
from flask import current_app
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from capitune.core.causes import cause_of
from capitune.core.db import db
from capitune.core.work import unit_of_work

log = structlog.get_logger(__name__)

PATIENCE = 3.0  # seconds that a look from outside may take
STATEMENT = "2s"  # and one statement of the database


class Grade(StrEnum):
    """How it is."""

    FINE = "fine"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Found:
    """What a look found: facts by their code; what troubles, as a code (empty: nothing), and how grave that is."""

    facts: Mapping[str, Any] = field(default_factory=dict)
    trouble: str = ""
    grade: Grade = Grade.FINE
    cause: str = ""
    took: float = 0.0


Look = Callable[[], Found]


def troubled(trouble: str, grade: Grade = Grade.BAD, **facts: Any) -> Found:
    """A look that found something wrong."""
    return Found(facts, trouble, grade)


def look_at(outside: Mapping[str, Look], inside: Mapping[str, Look]) -> dict[str, Found]:
    """What all of them find. Those ``outside`` (they ask no database) run at once, in threads, and after 3 seconds
    are waited for no longer; those ``inside`` in turn, in a unit of work whose statements may take 2 seconds.
    A look that fails is a finding.
    """
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 for the threads

    def there(look: Look) -> Found:
        with app.app_context():
            return _looked(look)

    pool = ThreadPoolExecutor(max(1, len(outside)))
    began = {name: pool.submit(there, look) for name, look in outside.items()}
    found = {name: _looked(look, _briefly) for name, look in inside.items()}
    wait(began.values(), PATIENCE)
    pool.shutdown(wait=False, cancel_futures=True)
    return found | {name: _result(future) for name, future in began.items()}


def _result(future: "Future[Found]") -> Found:
    if future.done() and not future.cancelled():
        return future.result()
    return Found(trouble="no_answer", grade=Grade.BAD, took=PATIENCE)


def _looked(look: Look, within: Callable[[Look], Found] | None = None) -> Found:
    began = time.monotonic()
    try:
        found = within(look) if within else look()
    except Exception as error:  # noqa: BLE001 whatever it is, the page opens
        log.warning("look_failed", reason=cause_of(error))
        found = Found(trouble="failed", grade=Grade.BAD, cause=cause_of(error))
    took = time.monotonic() - began
    return Found(found.facts, found.trouble, found.grade, found.cause, took)


def _briefly(look: Look) -> Found:
    with unit_of_work():
        db.session.execute(text(f"SET LOCAL statement_timeout = '{STATEMENT}'"))
        found = look()
        db.session.execute(text("SET LOCAL statement_timeout = DEFAULT"))
    return found


def database_answers() -> bool:
    """True when the database does."""
    try:
        return bool(db.session.scalar(text("SELECT 1")))
    except SQLAlchemyError:
        db.session.rollback()
        return False
