"""The worker killed while the mail service has a letter in its hands: security mail goes again, bulk does not."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from capitune.core import outbox
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.mail import SendGridMailer
from capitune.core.outbox import OutboxRow
from capitune.core.post import Mail, MailState, post
from capitune.core.work import unit_of_work
from capitune.worker import work
from tests.factories.people import make_person
from tests.support.eventually import eventually
from tests.support.nasty_server import NastyServer, hang, http
from tests.support.processes import forked, kill_with_children


def let_the_claim_lapse() -> None:
    with unit_of_work():
        past = now() - timedelta(seconds=1)
        db.session.execute(update(OutboxRow).values(claimed_until=past))


def state() -> MailState:
    db.session.rollback()
    return db.session.scalars(select(Mail.state)).one()


@pytest.mark.usefixtures("class_letters")
@pytest.mark.parametrize(
    ("letter", "asked", "expected"),
    [
        ("of_security", 2, MailState.SENT),
        ("of_work", 2, MailState.SENT),
        ("of_bulk", 1, MailState.FAILED),
    ],
)
def test_a_letter_whose_worker_is_killed(
    live_app: Flask,
    monkeypatch: pytest.MonkeyPatch,
    letter: str,
    asked: int,
    expected: MailState,
) -> None:
    person = make_person()
    with NastyServer(hang, http(202)) as service:
        mailer = SendGridMailer("key", service.url, "CAPITUNE <x@capitune.example>")
        monkeypatch.setitem(live_app.extensions, "capitune.mail", mailer)
        with unit_of_work():
            post(letter, person.id, about="1")
        with forked(lambda: work(live_app)) as worker:
            eventually(lambda: service.requests, "the service to have the letter")
            kill_with_children(worker)
        assert state() is MailState.QUEUED
        let_the_claim_lapse()
        outbox.sweep()
        with forked(lambda: work(live_app)):
            eventually(lambda: state() is not MailState.QUEUED, "the next worker to take it up")
        assert (state(), len(service.requests)) == (expected, asked)
