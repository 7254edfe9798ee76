"""What was told, and the letters that told it, go when their time is over; what waits stays."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from capitune.core import outbox, purging
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.ids import first_id_of, new_id
from capitune.core.outbox import OutboxRow
from capitune.core.post import Mail, MailState, post, purge_post, settle
from capitune.core.work import unit_of_work
from capitune.notifications.models import Digest, Notification
from capitune.notifications.periodic import ask_digests, purge_news
from capitune.notifications.queries import unread_count
from capitune.notifications.services import mark_all_read, tell
from capitune.notifications.states import NotificationKind as Kind
from capitune.schedule import SCHEDULE
from tests.factories.people import acting, make_person
from tests.support.clock import MovedClock

pytestmark = pytest.mark.usefixtures("app")


def left(model: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def a_letter(about: str = "a") -> OutboxRow:
    with unit_of_work():
        post("welcome", make_person().id, about=about)
    return db.session.scalars(select(OutboxRow).order_by(OutboxRow.id.desc())).first()  # type: ignore[return-value]


def end(row: OutboxRow, **how: Any) -> None:
    with unit_of_work():
        db.session.execute(update(OutboxRow).where(OutboxRow.id == row.id).values(**how))


def outlive(clock: MovedClock, **time: float) -> tuple[int, int]:
    clock.move(**time)
    purge_post()
    return left(OutboxRow), left(Mail)


def test_an_effect_that_was_done_goes_a_month_later_its_letter_a_year(clock: MovedClock) -> None:
    row = a_letter()
    clock.move(days=10)
    end(row, done_at=now())
    with unit_of_work():
        settle(row.id, MailState.SENT)
    assert outlive(clock, days=30, seconds=-1) == (1, 1)
    assert outlive(clock, seconds=2) == (0, 1)
    assert outlive(clock, days=335, seconds=-2) == (0, 1)
    assert outlive(clock, seconds=2) == (0, 0)


def test_one_that_was_given_up_stays_a_year_for_staff_to_see(clock: MovedClock) -> None:
    row = a_letter()
    end(row, dead_at=now())
    assert outlive(clock, days=365, seconds=-1) == (1, 1)
    assert outlive(clock, seconds=2) == (0, 1)


def test_what_waits_is_never_deleted(clock: MovedClock) -> None:
    a_letter()
    assert outlive(clock, days=4000) == (1, 1)


def test_an_event_that_comes_late_finds_its_letter(clock: MovedClock) -> None:
    row = a_letter()
    end(row, done_at=now())
    assert outlive(clock, days=31) == (0, 1)
    with unit_of_work():
        assert settle(row.id, MailState.BOUNCED) is not None


def test_news_goes_a_year_later_read_or_not(clock: MovedClock) -> None:
    reader, other = make_person(), make_person()
    for person in (reader, other):
        with unit_of_work():
            tell(person.id, Kind.WELCOME, key="w", facts={}, url="/dashboard")
    with unit_of_work():
        mark_all_read(acting(reader))
    clock.move(days=365, seconds=-1)
    assert purge_news() == 0
    assert unread_count(other.id) == 1
    clock.move(seconds=2)
    assert purge_news() == 2
    assert unread_count(other.id) == 0


def test_a_digest_that_is_forgotten_does_not_come_again(clock: MovedClock) -> None:
    reader = make_person()
    with unit_of_work():
        tell(reader.id, Kind.DOCUMENT_VALIDATED, key="v", facts={"dossier_id": "d"}, url="/")
    clock.move(days=1)
    assert ask_digests() == 1
    clock.move(days=366)
    purge_news()
    assert (left(Digest), left(Notification)) == (0, 0)
    assert ask_digests() == 0


def test_many_go_in_batches(clock: MovedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(purging, "BATCH", 2)
    for number in range(5):
        end(a_letter(str(number)), done_at=now())
    clock.move(days=31)
    waits = a_letter("waits")
    assert purge_post() == 5
    assert [row.id for row in db.session.scalars(select(OutboxRow))] == [waits.id]


def test_ids_tell_what_is_older() -> None:
    early = new_id()
    born = early.int >> 80
    moment = now().fromtimestamp(born / 1000, now().tzinfo)
    assert first_id_of(moment) <= early < first_id_of(moment + timedelta(milliseconds=1))
    assert first_id_of(moment).version == 7


def test_the_clock_runs_them() -> None:
    acts = {job.name: job.act for job in SCHEDULE}
    assert acts["post.purge"] is purge_post
    assert acts["news.purge"] is purge_news
    assert outbox.sweep in acts.values()
