"""Accounts that an admin sets to be erased: the same thirty days, letter and end as the person's own deletion."""

import pytest
from flask import Flask
from sqlalchemy import select

from capitune.accounts import services
from capitune.accounts.models import Departure, User
from capitune.accounts.services import Closing
from capitune.accounts.states import Standing
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Actor, Door, Role
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.dossiers.states import AssignmentStatus
from tests.factories.dossiers import assign, make_dossier
from tests.factories.people import PASSWORD, acting, make_person, make_professional
from tests.functional.backoffice.test_suspension import refused, standing_of
from tests.support.browserless import Browserless
from tests.support.clock import MovedClock, clock
from tests.support.mailbox import path_for, received
from tests.support.outbox import run_outbox
from tests.support.signing import browser_of

__all__ = ["clock"]


@pytest.fixture
def staff(app: Flask) -> User:
    return make_person(Role.ADMIN)


@pytest.fixture
def admin(app: Flask, staff: User) -> Browserless:
    return browser_of(app, staff)


@pytest.fixture
def awa(app: Flask) -> User:
    return make_person(email="awa@example.com", first_name="Awa")


def events(act: Act, user: User) -> list[AuditEvent]:
    rows = select(AuditEvent).where(AuditEvent.act == act, AuditEvent.subject_id == user.id)
    return list(db.session.scalars(rows))


def departures() -> list[Departure]:
    db.session.expire_all()
    return list(db.session.scalars(select(Departure)))


def test_it_closes_now_and_the_person_may_keep_it(
    app: Flask, admin: Browserless, staff: User, awa: User
) -> None:
    theirs, here = browser_of(app, awa), f"/admin/users/{awa.id}"
    pro = make_professional("immigration")
    assignment = assign(make_dossier(candidate=awa), pro)
    sent = {"reason": "asked", "address": " AWA@example.com "}
    for wrong in ({"address": "awa@example.org"}, {"address": ""}, {"reason": "king"}):
        answer = admin.submit(f"{here}/erase", {**sent, **wrong}, page=here)
        assert answer.status_code == 422, wrong
        assert 'id="erasure-address"' in answer.get_data(as_text=True)
    assert (standing_of(awa), departures()) == (Standing.ACTIVE, [])
    assert admin.submit(f"{here}/erase", sent, page=here).status_code == 303
    assert standing_of(awa) is Standing.LEAVING
    assert theirs.get("/dashboard").status_code == 303
    (event,) = events(Act.ACCOUNT_DISMISSED, awa)
    assert (event.actor_id, event.data) == (staff.id, {"reason": "asked"})
    assert events(Act.ACCOUNT_LEFT, awa) == []
    db.session.refresh(assignment)
    assert assignment.status is AssignmentStatus.ENDED
    page = admin.get(here).get_data(as_text=True)
    assert f"{here}/erase" not in page
    assert admin.submit(f"{here}/erase", sent, page=here).status_code == 422
    (letter,) = received("awa@example.com", "deletion_by_team")
    assert "Notre équipe a fermé votre compte" in str(letter)
    way = path_for("awa@example.com", "deletion_by_team")
    owner = browser_of(app, None)
    assert owner.submit(way).status_code == 303
    assert standing_of(awa) is Standing.ACTIVE


def test_nothing_is_left_after_thirty_days(
    clock: MovedClock, app: Flask, staff: User, awa: User
) -> None:
    with unit_of_work():
        services.erase_person(acting(staff), awa, "other", awa.email)
    clock.move(days=30, seconds=-1)
    run_outbox()
    assert standing_of(awa) is Standing.LEAVING
    clock.move(seconds=2)
    run_outbox()
    (departure,) = departures()
    assert departure.erased_at is not None
    assert standing_of(awa) is Standing.ERASED
    assert db.session.get_one(User, awa.id).first_name != "Awa"


def test_a_suspended_account_comes_back_suspended(
    app: Flask, admin: Browserless, staff: User, awa: User
) -> None:
    here, sent = f"/admin/users/{awa.id}", {"reason": "other", "address": awa.email}
    with unit_of_work():
        services.suspend(acting(staff), awa, Closing("spam", "Adverts.", "No adverts."))
    assert admin.submit(f"{here}/erase", sent, page=here).status_code == 303
    browser_of(app, None).submit(path_for("awa@example.com", "deletion_by_team"))
    assert standing_of(awa) is Standing.SUSPENDED
    known = {"email": awa.email, "password": PASSWORD}
    answer = browser_of(app, None).submit("/login", known)
    assert "No adverts." in answer.get_data(as_text=True)
    with unit_of_work():
        services.reinstate(acting(staff), db.session.get_one(User, awa.id))
    assert standing_of(awa) is Standing.ACTIVE


def test_never_oneself_nor_the_last_admin_nor_by_others(
    app: Flask, admin: Browserless, staff: User, awa: User
) -> None:
    own = f"/admin/users/{staff.id}"
    token = admin.token(f"/admin/users/{awa.id}")
    sent = {"reason": "other", "address": staff.email, "csrf_token": token}
    assert admin.post(f"{own}/erase", data=sent).status_code in (403, 422)
    assert refused(services.erase_person, acting(staff), staff, "other", staff.email) == (
        "not_for_oneself"
    )
    mona, ada = make_person(Role.MODERATOR), make_person(Role.ADMIN)
    for actor in (acting(mona), acting(awa), Actor.system("cli"), Actor.anonymous(Door.WEB)):
        code = refused(services.erase_person, actor, awa, "other", awa.email)
        assert code in ("forbidden", "not_found")
    stale = acting(ada)
    with unit_of_work():
        services.erase_person(acting(staff), ada, "leaves_team", ada.email)
    # Ada's page was open since before: nobody would be left.
    assert refused(services.erase_person, stale, staff, "other", staff.email) == "last_admin"
    assert standing_of(staff) is Standing.ACTIVE
    assert refused(services.erase_person, acting(staff), ada, "other", ada.email) == (
        "already_leaving"
    )
