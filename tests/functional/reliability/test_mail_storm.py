"""A storm: every letter through a mail service that misbehaves, for three days of the house's clock.

``STORM_MAILS=2000`` makes it a large one; its figures are logged.
"""

import itertools
import os
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import structlog
from flask import Flask
from sqlalchemy import func, select, update

from capitune.accounts.models import User
from capitune.core import jobs, outbox
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.outbox import OutboxRow
from capitune.core.post import Mail, MailState, post
from capitune.core.work import unit_of_work
from capitune.notifications.jobs import DELAYS
from capitune.notifications.models import Notification
from capitune.notifications.services import tell
from capitune.notifications.states import NotificationKind
from tests.factories.people import make_person
from tests.support.clock import MovedClock
from tests.support.job_workers import work_off
from tests.support.nasty_events import NastyEvents
from tests.support.nasty_sendgrid import PATIENCE, Books, NastySendGrid, Spell
from tests.support.noting_mailer import NotingMailer
from tests.support.signed_events import public_key

log = structlog.get_logger(__name__)

MAILS = int(os.environ.get("STORM_MAILS", "200"))
THREADS = 4
# What becomes of a letter, its class, and the share of such letters.
SHARES = (
    ("plain", "of_security", 0.30),
    ("plain", "of_work", 0.31),
    ("plain", "of_bulk", 0.25),
    ("refused", "of_security", 0.01),
    ("refused", "of_work", 0.02),
    ("refused", "of_bulk", 0.01),
    ("hopeless", "of_security", 0.01),
    ("hopeless", "of_work", 0.01),
    ("read", "of_work", 0.03),
    ("later", "of_work", 0.05),
)


@pytest.fixture
def events(live_app: Flask, monkeypatch: pytest.MonkeyPatch) -> NastyEvents:
    """What the service tells, through the product's own door."""
    monkeypatch.setitem(live_app.config, "SENDGRID_WEBHOOK_KEY", public_key())

    def send(body: bytes, headers: dict[str, str]) -> int:
        answer = live_app.test_client().post("/webhooks/sendgrid", data=body, headers=headers)
        return answer.status_code

    return NastyEvents(send)


@pytest.fixture
def service(events: NastyEvents) -> Iterator[NastySendGrid]:
    """The service, and its weather."""
    minute = timedelta(minutes=1)
    spells = (
        Spell(MAILS * 7 // 10, 429, timedelta(seconds=30)),
        Spell(MAILS * 9 // 10, 401, 12 * minute),
        Spell(MAILS * 6 // 5, 429, 40 * minute, dated=True),
        Spell(MAILS * 7 // 5, 429, 7 * minute),
    )
    with NastySendGrid(*spells, on_taken=events.taken) as running:
        yield running


@pytest.fixture
def mailer(
    live_app: Flask, service: NastySendGrid, monkeypatch: pytest.MonkeyPatch
) -> NotingMailer:
    """What the application writes through."""
    noting = NotingMailer(service.url, PATIENCE)
    monkeypatch.setitem(live_app.extensions, "capitune.mail", noting)
    return noting


def ask_for_all() -> dict[str, int]:
    """Letters of each share, in transactions of ten; some asked for twice, some taken back."""
    people = [make_person() for _ in range(MAILS // 5)]
    abouts = [
        (f"{kind}-{letter}-{number}", letter)
        for kind, letter, share in SHARES
        for number in range(round(share * MAILS))
    ]
    whose = list(zip(abouts, itertools.cycle(people), strict=False))
    for start in range(0, len(whose), 10):
        with unit_of_work():
            for (about, letter), person in whose[start : start + 10]:
                ask(about, letter, person)
    with unit_of_work():
        for (about, letter), person in whose[::10]:
            ask(about, letter, person)
    with pytest.raises(ZeroDivisionError), unit_of_work():
        for number in range(MAILS // 20):
            post("of_work", people[0].id, about=f"never-{number}")
        raise ZeroDivisionError
    return Counter(letter for _about, letter in abouts)


def ask(about: str, letter: str, person: User) -> None:
    facts = {}
    if about.startswith(("read", "later")):
        kind = NotificationKind.DOCUMENT_VALIDATED
        tell(person.id, kind, key=about, facts={}, url="/")
        facts = {"unless_read": about}
    post(letter, person.id, about=about, **facts)


def read(kind: str) -> None:
    """Letters of this kind that are to be read in the product before they leave are read there now."""
    keys = db.session.scalars(select(Notification.key)).all()
    mine = [key for key in keys if key.startswith(kind) and was_read(key)]
    with unit_of_work():
        read_now = update(Notification).where(Notification.key.in_(mine)).values(read_at=now())
        db.session.execute(read_now)


def next_due() -> Any:
    db.session.rollback()
    left = (OutboxRow.done_at.is_(None), OutboxRow.dead_at.is_(None))
    return db.session.scalar(select(func.min(OutboxRow.due_at)).where(*left))


def weather(app: Flask, clock: MovedClock, events: NastyEvents) -> int:
    """Let time pass until nothing waits; the number of stops."""
    read("read")
    for stop in range(1, 200):
        due = next_due()
        if due is None:
            events.tell_rest()
            return stop
        clock.move(seconds=max(0.0, (due - now()).total_seconds()))
        if stop == 2:
            jobs.connection().flushdb()
        while outbox.waiting():
            outbox.sweep()
            work_off(app, THREADS)
        if stop == 1:
            read("later")
        events.tell_some()
    raise AssertionError("the storm does not end")


def expected(mail: Mail, about: str, mailer: NotingMailer, told: set[str]) -> MailState:
    """What is true of a letter, by what the service told and how its tries ended."""
    outcomes = {
        "bounce": MailState.BOUNCED,
        "delivered": MailState.DELIVERED,
        "dropped": MailState.DROPPED,
        "blocked": MailState.DROPPED,
    }
    for outcome, state in outcomes.items():
        if outcome in told:
            return state
    if str(mail.id) in mailer.took:
        return MailState.SENT
    return MailState.DROPPED if was_read(about) else MailState.FAILED


def was_read(about: str) -> bool:
    return about.startswith("read") or (about.startswith("later") and about[-1] in "02468")


def dies(about: str, mail: Mail, mailer: NotingMailer) -> bool:
    """True for a letter that ends among the dead ones: refused, hopeless, or at most once and unlucky."""
    if about.startswith(("refused", "hopeless")):
        return True
    return mail.letter == "of_bulk" and str(mail.id) in mailer.may_have_taken


class Outcome:
    """What became of each letter, by what it was about: in our own tables and in the service's books."""

    def __init__(self, books: Books) -> None:
        db.session.expire_all()
        about = OutboxRow.payload["about"].astext
        rows = select(Mail, about, OutboxRow.dead_at).join(OutboxRow, OutboxRow.id == Mail.id)
        self.mails, self.dead = dict[str, Mail](), set[str]()
        for mail, about_what, dead_at in db.session.execute(rows):
            self.mails[about_what] = mail
            self.dead |= {about_what} if dead_at else set()
        self.books = books
        self.times = {about: books.taken[str(mail.id)] for about, mail in self.mails.items()}
        self.tries = {books.subjects[key]: moments for key, moments in books.tries.items()}

    def of(self, *classes: str) -> set[str]:
        """The letters of these classes."""
        return {about for about, mail in self.mails.items() if mail.letter in classes}

    @property
    def states(self) -> dict[str, MailState]:
        """What we say became of them."""
        return {about: mail.state for about, mail in self.mails.items()}

    def figures(self) -> dict[str, Any]:
        """For whoever wants to know."""
        return {
            "mails": len(self.mails),
            "states": dict(Counter(state.value for state in self.states.values())),
            "dead": len(self.dead),
            "more_than_once": sum(times > 1 for times in self.times.values()),
            "moves": dict(self.books.moves),
        }


def none_lost_none_twice(outcome: Outcome, mailer: NotingMailer) -> None:
    """At least once what matters, at most once what is bulk; what will never work is kept for staff."""
    dead = {about for about, mail in outcome.mails.items() if dies(about, mail, mailer)}
    read_before = {about for about in outcome.mails if was_read(about)}
    due = outcome.of("of_security", "of_work") - dead - read_before
    assert {about for about in due if outcome.times[about] == 0} == set()
    assert {about for about in outcome.of("of_bulk") if outcome.times[about] > 1} == set()
    assert {about for about in read_before if outcome.times[about]} == set()
    assert outcome.dead == dead


def tries_wait(outcome: Outcome, spells: list[Spell]) -> None:
    """Never sooner than planned, once only for what is refused; of a service that takes nothing, little
    is asked.
    """
    for moments in outcome.tries.values():
        gaps = [later - sooner for sooner, later in itertools.pairwise(moments)]
        assert all(gap >= planned for gap, planned in zip(gaps, DELAYS, strict=False)), gaps
    refused = [about for about in outcome.mails if about.startswith("refused")]
    assert {len(outcome.tries[about]) for about in refused} == {1}
    for spell in spells:
        pauses = 1 if spell.status == 429 else 3
        # Each thread may ask once more or twice before the first refusal is written down.
        assert 1 <= spell.asked.total() <= 3 * THREADS * pauses
        assert max(spell.asked.values()) <= pauses


def owners_are_told(outcome: Outcome) -> None:
    """Whoever's address refuses mail finds that in the product, once for each letter."""
    kind = Notification.kind == NotificationKind.ADDRESS_REFUSES_MAIL
    told = Counter(db.session.scalars(select(Notification.user_id).where(kind)))
    bounced = [mail for mail in outcome.mails.values() if mail.state is MailState.BOUNCED]
    assert told == Counter(mail.user_id for mail in bounced)


@pytest.mark.usefixtures("class_letters")
def test_the_post_keeps_its_promises_in_a_storm(
    live_app: Flask,
    clock: MovedClock,
    service: NastySendGrid,
    mailer: NotingMailer,
    events: NastyEvents,
) -> None:
    asked = ask_for_all()
    began, begun = time.monotonic(), now()
    stops = weather(live_app, clock, events)
    seconds, outcome = time.monotonic() - began, Outcome(service.books)
    log.warning(
        "storm",
        **outcome.figures(),
        seconds=round(seconds, 1),
        days=round((now() - begun) / timedelta(days=1), 1),
        stops=stops,
        events={f"{kind} {status}": n for (kind, status), n in events.answers.items()},
    )

    # What was asked for is there once, what was taken back is not; the service saw nothing else.
    assert Counter(mail.letter for mail in outcome.mails.values()) == asked
    assert set(service.books.subjects.values()) <= set(outcome.mails)
    none_lost_none_twice(outcome, mailer)
    # What the service said it took was heard, but for a few answers that a busy machine kept too long.
    assert mailer.took <= service.books.confirmed
    assert len(service.books.confirmed - mailer.took) <= MAILS // 20
    tries_wait(outcome, service.spells)
    truth = {
        about: expected(mail, about, mailer, events.told[str(mail.id)])
        for about, mail in outcome.mails.items()
    }
    assert outcome.states == truth
    events.tell_again()
    assert Outcome(service.books).states == truth
    assert set(events.answers) == {("signed", 204), ("forged", 404)}
    owners_are_told(outcome)
