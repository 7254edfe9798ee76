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

PAUSE = timedelta(minutes=5)


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


def trip(breaker: Breaker, reason: str) -> datetime:
    """Leave the service alone for five minutes; until when."""
    until = now() + PAUSE
    values = {"open_until": until, "reason": reason[:500]}
    statement = insert(OpenBreaker).values(name=breaker.value, **values)
    db.session.execute(statement.on_conflict_do_update(index_elements=["name"], set_=values))
    return until
