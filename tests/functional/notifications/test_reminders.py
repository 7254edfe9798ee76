"""Reminders: each once, to who can do something, at 8 in the morning where they are and never at night."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from capitune.accounts.models import User
from capitune.core import clock as house
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.dossiers import services as dossiers
from capitune.dossiers.models import Document, Dossier, Step
from capitune.dossiers.periodic import remind
from capitune.dossiers.queries import reminders, requirement_by_id
from capitune.dossiers.states import Owner
from capitune.notifications.hours import awake
from capitune.notifications.models import Notification
from capitune.notifications.services import Wanted, choose
from capitune.notifications.states import Mailing
from capitune.notifications.states import NotificationKind as Kind
from capitune.schedule import SCHEDULE
from tests.factories.documents import receive, reject, send
from tests.factories.dossiers import assign, make_dossier, propose, unassign
from tests.factories.people import acting, make_person, make_professional
from tests.functional.notifications.conftest import Go
from tests.support.mailbox import received
from tests.support.signing import browser_of
from tests.support.together import at_once

DAY = date(2027, 1, 14)
MORNING = "2027-01-14T13:00:00"  # 8:00 in Toronto, where people are unless they say otherwise


def told(user: User, kind: Kind) -> list[dict[str, Any]]:
    wanted = (Notification.user_id == user.id, Notification.kind == kind.value)
    return list(db.session.scalars(select(Notification.facts).where(*wanted)))


def step_on(dossier: Dossier, on: date, owner: Owner = Owner.CANDIDATE, **facts: Any) -> None:
    """The dossier with one step, planned for that day."""
    steps = db.session.scalars(select(Step.id).where(Step.dossier_id == dossier.id)).all()
    with unit_of_work():
        db.session.execute(
            update(Step)
            .where(Step.dossier_id == dossier.id)
            .values(target_on=on, owner=owner, done_at=house.now())
        )
        one = update(Step).where(Step.id == steps[0])
        db.session.execute(one.values(**{"done_at": None} | facts))


@pytest.fixture
def candidate(app: Flask, go: Go) -> User:
    go("2027-01-04T15:00:00")
    return make_person()


@pytest.mark.parametrize(
    ("left", "times"),
    [
        (15, 0),
        (14, 1),
        (8, 1),
        (7, 1),
        (3, 1),
        (2, 1),
        (0, 1),
        (-1, 1),
        (-7, 1),
        (-8, 0),
        (-300, 0),
    ],
)
def test_of_a_step_within_two_weeks_of_its_day(
    go: Go, candidate: User, left: int, times: int
) -> None:
    step_on(make_dossier(candidate), DAY + timedelta(days=left))
    go(MORNING)
    remind()
    assert len(told(candidate, Kind.STEP_DUE)) == times


def test_of_a_step_two_weeks_a_week_and_two_days_ahead_and_once_it_is_late(
    app: Flask, go: Go, candidate: User
) -> None:
    dossier = make_dossier(candidate)
    step_on(dossier, DAY)
    count = []
    for day in (6, 7, 7, 11, 12, 14, 15, 15, 21, 28):
        go(f"2027-01-{day:02}T17:00:00")
        remind()
        count.append(len(told(candidate, Kind.STEP_DUE)))
    assert count == [1, 2, 2, 2, 3, 3, 4, 4, 4, 4]
    assert told(candidate, Kind.STEP_DUE)[0]["on"] == "2027-01-14"
    mails = received(candidate.email, "notice")
    assert len(mails) == 4
    page = browser_of(app, candidate).get(f"/dossiers/{dossier.id}/steps")
    assert page.status_code == 200
    assert f"/dossiers/{dossier.id}/steps" in mails[0].text


def test_a_step_that_is_moved_is_told_anew(go: Go, candidate: User) -> None:
    dossier = make_dossier(candidate)
    step_on(dossier, DAY)
    go(MORNING)
    remind()
    step_on(dossier, DAY + timedelta(days=1))
    remind()
    # Both within the same moment of the clock that stands still: in either order.
    days = sorted(facts["on"] for facts in told(candidate, Kind.STEP_DUE))
    assert days == ["2027-01-14", "2027-01-15"]


def test_not_of_what_is_done_or_set_aside_or_another_s(go: Go, candidate: User) -> None:
    step_on(make_dossier(candidate), DAY, done_at=house.now())
    step_on(make_dossier(candidate), DAY, Owner.AUTHORITY)
    step_on(make_dossier(candidate), DAY, held_at=house.now(), hold_reason="Attend l’école.")
    archived = make_dossier(candidate)
    step_on(archived, DAY)
    with unit_of_work():
        dossiers.archive(acting(candidate), archived)
    go(MORNING)
    assert remind() == 0


def test_of_a_step_of_professionals_whoever_accompanies_the_dossier_now(
    go: Go, candidate: User
) -> None:
    anne, luc, marc, lise = (make_professional("immigration") for _ in range(4))
    lapsed = make_professional("immigration", until=house.now() + timedelta(days=3))
    dossier = make_dossier(candidate)
    step_on(dossier, DAY, Owner.PROFESSIONAL)
    for professional in (anne, luc, lapsed):
        assign(dossier, professional)
    unassign(assign(dossier, marc))
    propose(dossier, lise)
    go(MORNING)
    remind()
    people = (candidate, anne, luc, marc, lise, lapsed)
    assert [len(told(person, Kind.STEP_DUE)) for person in people] == [0, 1, 1, 0, 0, 0]


@pytest.mark.parametrize(
    ("zone", "early", "due", "late"),
    [
        ("America/Toronto", "2027-01-14T12:59:59", "2027-01-14T13:00:00", "2027-01-15T01:00:00"),
        (None, "2027-01-14T12:59:59", "2027-01-14T13:00:00", "2027-01-15T01:00:00"),
        ("Asia/Tokyo", "2027-01-14T22:59:59", "2027-01-14T23:00:00", "2027-01-15T11:00:00"),
        # The nights of the hour change: 14 March and 7 November 2027 in Toronto.
        ("America/Toronto", "2027-03-14T11:59:59", "2027-03-14T12:00:00", "2027-03-15T00:00:00"),
        ("America/Toronto", "2027-11-07T12:59:59", "2027-11-07T13:00:00", "2027-11-08T01:00:00"),
    ],
)
def test_at_8_where_its_reader_is_and_never_at_night(
    app: Flask, go: Go, zone: str | None, early: str, due: str, late: str
) -> None:
    reader = make_person(timezone=zone)
    dossier = make_dossier(reader)
    step_on(dossier, date.fromisoformat(due[:10]))
    for moment, times in ((early, 0), (late, 0), (due, 1)):
        go(moment)
        remind()
        assert len(told(reader, Kind.STEP_DUE)) == times, moment


def test_the_day_is_that_of_its_reader(app: Flask, go: Go) -> None:
    """On the 14th at 23:00 UTC it is the 15th in Tokyo already."""
    reader = make_person(timezone="Asia/Tokyo")
    step_on(make_dossier(reader), date(2027, 1, 29))
    go("2027-01-14T09:00:00")  # the 14th at 18:00: fifteen days ahead
    remind()
    assert told(reader, Kind.STEP_DUE) == []
    go("2027-01-14T23:00:00")
    remind()
    assert len(told(reader, Kind.STEP_DUE)) == 1


def rejected(candidate: User) -> Document:
    anne, dossier = make_professional("immigration"), make_dossier(candidate)
    assign(dossier, anne)
    return reject(receive(dossier), anne)


def test_of_a_document_to_send_again_after_one_week_and_after_three(
    app: Flask, go: Go, candidate: User
) -> None:
    rejected(candidate)  # on the 4th
    count = []
    for day in (4, 10, 11, 12, 24, 25, 31):
        go(f"2027-01-{day:02}T17:00:00")
        remind()
        count.append(len(told(candidate, Kind.DOCUMENT_AWAITED)))
    assert count == [0, 0, 1, 1, 1, 2, 2]


def test_not_of_one_that_was_sent_again(go: Go, candidate: User) -> None:
    document = rejected(candidate)
    send(db.session.get_one(Dossier, document.dossier_id))
    go(MORNING)
    remind()
    assert told(candidate, Kind.DOCUMENT_AWAITED) == []


def test_not_of_one_that_cannot_be_provided(go: Go, candidate: User) -> None:
    asked = rejected(candidate).requirement_id
    with unit_of_work():
        found = requirement_by_id(asked)
        assert found is not None
        dossiers.excuse(acting(candidate), found, "Ce papier n’existe pas ici.")
    go(MORNING)
    remind()
    assert told(candidate, Kind.DOCUMENT_AWAITED) == []


def test_of_a_dossier_that_awaits_an_answer_after_three_days_and_after_ten(
    go: Go, candidate: User
) -> None:
    anne, luc = make_professional("immigration"), make_professional("immigration")
    dossier = make_dossier(candidate)
    propose(dossier, anne)
    refused = propose(dossier, luc)
    with unit_of_work():
        dossiers.refuse_assignment(acting(luc), refused, reason="Complet.")
    count = []
    for day in (6, 7, 8, 13, 14, 20):
        go(f"2027-01-{day:02}T17:00:00")
        remind()
        count.append(len(told(anne, Kind.ANSWER_AWAITED)))
    assert count == [0, 1, 1, 1, 2, 2]
    assert told(luc, Kind.ANSWER_AWAITED) == []
    assert dossier.number not in str(told(anne, Kind.ANSWER_AWAITED))


def test_who_switched_it_off_is_not_told_and_holds_up_nobody(
    go: Go, candidate: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reminders, "BATCH", 2)
    others = [make_person() for _ in range(4)]
    for person in (candidate, *others):
        step_on(make_dossier(person), DAY)
    with unit_of_work():
        choose(acting(candidate), candidate, {Kind.STEP_DUE: Wanted(False, Mailing.OFF)})
    go(MORNING)
    remind()
    assert told(candidate, Kind.STEP_DUE) == []
    assert [len(told(person, Kind.STEP_DUE)) for person in others] == [1] * 4


def test_two_clocks_at_once_tell_once(live_app: Flask, go: Go) -> None:
    go("2027-01-04T15:00:00")
    people = [make_person() for _ in range(4)]
    for person in people:
        step_on(make_dossier(person), DAY)
    go(MORNING)
    at_once(live_app, remind, remind)
    assert [len(told(person, Kind.STEP_DUE)) for person in people] == [1] * 4
    assert [len(received(person.email, "notice")) for person in people] == [1] * 4


def test_somewhere_it_is_always_day() -> None:
    days = awake(house.now())
    assert sum(len(day.zones) for day in days) > 100
    assert all(day.begins <= house.now() < day.begins + timedelta(hours=21) for day in days)


def test_the_clock_runs_it() -> None:
    assert remind in [job.act for job in SCHEDULE]
