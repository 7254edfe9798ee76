"""Accounts that the team closes and opens again, through the door."""

from datetime import UTC, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from capitune.accounts import services
from capitune.accounts.models import Suspension, User
from capitune.accounts.policy import LIFTER
from capitune.accounts.services import Closing
from capitune.accounts.states import Standing
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Actor, Role
from capitune.core.clock import now, today
from capitune.core.db import db
from capitune.core.errors import DomainError
from capitune.core.work import unit_of_work
from tests.factories.people import PASSWORD, acting, make_person, make_professional
from tests.support.browserless import Browserless
from tests.support.clock import MovedClock, clock
from tests.support.mailbox import received
from tests.support.outbox import run_outbox
from tests.support.signing import browser_of

__all__ = ["clock"]

CLOSING = Closing("spam", "Adverts under five posts.", "Adverts have no place here.")
FIELDS = {"reason": "spam", "words": CLOSING.words, "message": CLOSING.message, "until": ""}


@pytest.fixture
def staff(app: Flask) -> User:
    return make_person(Role.ADMIN)


@pytest.fixture
def admin(app: Flask, staff: User) -> Browserless:
    return browser_of(app, staff)


@pytest.fixture
def awa(app: Flask) -> User:
    return make_person(email="awa@example.com")


def standing_of(user: User) -> Standing:
    db.session.expire_all()
    return db.session.scalars(select(User.standing).where(User.id == user.id)).one()


def acts(act: Act, user: User) -> int:
    rows = select(AuditEvent.id).where(AuditEvent.act == act, AuditEvent.subject_id == user.id)
    return len(db.session.scalars(rows).all())


def refused(act: object, *args: object) -> str:
    with pytest.raises(DomainError) as refusal, unit_of_work():
        act(*args)  # type: ignore[operator]
    return refusal.value.code


def test_everything_closes_and_opens_again(
    app: Flask, admin: Browserless, staff: User, awa: User
) -> None:
    theirs, path = browser_of(app, awa), f"/admin/users/{awa.id}"
    assert theirs.get("/dashboard").status_code == 200
    assert admin.submit(f"{path}/suspend", FIELDS, page=path).status_code == 303
    assert standing_of(awa) is Standing.SUSPENDED
    assert theirs.get("/dashboard").status_code == 303
    known = {"email": "awa@example.com", "password": PASSWORD}
    answer = browser_of(app, None).submit("/login", known)
    assert answer.status_code == 422
    assert CLOSING.message in answer.get_data(as_text=True)
    run_outbox()
    (letter,) = received("awa@example.com", "account_suspended")
    assert CLOSING.message in str(letter)
    assert CLOSING.words not in str(letter)
    page = admin.get(path).get_data(as_text=True)
    assert CLOSING.words in page
    assert f"{path}/suspend" not in page

    assert admin.submit(f"{path}/lift", page=path).status_code == 303
    assert standing_of(awa) is Standing.ACTIVE
    assert theirs.get("/dashboard").status_code == 303  # what was open stays closed
    assert browser_of(app, None).submit("/login", known).status_code == 303
    run_outbox()
    assert len(received("awa@example.com", "account_reinstated")) == 1
    assert (acts(Act.ACCOUNT_SUSPENDED, awa), acts(Act.ACCOUNT_REINSTATED, awa)) == (1, 1)
    assert admin.submit(f"{path}/lift", page=path).status_code == 409


def test_what_is_wrong_is_said_and_nothing_happens(admin: Browserless, awa: User) -> None:
    path = f"/admin/users/{awa.id}"
    day = today("UTC")
    for wrong in (
        {"reason": "king"},
        {"reason": ""},
        {"words": " "},
        {"message": ""},
        {"message": "x" * 1001},
        {"message": "a\u202eb"},
        {"until": "soon"},
        {"until": str(day - timedelta(days=2))},
        {"until": str(day + timedelta(days=5000))},
    ):
        answer = admin.submit(f"{path}/suspend", {**FIELDS, **wrong}, page=path)
        assert answer.status_code == 422, wrong
        assert 'aria-invalid="true"' in answer.get_data(as_text=True), wrong
    assert standing_of(awa) is Standing.ACTIVE
    assert db.session.scalars(select(Suspension)).all() == []


def test_an_old_sign_in_confirms_first(clock: MovedClock, app: Flask, staff: User) -> None:
    person = make_person()
    path = f"/admin/users/{person.id}"
    admin = browser_of(app, staff)
    token = admin.token(path)
    clock.move(minutes=11)
    answer = admin.post(f"{path}/suspend", data={**FIELDS, "csrf_token": token})
    assert answer.status_code == 403
    assert "Confirmez que c’est bien vous" in answer.get_data(as_text=True)
    assert db.session.get_one(User, person.id).standing is Standing.ACTIVE


def test_who_may(app: Flask) -> None:
    admin, mod = make_person(Role.ADMIN), make_person(Role.MODERATOR)
    other, pro = make_person(Role.ADMIN), make_professional("immigration")
    candidate, old = make_person(), now() - timedelta(minutes=11)
    for actor, subject, code in (
        (acting(admin), admin, "not_for_oneself"),
        (acting(mod), mod, "not_for_oneself"),
        (acting(mod), admin, "not_found"),
        (acting(pro), candidate, "not_found"),
        (acting(candidate), pro, "not_found"),
        (Actor.system("cli"), candidate, "not_found"),
        (acting(admin, proved_at=old), candidate, "step_up_required"),
    ):
        assert refused(services.suspend, actor, subject, CLOSING) == code
        assert refused(services.reinstate, actor, subject) == code
    for actor, subject in ((acting(admin), other), (acting(admin), mod), (acting(mod), pro)):
        with unit_of_work():
            services.suspend(actor, subject, CLOSING)
        assert standing_of(subject) is Standing.SUSPENDED
        assert refused(services.suspend, actor, subject, CLOSING) == "already_suspended"


def test_the_last_admin_stays(app: Flask, staff: User) -> None:
    gone = acting(make_person(Role.ADMIN, standing=Standing.SUSPENDED))
    assert refused(services.suspend, gone, staff, CLOSING) == "last_admin"
    leaving = make_person(standing=Standing.LEAVING)
    assert refused(services.suspend, acting(staff), leaving, CLOSING) == "not_active"


def test_the_clock_lifts_it(clock: MovedClock, staff: User, awa: User) -> None:
    def close(hours: int) -> None:
        with unit_of_work():
            until = now() + timedelta(hours=hours)
            services.suspend(acting(staff), awa, Closing("other", "w", "m", until))

    close(2)
    run_outbox()
    assert standing_of(awa) is Standing.SUSPENDED
    clock.move(hours=2, seconds=1)
    run_outbox()
    assert standing_of(awa) is Standing.ACTIVE
    close(2)
    with unit_of_work():
        services.reinstate(acting(staff), awa)
    with unit_of_work():
        lasting = services.suspend(acting(staff), awa, CLOSING)
        lasting_id = lasting.id
    clock.move(hours=3)
    run_outbox()
    with unit_of_work():  # of one without an end, or twice: nothing
        services.reinstate_when_over(Actor.system(LIFTER), lasting_id)
    assert standing_of(awa) is Standing.SUSPENDED
    assert acts(Act.ACCOUNT_REINSTATED, awa) == 2


def test_the_last_day_is_a_whole_one_where_the_reader_is(
    app: Flask, admin: Browserless, staff: User, awa: User
) -> None:
    path = f"/admin/users/{awa.id}"
    for zone, ends in (
        ("America/Vancouver", "2030-07-02T07:00"),
        ("Asia/Tokyo", "2030-07-01T15:00"),
    ):
        with unit_of_work():
            db.session.get_one(User, staff.id).timezone = zone
        sent = {**FIELDS, "until": "2030-07-01"}
        assert admin.submit(f"{path}/suspend", sent, page=path).status_code == 303
        db.session.expire_all()
        held = db.session.scalars(select(Suspension).where(Suspension.lifted_at.is_(None))).one()
        assert held.until is not None
        assert held.until.astimezone(UTC).isoformat().startswith(ends), zone
        assert admin.submit(f"{path}/lift", page=path).status_code == 303
