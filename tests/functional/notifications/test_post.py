"""The post: what became of each letter, at least once or at most once by its class, and the breaker."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from capitune.accounts.models import User
from capitune.core import letters, outbox
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.mail import SendGridMailer
from capitune.core.outbox import OutboxRow
from capitune.core.post import Breaker, Mail, MailState, opened_until, post, trip
from capitune.core.work import unit_of_work
from capitune.notifications.models import Notification
from capitune.notifications.services import MailEvent, note_event, tell
from capitune.notifications.states import NotificationKind
from tests.factories.people import make_person
from tests.support.clock import MovedClock
from tests.support.nasty_server import Move, NastyServer, hang, http

pytestmark = pytest.mark.usefixtures("app", "class_letters")

FORBIDDEN = b'{"errors": [{"message": "authorization required"}]}'
REFUSED = b'{"errors": [{"message": "bad"}]}'


@pytest.fixture
def broken_letter() -> Iterator[None]:
    """A letter that meets a defect of ours."""
    letters.letter("of_nonsense")(lambda _payload: 1 / 0)  # type: ignore[arg-type,return-value]
    yield
    letters._letters.pop("of_nonsense")


@pytest.fixture
def through(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Deliver what waits, due now, through a SendGrid that plays these moves; how often it was asked."""

    def deliver(*moves: Move) -> int:
        with NastyServer(*moves) as server, monkeypatch.context() as patch:
            mailer = SendGridMailer("key", server.url, "CAPITUNE <x@capitune.example>", 0.4)
            patch.setitem(app.extensions, "capitune.mail", mailer)
            with unit_of_work():
                db.session.execute(update(OutboxRow).values(due_at=now()))
            for row_id, _ in outbox.waiting():
                outbox.deliver(str(row_id))
            return len(server.requests)

    return deliver


def ask(letter: str, about: str = "1", **facts: str) -> User:
    person = make_person()
    with unit_of_work():
        post(letter, person.id, about=about, **facts)
    return person


def mail() -> Mail:
    db.session.expire_all()
    return db.session.scalars(select(Mail)).one()


def effect() -> OutboxRow:
    db.session.expire_all()
    return db.session.scalars(select(OutboxRow)).one()


def test_a_letter_is_queued_then_sent(through: Callable[..., int]) -> None:
    person = ask("of_work")
    assert (mail().state, mail().user_id) == (MailState.QUEUED, person.id)
    assert through(http(202)) == 1
    assert (mail().state, mail().id) == (MailState.SENT, effect().id)


def test_the_same_letter_about_the_same_thing_is_one() -> None:
    person = ask("of_work")
    with unit_of_work():
        post("of_work", person.id, about="1")
    assert mail().letter == "of_work"


@pytest.mark.parametrize("letter", ["of_security", "of_work"])
def test_what_may_have_gone_goes_again(letter: str, through: Callable[..., int]) -> None:
    ask(letter)
    assert through(hang) == 1
    assert mail().state is MailState.QUEUED
    assert through(http(202)) == 1
    assert mail().state is MailState.SENT


def test_bulk_that_may_have_gone_does_not_go_again(through: Callable[..., int]) -> None:
    ask("of_bulk")
    assert through(hang) == 1
    assert through(http(202)) == 0
    assert (mail().state, effect().dead_at is None) == (MailState.FAILED, False)


def test_bulk_whose_worker_died_meanwhile_does_not_go_again(through: Callable[..., int]) -> None:
    ask("of_bulk")
    with unit_of_work():
        db.session.execute(update(Mail).values(handed_at=now()))
    assert through(http(202)) == 0
    assert mail().state is MailState.FAILED


@pytest.mark.parametrize("answer", [http(429, retry_after="1"), http(401, FORBIDDEN)])
def test_bulk_that_certainly_did_not_go_goes_later(
    answer: Move, through: Callable[..., int], clock: MovedClock
) -> None:
    ask("of_bulk")
    assert through(answer) == 1
    assert mail().state is MailState.QUEUED
    clock.move(minutes=6)
    assert through(http(202)) == 1
    assert mail().state is MailState.SENT


def test_a_service_that_refuses_us_is_left_alone(
    through: Callable[..., int], clock: MovedClock
) -> None:
    for number in range(3):
        ask("of_work", about=str(number))
    assert through(http(401, FORBIDDEN)) == 1
    assert through(http(202)) == 0
    rows = db.session.scalars(select(OutboxRow)).all()
    assert {(row.attempts, row.dead_at) for row in rows} == {(0, None)}
    clock.move(minutes=5, seconds=1)
    assert through(http(202)) == 3


def test_a_service_that_asks_us_to_wait_is_left_alone_as_long(
    through: Callable[..., int], clock: MovedClock
) -> None:
    for letter in ("of_security", "of_work", "of_bulk"):
        ask(letter)
    assert through(http(429, retry_after="90")) == 1
    clock.move(seconds=89)
    assert through(http(202)) == 0
    rows = db.session.scalars(select(OutboxRow)).all()
    assert {(row.attempts, row.dead_at) for row in rows} == {(0, None)}
    clock.move(seconds=2)
    assert through(http(202)) == 3


def test_a_longer_pause_is_not_cut_short_by_a_shorter_one(clock: MovedClock) -> None:
    with unit_of_work():
        trip(Breaker.MAIL, "long", timedelta(minutes=5))
        trip(Breaker.MAIL, "short", timedelta(seconds=1))
    assert opened_until(Breaker.MAIL) == now() + timedelta(minutes=5)


@pytest.mark.parametrize(("header", "minutes"), [("1", 1), ("1800", 30)], ids=["sooner", "later"])
def test_a_wait_that_is_asked_for_never_shortens_ours(
    header: str, minutes: int, through: Callable[..., int], clock: MovedClock
) -> None:
    ask("of_work")
    through(http(503, retry_after=header))
    assert effect().due_at - now() == timedelta(minutes=minutes)


def test_what_is_known_to_have_arrived_does_not_go_again(through: Callable[..., int]) -> None:
    ask("of_security")
    assert through(hang) == 1
    note_event(MailEvent(mail().id, "delivered"))
    assert through(http(202)) == 0
    assert (mail().state, effect().done_at is None) == (MailState.DELIVERED, False)


@pytest.mark.usefixtures("broken_letter")
def test_a_letter_that_cannot_be_composed_failed_after_its_last_try(
    through: Callable[..., int],
) -> None:
    ask("of_nonsense")
    while effect().dead_at is None:
        assert mail().state is MailState.QUEUED
        assert through(http(202)) == 0
    assert (effect().attempts, mail().state) == (8, MailState.FAILED)
    assert mail().reason.startswith("ZeroDivisionError, notifications/jobs.py:")


def test_after_the_last_try_it_failed(through: Callable[..., int]) -> None:
    ask("of_work")
    waits = []
    while effect().dead_at is None:
        before = now()
        through(http(503))
        if effect().dead_at is None:
            waits.append(round((effect().due_at - before).total_seconds() / 60))
    assert waits == [1, 5, 15, 60, 240, 720, 1440]
    assert (mail().state, mail().reason) == (MailState.FAILED, "SendGrid answered 503")


def test_what_is_refused_failed(through: Callable[..., int]) -> None:
    ask("of_work")
    through(http(400, REFUSED))
    assert (mail().state, mail().reason) == (MailState.FAILED, "SendGrid answered 400: bad")


@pytest.mark.parametrize(
    ("read", "state"), [(True, MailState.DROPPED), (False, MailState.SENT)], ids=["read", "unread"]
)
def test_what_was_read_in_the_product_is_not_written(
    read: bool, state: MailState, through: Callable[..., int]
) -> None:
    person = make_person()
    with unit_of_work():
        kind = NotificationKind.DOCUMENT_VALIDATED
        tell(person.id, kind, key="k", facts={}, url="/")
        post("of_work", person.id, about="1", unless_read="k")
        if read:
            db.session.execute(update(Notification).values(read_at=now()))
    assert through(http(202)) == (0 if read else 1)
    assert mail().state is state
