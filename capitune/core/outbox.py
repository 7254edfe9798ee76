"""The outbox: every effect that must not be lost is a row, written in the transaction of its cause.

After the commit the row's id is pushed to rq. If that push is lost (Redis emptied, worker killed), the
sweep finds the row and pushes again. PostgreSQL is the truth; Redis only saves time.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Index, Integer, Text, UniqueConstraint, or_, select, update
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core import jobs
from capitune.core.causes import cause_of
from capitune.core.clock import now
from capitune.core.db import HasId, Model, Moment, db
from capitune.core.ids import new_id
from capitune.core.work import after_commit, unit_of_work

log = structlog.get_logger(__name__)

Handler = Callable[["Delivery"], None]
Mourner = Callable[["Delivery", str], None]
# After the first try: 10 s, twice as long each time, an hour at most.
DELAYS = tuple(min(timedelta(seconds=10 * 2**n), timedelta(hours=1)) for n in range(11))
SWEEP_BATCH = 200


class OutboxRow(HasId, Model):
    """An effect to carry out, at least once; ``key`` makes asking twice once. ``closed_at``: a person said
    that it is never tried again, and ``closed_why``.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("key"),
        Index(
            "ix_outbox_waiting",
            "due_at",
            postgresql_where="done_at IS NULL AND dead_at IS NULL",
        ),
        Index("ix_outbox_dead", "id", postgresql_where="dead_at IS NOT NULL AND closed_at IS NULL"),
    )

    kind: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text)
    payload: Mapped[dict[str, Any]] = mapped_column(JSONB)
    due_at: Mapped[datetime] = mapped_column(Moment, default=now)
    claimed_until: Mapped[datetime | None] = mapped_column(Moment)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    done_at: Mapped[datetime | None] = mapped_column(Moment)
    dead_at: Mapped[datetime | None] = mapped_column(Moment)
    last_error: Mapped[str | None] = mapped_column(Text)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    closed_why: Mapped[str | None] = mapped_column(Text)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a handler gets: the row's id (a stable idempotency key), its payload (ids only), which try
    this is (the first is 1) and whether, if it fails, none follows.
    """

    id: uuid.UUID
    kind: str
    payload: dict[str, Any]
    attempt: int
    is_last: bool


@dataclass(frozen=True, slots=True)
class Effect:
    """A kind of effect: who carries it out, on which queue, how long one try may take, how long to wait
    after each, whether asking for another (``Retry``) may go on for as long as it takes, and who is told
    that it was given up.
    """

    handler: Handler
    queue: str
    lease: timedelta
    delays: tuple[timedelta, ...]
    patient: bool
    buried: Mourner | None

    def delay_after(self, attempt: int) -> timedelta:
        """How long to wait after this try (the first is 1)."""
        return self.delays[min(attempt, len(self.delays)) - 1]

    def is_last(self, attempt: int) -> bool:
        """If this try fails, none follows."""
        return attempt > len(self.delays) and not self.patient


class Retry(Exception):
    """Raised by a handler: not now, try again (after ``delay`` if given).

    ``counted`` False: nothing was tried at all, so it is not one of the tries that an effect has.
    """

    def __init__(
        self, reason: str, delay: timedelta | None = None, *, counted: bool = True
    ) -> None:
        super().__init__(reason)
        self.delay, self.counted = delay, counted


class GiveUp(Exception):
    """Raised by a handler: this will never work; keep the row as a dead letter for staff."""


_effects: dict[str, Effect] = {}


def effect(
    kind: str,
    *,
    queue: str = "default",
    lease_seconds: int = 60,
    delays: tuple[timedelta, ...] = DELAYS,
    patient: bool = False,
    buried: Mourner | None = None,
) -> Callable[[Handler], Handler]:
    """Register the handler of ``kind``. It must be safe to run twice.

    It has one try more than ``delays``. A ``patient`` one is tried until it succeeds or gives up: a file
    must not stay unscanned because the scanner was away for a day. ``buried(delivery, reason)`` runs in
    the transaction that makes the row a dead letter, however it came to that.
    """

    def register(handler: Handler) -> Handler:
        lease = timedelta(seconds=lease_seconds)
        _effects[kind] = Effect(handler, queue, lease, delays, patient, buried)
        return handler

    return register


def kinds() -> dict[str, Effect]:
    """The registered kinds, for the contract tests."""
    return dict(_effects)


def put(
    kind: str, payload: dict[str, Any], *, key: str, delay: timedelta | None = None
) -> uuid.UUID | None:
    """Ask for an effect, in the transaction of its cause. The id of its row; None when the same ``key``
    was asked for before, which changes nothing.

    Raises ``KeyError`` for a kind nobody handles, ``NoUnitOfWork`` outside a unit of work.
    """
    queue = _effects[kind].queue
    values = {
        "id": new_id(),
        "kind": kind,
        "key": key,
        "payload": payload,
        "due_at": now() + (delay or timedelta()),
        "attempts": 0,
        "created_at": now(),
    }
    statement = insert(OutboxRow).values(values).on_conflict_do_nothing(index_elements=["key"])
    written: uuid.UUID | None = db.session.scalar(statement.returning(OutboxRow.id))
    if written is not None and not delay:
        after_commit(jobs.push, "capitune.core.outbox.deliver", str(written), queue)
    return written


def _claim(row_id: uuid.UUID) -> Delivery | None:
    """Take the row for one try, or None when it is done, dead, not due, or in other hands."""
    kind = db.session.scalar(select(OutboxRow.kind).where(OutboxRow.id == row_id))
    if kind not in _effects:
        return None
    moment = now()
    statement = (
        update(OutboxRow)
        .where(
            OutboxRow.id == row_id,
            OutboxRow.done_at.is_(None),
            OutboxRow.dead_at.is_(None),
            OutboxRow.due_at <= moment,
            or_(OutboxRow.claimed_until.is_(None), OutboxRow.claimed_until < moment),
        )
        .values(claimed_until=moment + _effects[kind].lease, attempts=OutboxRow.attempts + 1)
        .returning(OutboxRow.id, OutboxRow.kind, OutboxRow.payload, OutboxRow.attempts)
    )
    with unit_of_work():
        row = db.session.execute(statement).first()
    if row is None:
        return None
    last = _effects[kind].is_last(row.attempts)
    return Delivery(row.id, row.kind, row.payload, row.attempts, last)


def deliver(row_id: str) -> bool:
    """Carry out one effect; True when it was done now. Runs in the worker, outside a transaction.

    A handler that fails is tried again with a growing delay; after its last try, or when it gives up,
    the row stays as a dead letter.
    """
    delivery = _claim(uuid.UUID(row_id))
    if delivery is None:
        return False
    known = _effects[delivery.kind]
    try:
        known.handler(delivery)
    except GiveUp as reason:
        _bury(delivery, str(reason))
        return False
    except Retry as retry:
        if retry.counted and delivery.is_last:
            _bury(delivery, str(retry))
        else:
            delay = retry.delay or known.delay_after(delivery.attempt)
            _put_off(delivery, str(retry), delay, counted=retry.counted)
        return False
    except Exception as error:
        log.exception("effect_failed", kind=delivery.kind, outbox_id=row_id)
        # A defect of ours: even what is patient does not meet it for ever.
        if delivery.attempt > len(known.delays):
            _bury(delivery, cause_of(error))
        else:
            _put_off(delivery, cause_of(error), known.delay_after(delivery.attempt))
        return False
    with unit_of_work():
        db.session.execute(
            update(OutboxRow)
            .where(OutboxRow.id == delivery.id)
            .values(done_at=now(), claimed_until=None, last_error=None)
        )
    return True


def _put_off(delivery: Delivery, reason: str, delay: timedelta, *, counted: bool = True) -> None:
    uncounted = {} if counted else {"attempts": delivery.attempt - 1}
    with unit_of_work():
        _note(delivery, reason, due_at=now() + delay, **uncounted)


def _bury(delivery: Delivery, reason: str) -> None:
    mourner = _effects[delivery.kind].buried
    with unit_of_work():
        if _note(delivery, reason, dead_at=now()) and mourner:
            mourner(delivery, reason)


def _note(delivery: Delivery, reason: str, **values: Any) -> bool:
    """Write down how the try ended. Only for the latest: one whose lease ran out has been taken over and
    is spoken for (False).
    """
    mine = (OutboxRow.id == delivery.id, OutboxRow.attempts == delivery.attempt)
    told = {"claimed_until": None, "last_error": reason[:500], **values}
    noted = update(OutboxRow).where(*mine).values(**told).returning(OutboxRow.id)
    dead = "dead_at" in values
    log.warning("effect_refused", kind=delivery.kind, outbox_id=str(delivery.id), dead=dead)
    return db.session.scalar(noted) is not None


def waiting(limit: int = SWEEP_BATCH) -> list[tuple[uuid.UUID, str]]:
    """Rows that are due and in nobody's hands, oldest first: (id, kind)."""
    moment = now()
    statement = (
        select(OutboxRow.id, OutboxRow.kind)
        .where(
            OutboxRow.done_at.is_(None),
            OutboxRow.dead_at.is_(None),
            OutboxRow.due_at <= moment,
            or_(OutboxRow.claimed_until.is_(None), OutboxRow.claimed_until < moment),
        )
        .order_by(OutboxRow.due_at)
        .limit(limit)
    )
    return [(row.id, row.kind) for row in db.session.execute(statement)]


def sweep() -> int:
    """Push again whatever waits; returns how many. The clock calls it every few seconds."""
    rows = waiting()
    for row_id, kind in rows:
        if kind in _effects:
            jobs.push("capitune.core.outbox.deliver", str(row_id), _effects[kind].queue)
    return len(rows)
