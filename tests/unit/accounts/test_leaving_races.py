"""Leaving, coming back, being erased and asking for copies, at the same instant or twice."""

import uuid
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from capitune.accounts import services
from capitune.accounts.jobs.erasing import ERASER
from capitune.accounts.jobs.exporting import prepare_export
from capitune.accounts.models import Departure, Export, User
from capitune.accounts.services.leaving import depart
from capitune.accounts.states import ExportStatus, Standing
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.outbox import Delivery
from capitune.core.work import unit_of_work
from tests.factories.people import acting, make_person
from tests.support.clock import MovedClock
from tests.support.mailbox import received
from tests.unit.accounts.test_races import all_at_once, count


def test_six_requests_for_a_copy_are_one(live_app: Flask) -> None:
    person = make_person()
    actor, key = acting(person), person.id

    def ask(_number: int) -> uuid.UUID:
        return services.ask_export(actor, db.session.get_one(User, key)).id

    assert len(set(all_at_once(live_app, ask))) == 1
    assert count(Export) == 1


def test_six_requests_to_leave_are_one(live_app: Flask) -> None:
    person = make_person()
    actor, key = acting(person), person.id

    def leave(_number: int) -> uuid.UUID:
        held = db.session.scalars(select(User).where(User.id == key).with_for_update()).one()
        return depart(actor, held).id

    assert len(set(all_at_once(live_app, leave))) == 1
    assert count(Departure) == 1


@pytest.mark.parametrize("seconds", [-1, 0])
def test_coming_back_and_erasing_never_both_win(
    live_app: Flask, clock: MovedClock, seconds: int
) -> None:
    """The account's row decides; at the last instant it is the erasure, a second before it is the owner."""
    person = make_person()
    actor, key = acting(person), person.id
    with unit_of_work():
        departure = depart(actor, db.session.get_one(User, key)).id
    clock.move(days=30, seconds=seconds)

    def act(number: int) -> Any:
        if number % 2:
            return services.begin_erasing(ERASER, departure)
        services.come_back(actor, db.session.get_one(Departure, departure))
        return "back"

    answers = all_at_once(live_app, act)
    db.session.expire_all()
    standing = db.session.get_one(User, key).standing
    if seconds:
        assert answers.count("back") == 1
        assert standing is Standing.ACTIVE
    else:
        assert "back" not in answers
        assert standing is Standing.ERASED


def test_a_copy_prepared_twice_is_one(app: Flask) -> None:
    person = make_person(email="awa@example.com")
    with unit_of_work():
        key = services.ask_export(acting(person), person).id
    again = Delivery(uuid.uuid4(), "accounts.export", {"export_id": str(key)}, 1, is_last=False)
    prepare_export(again)
    db.session.expire_all()
    first = db.session.get_one(Export, key).ready_at
    prepare_export(again)
    db.session.expire_all()
    made = db.session.get_one(Export, key)
    assert (made.status, made.ready_at) == (ExportStatus.READY, first)
    assert made.expires_at is not None
    assert made.expires_at > now()
    assert len(received("awa@example.com", "export_ready")) == 1
    assert db.session.scalar(select(func.count()).select_from(Export)) == 1
