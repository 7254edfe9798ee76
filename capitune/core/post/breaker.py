"""A breaker: a service that refuses us altogether is left alone for a while, by every process.

It is a row, not a memory: each job of the worker is a process of its own.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.post.models import OpenBreaker


class Breaker(StrEnum):
    """The services that have one."""

    MAIL = "mail"


def opened_until(breaker: Breaker) -> datetime | None:
    """Until when the service is left alone; None when it may be asked."""
    return db.session.scalar(
        select(OpenBreaker.open_until).where(
            OpenBreaker.name == breaker.value, OpenBreaker.open_until > now()
        )
    )


def trip(breaker: Breaker, reason: str, pause: timedelta) -> None:
    """Leave the service alone for this long; a longer pause that was begun stays."""
    values = {"open_until": now() + pause, "reason": reason[:500]}
    statement = insert(OpenBreaker).values(name=breaker.value, **values)
    longer = OpenBreaker.open_until < statement.excluded.open_until
    db.session.execute(
        statement.on_conflict_do_update(index_elements=["name"], set_=values, where=longer)
    )
