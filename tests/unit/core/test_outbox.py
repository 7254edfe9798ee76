"""Effects are rows: asked once, done at least once, tried again, never lost."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from capitune.core import clock, outbox
from capitune.core.db import db
from capitune.core.work import NoUnitOfWork, unit_of_work


@pytest.fixture
def done() -> Iterator[list[outbox.Delivery]]:
    """What the handler of kind ``test`` carried out."""
    seen: list[outbox.Delivery] = []
    outbox.effect("test", lease_seconds=30)(seen.append)
    yield seen
    outbox._effects.pop("test")


def ask(key: str = "k", **payload: str) -> None:
    with unit_of_work():
        outbox.put("test", payload, key=key)


def row() -> outbox.OutboxRow:
    db.session.expire_all()
    return db.session.scalars(select(outbox.OutboxRow)).one()


def deliver_all() -> list[bool]:
    return [outbox.deliver(str(row_id)) for row_id, _ in outbox.waiting()]


def make_due() -> None:
    with unit_of_work():
        earlier = clock.now() - timedelta(seconds=1)
        db.session.execute(update(outbox.OutboxRow).values(due_at=earlier))


def test_asking_twice_under_one_key_is_once(app: Flask, done: list[outbox.Delivery]) -> None:
    ask(person="a")
    ask(person="a")
    assert deliver_all() == [True]
    assert [d.payload for d in done] == [{"person": "a"}]


def test_a_delivery_that_comes_twice_is_done_once(app: Flask, done: list[outbox.Delivery]) -> None:
    ask()
    row_id = str(row().id)
    assert (outbox.deliver(row_id), outbox.deliver(row_id)) == (True, False)
    assert len(done) == 1


def test_a_try_whose_lease_ran_out_does_not_speak_for_the_next_one(app: Flask) -> None:
    """A worker thought dead that fails late neither delays nor kills what another has taken up."""
    held: list[bool] = []

    def handler(delivery: outbox.Delivery) -> None:
        if delivery.attempt == 1:
            with unit_of_work():
                lapsed = clock.now() - timedelta(seconds=1)
                db.session.execute(update(outbox.OutboxRow).values(claimed_until=lapsed))
            held.append(outbox._claim(delivery.id) is not None)
            raise outbox.GiveUp("too late to say")

    outbox.effect("test", lease_seconds=30)(handler)
    ask()
    assert deliver_all() == [False]
    outbox._effects.pop("test")
    assert held == [True]
    late = row()
    assert (late.attempts, late.dead_at, late.last_error) == (2, None, None)
    assert late.claimed_until is not None


def test_asking_outside_a_unit_of_work_is_an_error(app: Flask, done: list[outbox.Delivery]) -> None:
    with pytest.raises(NoUnitOfWork):
        outbox.put("test", {}, key="k")


def test_a_kind_without_handler_is_refused_at_once(app: Flask) -> None:
    with pytest.raises(KeyError), unit_of_work():
        outbox.put("nobody", {}, key="k")


def test_a_rolled_back_cause_leaves_no_row(app: Flask, done: list[outbox.Delivery]) -> None:
    with pytest.raises(ZeroDivisionError), unit_of_work():
        outbox.put("test", {}, key="k")
        raise ZeroDivisionError
    assert outbox.waiting() == []


def test_a_handler_that_fails_is_tried_again_with_a_growing_delay(app: Flask) -> None:
    tries: list[int] = []

    def fail(delivery: outbox.Delivery) -> None:
        tries.append(delivery.attempt)
        raise RuntimeError("away")

    outbox.effect("test")(fail)
    ask()
    delays = []
    for _ in range(3):
        make_due()
        before = clock.now()
        deliver_all()
        delays.append(round((row().due_at - before).total_seconds()))
    outbox._effects.pop("test")
    assert tries == [1, 2, 3]
    assert delays == [10, 20, 40]
    assert (row().last_error, row().dead_at) == ("RuntimeError", None)


def test_after_the_last_try_the_row_stays_as_a_dead_letter(app: Flask) -> None:
    def fail(_delivery: outbox.Delivery) -> None:
        raise outbox.Retry("away")

    outbox.effect("test")(fail)
    ask()
    for _ in range(len(outbox.DELAYS) + 1):
        make_due()
        deliver_all()
    make_due()
    outbox._effects.pop("test")
    assert row().dead_at is not None
    assert outbox.waiting() == []


def test_an_effect_has_a_pace_of_its_own(app: Flask) -> None:
    def fail(_delivery: outbox.Delivery) -> None:
        raise outbox.Retry("away")

    outbox.effect("test", delays=(timedelta(minutes=1), timedelta(minutes=5)))(fail)
    ask()
    delays = []
    for _ in range(3):
        make_due()
        before = clock.now()
        deliver_all()
        delays.append(None if row().dead_at else round((row().due_at - before).total_seconds()))
    outbox._effects.pop("test")
    assert delays == [60, 300, None]


def test_a_try_that_tried_nothing_is_not_counted(app: Flask) -> None:
    def wait(_delivery: outbox.Delivery) -> None:
        raise outbox.Retry("closed", timedelta(minutes=3), counted=False)

    outbox.effect("test", delays=(timedelta(minutes=1),))(wait)
    ask()
    for _ in range(5):
        make_due()
        deliver_all()
    outbox._effects.pop("test")
    assert (row().attempts, row().dead_at) == (0, None)


def test_giving_up_ends_at_once(app: Flask) -> None:
    def refuse(_delivery: outbox.Delivery) -> None:
        raise outbox.GiveUp("no such address")

    outbox.effect("test")(refuse)
    ask()
    deliver_all()
    outbox._effects.pop("test")
    assert (row().attempts, row().last_error) == (1, "no such address")
    assert row().dead_at is not None


@pytest.mark.parametrize(
    ("raised", "reason"),
    [
        (outbox.GiveUp("never"), "never"),
        (outbox.Retry("away"), "away"),
        (RuntimeError("a defect"), "RuntimeError"),
    ],
)
def test_whoever_asked_to_know_is_told_of_a_dead_letter_once(
    app: Flask, raised: Exception, reason: str
) -> None:
    told: list[str] = []

    def fail(_delivery: outbox.Delivery) -> None:
        raise raised

    outbox.effect("test", delays=(), buried=lambda _delivery, why: told.append(why))(fail)
    ask()
    deliver_all()
    deliver_all()
    outbox._effects.pop("test")
    assert (told, row().dead_at is None) == ([reason], False)


def test_a_claim_left_by_a_killed_worker_is_taken_again_after_its_lease(
    app: Flask, done: list[outbox.Delivery]
) -> None:
    ask()
    row_id = row().id
    assert outbox._claim(row_id) is not None  # the worker that will be killed
    assert outbox.waiting() == []
    assert outbox.deliver(str(row_id)) is False
    with unit_of_work():
        past = clock.now() - timedelta(seconds=1)
        db.session.execute(update(outbox.OutboxRow).values(claimed_until=past))
    assert [row_id for row_id, _ in outbox.waiting()] == [row_id]
    assert deliver_all() == [True]
    assert [d.attempt for d in done] == [2]


def test_the_sweep_pushes_what_redis_forgot(app: Flask, done: list[outbox.Delivery]) -> None:
    ask()
    app.extensions["capitune.redis"].flushdb()
    assert outbox.sweep() == 1
    assert app.extensions["capitune.redis"].llen("rq:queue:default") == 1
