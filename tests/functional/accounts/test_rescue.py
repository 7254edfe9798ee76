"""Somebody lost every factor: mailbox, the team, a day during which the owner can stop it, the team again."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from capitune.accounts import queries
from capitune.accounts.models import FactorRescue
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Role
from capitune.core.db import db
from tests.factories.factors import Enrolled, enrol
from tests.factories.people import PASSWORD, make_person
from tests.support.browserless import Browserless
from tests.support.clock import MovedClock
from tests.support.mailbox import path_for, received
from tests.support.signing import browser_of

ASK, CODE = "/login/rescue", "/login/rescue/code"


@pytest.fixture
def lost(app: Flask, clock: MovedClock) -> Enrolled:
    return enrol(make_person(Role.ADMIN, email="perdu@example.com"))


@pytest.fixture
def admin(app: Flask, clock: MovedClock) -> Browserless:
    return browser_of(app, make_person(Role.ADMIN))


def first_step(client: Browserless, lost: Enrolled) -> None:
    client.submit("/login", {"email": lost.user.email, "password": PASSWORD})


def digits(lost: Enrolled) -> str:
    found = re.search(r"\b\d{6}\b", received(lost.user.email, "rescue_code")[0].text)
    assert found
    return found.group()


def ask(client: Browserless, lost: Enrolled) -> FactorRescue:
    first_step(client, lost)
    assert client.submit(ASK).location == CODE
    assert client.submit(CODE, {"code": digits(lost)}).location == CODE
    return db.session.scalars(select(FactorRescue)).one()


def decide(admin: Browserless, rescue: FactorRescue, how: str) -> int:
    path = f"/admin/rescues/{rescue.id}/{how}"
    return admin.submit(path, page="/admin/rescues/").status_code


def test_the_whole_way(
    app: Flask, client: Browserless, admin: Browserless, lost: Enrolled, clock: MovedClock
) -> None:
    elsewhere = browser_of(app, lost.user)
    rescue = ask(client, lost)
    assert "perdu@example.com" in admin.get("/admin/rescues/").get_data(as_text=True)
    assert decide(admin, rescue, "complete") == 409
    assert decide(admin, rescue, "accept") == 303
    assert received(lost.user.email, "rescue_opened")
    clock.move(hours=23, minutes=59, seconds=59)
    admin = browser_of(app, make_person(Role.ADMIN))
    assert decide(admin, rescue, "complete") == 409
    assert queries.has_factor(lost.user.id)
    clock.move(seconds=1)
    assert decide(admin, rescue, "complete") == 303
    assert not queries.has_factor(lost.user.id)
    assert queries.factors_of(lost.user.id).codes_left == 0
    assert elsewhere.get("/dashboard").status_code == 303
    assert received(lost.user.email, "rescue_done")
    assert decide(admin, rescue, "complete") == 409
    told = select(AuditEvent.act).where(AuditEvent.subject_id == lost.user.id)
    assert set(db.session.scalars(told)) >= {
        Act.RESCUE_ASKED,
        Act.RESCUE_PROVED,
        Act.RESCUE_OPENED,
        Act.RESCUE_DONE,
    }
    first_step(client, lost)
    assert client.get("/dashboard").location == "/profile/security/factors"


def test_nobody_asks_without_the_password(client: Browserless, lost: Enrolled) -> None:
    for path in (ASK, CODE):
        assert client.get(path).location.startswith("/login")
        assert client.submit(path, page="/login").location.startswith("/login")
    assert received(lost.user.email) == received(lost.user.email, "factor_changed")


def test_five_wrong_codes_and_even_the_right_one_is_refused(
    client: Browserless, lost: Enrolled, clock: MovedClock
) -> None:
    first_step(client, lost)
    client.submit(ASK)
    for _ in range(5):
        assert client.submit(CODE, {"code": "000000"}).status_code == 422
    assert client.submit(CODE, {"code": digits(lost)}).status_code == 422
    clock.move(seconds=61)
    client.submit(ASK)
    assert client.submit(CODE, {"code": digits(lost)}).status_code == 303


@pytest.mark.parametrize(("seconds", "good"), [(-1, True), (0, False), (1, False)])
def test_the_code_lives_fifteen_minutes(
    client: Browserless, lost: Enrolled, clock: MovedClock, seconds: int, good: bool
) -> None:
    first_step(client, lost)
    client.submit(ASK)
    code = digits(lost)
    clock.move(minutes=9)
    first_step(client, lost)  # the sign-in lives ten
    clock.move(minutes=6, seconds=seconds)
    assert client.submit(CODE, {"code": code}).status_code == (303 if good else 422)


def test_asked_twice_within_a_minute_sends_one(client: Browserless, lost: Enrolled) -> None:
    first_step(client, lost)
    for _ in range(3):
        client.submit(ASK)
    assert len(received(lost.user.email, "rescue_code")) == 1


def test_the_owner_stops_it_by_the_letter(
    app: Flask, client: Browserless, admin: Browserless, lost: Enrolled, clock: MovedClock
) -> None:
    rescue = ask(client, lost)
    decide(admin, rescue, "accept")
    link = path_for(lost.user.email, "rescue_opened")
    stranger = browser_of(app, None)
    assert stranger.get(link).status_code == 200
    assert db.session.scalars(select(FactorRescue.ended_at)).one() is None
    assert stranger.submit(link).status_code == 303
    assert stranger.get(link).status_code == 422
    clock.move(hours=25)
    later = browser_of(app, make_person(Role.ADMIN))
    assert decide(later, rescue, "complete") == 409
    assert queries.has_factor(lost.user.id)


def test_whoever_comes_in_with_a_factor_has_not_lost_it(
    client: Browserless, admin: Browserless, lost: Enrolled
) -> None:
    rescue = ask(client, lost)
    decide(admin, rescue, "accept")
    client.submit("/login/second-step", {"code": lost.code()})
    db.session.refresh(rescue)
    assert rescue.ended_reason == "factor_used"


def test_nobody_decides_on_their_own(app: Flask, client: Browserless, lost: Enrolled) -> None:
    rescue = ask(client, lost)
    mine = browser_of(app, lost.user)
    for how in ("accept", "refuse", "complete"):
        assert decide(mine, rescue, how) == 403


def test_deciding_asks_again_who_one_is(
    client: Browserless, admin: Browserless, lost: Enrolled, clock: MovedClock
) -> None:
    rescue = ask(client, lost)
    clock.move(minutes=11)
    assert decide(admin, rescue, "accept") == 403
    db.session.refresh(rescue)
    assert rescue.opened_at is None


def test_refused_is_over(client: Browserless, admin: Browserless, lost: Enrolled) -> None:
    rescue = ask(client, lost)
    assert decide(admin, rescue, "refuse") == 303
    assert decide(admin, rescue, "accept") == 409
