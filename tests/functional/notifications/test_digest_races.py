"""Clocks that ask for digests at one instant, each on a connection of its own."""

import threading

from flask import Flask
from sqlalchemy import func, select

from capitune.core import clock as house
from capitune.core.db import db
from capitune.core.outbox import OutboxRow
from capitune.core.schedule import PeriodicRun, run_if_due
from capitune.core.work import unit_of_work
from capitune.notifications.models import Digest
from capitune.notifications.queries import notification_rows
from capitune.notifications.queries.digests import digests_due
from capitune.notifications.services import ask_digest, mark_all_read, tell
from capitune.notifications.states import NotificationKind as Kind
from capitune.schedule import SCHEDULE
from tests.factories.people import acting, make_person
from tests.functional.notifications.conftest import Go

CLOCKS = 3


def waits(count: int) -> None:
    for number in range(count):
        user = make_person()
        with unit_of_work():
            tell(user.id, Kind.DOCUMENT_VALIDATED, key=str(number), facts={}, url="/")


def asked() -> int:
    statement = select(func.count()).where(OutboxRow.payload["letter"].astext == "digest")
    return db.session.scalar(statement) or 0


def test_two_clocks_at_once_ask_once(live_app: Flask, go: Go) -> None:
    go("2027-01-14T10:00:00")
    waits(12)
    go("2027-01-14T13:00:00")
    dues = digests_due(house.now(), 100)
    answers, together = list[bool](), threading.Barrier(CLOCKS)

    def ask() -> None:
        with live_app.app_context():
            for user_id, due in dues:
                together.wait(10)
                with unit_of_work():
                    answers.append(ask_digest(user_id, due))
            db.session.remove()

    threads = [threading.Thread(target=ask) for _ in range(CLOCKS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(answers), sum(answers), asked()) == (12 * CLOCKS, 12, 12)
    assert db.session.scalar(select(func.count(Digest.id))) == 12


def test_the_clock_asks_for_them_each_minute_and_again_changes_nothing(
    live_app: Flask, go: Go
) -> None:
    (job,) = [job for job in SCHEDULE if job.name == "digests.ask"]
    go("2027-01-14T10:00:00")
    waits(1)
    with unit_of_work():
        db.session.add(PeriodicRun(name=job.name, ran_at=house.now()))
    go("2027-01-14T13:00:00")
    assert [run_if_due(job), run_if_due(job), asked()] == [True, False, 1]
    go("2027-01-14T13:01:00")
    assert [run_if_due(job), asked()] == [True, 1]


def test_who_reads_at_that_instant_is_not_waited_for(live_app: Flask, go: Go) -> None:
    """The reader has the row in hand: the clock passes, and nothing is told that was just read."""
    user = make_person()
    go("2027-01-14T10:00:00")
    with unit_of_work():
        tell(user.id, Kind.DOCUMENT_VALIDATED, key="k", facts={}, url="/")
    go("2027-01-14T13:00:00")
    ((user_id, due),) = digests_due(house.now(), 10)
    answers = list[bool]()

    def ask() -> None:
        with live_app.app_context():
            with unit_of_work():
                answers.append(ask_digest(user_id, due))
            db.session.remove()

    with unit_of_work():
        mark_all_read(acting(user))
        clock = threading.Thread(target=ask)
        clock.start()
        clock.join(10)
    assert (answers, asked()) == ([False], 0)
    assert all(row.read_at for row in notification_rows(acting(user), 20).items)
