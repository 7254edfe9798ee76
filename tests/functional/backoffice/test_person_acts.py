"""What an admin does about one person from their page: each act, who may not, and two at once."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from capitune.accounts import services
from capitune.accounts.models import FactorRescue, User
from capitune.accounts.queries import has_factor
from capitune.accounts.queries.openings import openings
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Actor, Door, Role
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.dossiers import services as dossiers
from tests.factories.dossiers import assign, make_dossier
from tests.factories.factors import enrol
from tests.factories.people import acting, make_person, make_professional
from tests.functional.backoffice.test_suspension import refused
from tests.support.browserless import Browserless
from tests.support.clock import MovedClock, clock
from tests.support.mailbox import path_for, received
from tests.support.outbox import run_outbox
from tests.support.signing import browser_of
from tests.support.statements import statements

__all__ = ["clock"]


@pytest.fixture
def staff(app: Flask) -> User:
    return make_person(Role.ADMIN, first_name="Nadia", last_name="Zed")


@pytest.fixture
def admin(app: Flask, staff: User) -> Browserless:
    return browser_of(app, staff)


@pytest.fixture
def awa(app: Flask) -> User:
    return make_person(first_name="Awa", last_name="Sow", email="awa@example.com")


def acts(act: Act, user: User) -> int:
    rows = select(AuditEvent.id).where(AuditEvent.act == act, AuditEvent.subject_id == user.id)
    return len(db.session.scalars(rows).all())


def fresh(user: User) -> User:
    db.session.expire_all()
    return db.session.get_one(User, user.id)


def test_the_page_shows_where_they_are_and_nothing_of_their_dossiers(
    app: Flask, admin: Browserless, awa: User
) -> None:
    dossier = make_dossier(candidate=awa, title="Mon secret", description="Chantecler")
    pro = make_professional("immigration", first_name="Paul")
    assign(dossier, pro)
    theirs = browser_of(app, awa)
    theirs.get("/dashboard")
    for person, words in ((awa, "Prospect"), (pro, "Responsable")):
        with statements() as sent:
            page = admin.get(f"/admin/users/{person.id}").get_data(as_text=True)
        assert len(sent) <= 14, [one[:80] for one in sent]
        assert dossier.number in page
        assert "Mon secret" not in page
        assert "Chantecler" not in page
        assert f"/dossiers/{dossier.id}/" not in page
        assert f"/admin/audit/?person={person.id}" in page
        assert words in page
    moderator = browser_of(app, make_person(Role.MODERATOR))
    page = moderator.get(f"/admin/users/{awa.id}").get_data(as_text=True)
    assert f"/admin/users/{awa.id}/suspend" in page
    for hidden in (dossier.number, "/role", "/sign-out", 'id="connections"', "/admin/audit"):
        assert hidden not in page


def test_connections_are_ended_one_by_one_and_all_at_once(
    app: Flask, admin: Browserless, staff: User, awa: User
) -> None:
    first, second = browser_of(app, awa), browser_of(app, awa)
    here = f"/admin/users/{awa.id}"
    opened = sorted(openings(awa), key=lambda one: one.id)
    assert f"/sessions/{opened[0].id}/end" in admin.get(here).get_data(as_text=True)
    end = f"{here}/sessions/{opened[0].id}/end"
    refused_page = admin.submit(end, {"reason": "king"}, page=here)
    assert refused_page.status_code == 422
    assert f'id="{opened[0].id}-reason"' in refused_page.get_data(as_text=True)
    assert first.get("/dashboard").status_code == 200
    assert admin.submit(end, {"reason": "lost_device"}, page=here).status_code == 303
    ended = select(AuditEvent.data).where(AuditEvent.act == Act.SESSION_CLOSED)
    assert db.session.scalars(ended).one()["reason"] == "lost_device"
    assert (first.get("/dashboard").status_code, second.get("/dashboard").status_code) == (303, 200)
    own = openings(staff)[0].id
    sent = {"reason": "other"}
    assert admin.submit(f"{here}/sessions/{own}/end", sent, page=here).status_code == 404
    assert admin.submit(f"{here}/sign-out", {"reason": "king"}, page=here).status_code == 422
    assert admin.submit(f"{here}/sign-out", {"reason": "at_risk"}, page=here).status_code == 303
    assert second.get("/dashboard").status_code == 303
    assert (acts(Act.SESSION_CLOSED, awa), acts(Act.SESSIONS_CLOSED, awa)) == (1, 1)


def test_a_correction_and_two_at_once(app: Flask, admin: Browserless, awa: User) -> None:
    here = f"/admin/users/{awa.id}"
    page = admin.get(here).get_data(as_text=True)
    version = re.search(r'name="version"[^>]*value="(\d+)"', page)
    assert version
    sent = {"first_name": "Awa", "last_name": "Ndiaye", "country": "FR", "language": "fr"}
    mine = {**sent, "version": version[1]}
    assert admin.submit(f"{here}/edit", mine, page=here).status_code == 303
    later = admin.submit(f"{here}/edit", {**mine, "last_name": "Fall"}, page=here)
    text = later.get_data(as_text=True)
    assert later.status_code == 409
    assert "<dd>Ndiaye</dd>" in text
    assert 'value="Fall"' in text
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    again = re.search(r'name="version"[^>]*value="(\d+)"', text)
    assert again
    assert again[1] != version[1]
    assert fresh(awa).last_name == "Ndiaye"
    for wrong in ({"first_name": ""}, {"country": "XX"}, {"language": "de"}, {"last_name": "IRCC"}):
        answer = admin.submit(f"{here}/edit", {**sent, "version": again[1], **wrong}, page=here)
        assert answer.status_code == 422, wrong
    sent |= {"last_name": "Fall", "version": again[1]}
    assert admin.submit(f"{here}/edit", sent, page=here).status_code == 303
    assert (fresh(awa).last_name, acts(Act.ACCOUNT_EDITED, awa)) == ("Fall", 2)
    posted = {**sent, "role": "admin", "email": "x@example.com", "version": ""}
    assert admin.submit(f"{here}/edit", posted, page=here).status_code == 409
    assert (fresh(awa).role, fresh(awa).email) == (Role.CANDIDATE, "awa@example.com")


def test_a_role_changes_and_comes_back(
    app: Flask, admin: Browserless, staff: User, awa: User
) -> None:
    theirs, here = browser_of(app, awa), f"/admin/users/{awa.id}"
    for wrong in ({"role": "king", "reason": "other"}, {"role": "moderator", "reason": "king"}):
        assert admin.submit(f"{here}/role", wrong, page=here).status_code == 422
    sent = {"role": "moderator", "reason": "joins_team"}
    assert admin.submit(f"{here}/role", sent, page=here).status_code == 303
    assert fresh(awa).role is Role.MODERATOR
    assert theirs.get("/dashboard").status_code == 303
    run_outbox()
    assert len(received("awa@example.com", "role_changed")) == 1
    # A page opened before losing the role does nothing any more.
    page = "/admin/users/"
    colleague = browser_of(app, fresh(awa))
    other = make_person()
    token = colleague.token(page)
    with unit_of_work():
        dossiers.change_role(acting(staff), fresh(awa), "candidate", "leaves_team")
    answer = colleague.post(f"{page}{other.id}/lift", data={"csrf_token": token})
    assert answer.status_code in (303, 401, 404)
    assert colleague.get(page).status_code in (303, 404)
    own = f"/admin/users/{staff.id}"
    assert "/role" not in admin.get(own).get_data(as_text=True)
    token = admin.token(here)
    for act, fields in (("role", sent), ("suspend", {}), ("sign-out", {"reason": "other"})):
        answer = admin.post(f"{own}/{act}", data={**fields, "csrf_token": token})
        assert answer.status_code in (403, 422), act
    assert fresh(staff).role is Role.ADMIN


def test_what_a_role_would_leave_behind_is_refused(app: Flask, staff: User, awa: User) -> None:
    make_dossier(candidate=awa)
    verified, free = make_professional("immigration"), make_professional()
    asked = make_professional("immigration")
    assign(make_dossier(), asked)
    with unit_of_work():
        db.session.get_one(User, asked.id).licence_scopes = []
    for user, code in (
        (awa, "has_dossiers"),
        (verified, "licence_stands"),
        (fresh(asked), "accompanies"),
        (staff, "not_for_oneself"),
    ):
        assert refused(dossiers.change_role, acting(staff), user, "moderator") == code
    with unit_of_work():
        dossiers.change_role(acting(staff), free, "candidate")
    assert fresh(free).role is Role.CANDIDATE
    mona = make_person(Role.MODERATOR)
    for actor in (acting(mona), acting(awa), Actor.system("cli"), Actor.anonymous(Door.WEB)):
        assert refused(dossiers.change_role, actor, free, "admin") in ("forbidden", "not_found")


def test_the_last_admin_stays_one(app: Flask, staff: User) -> None:
    ada = make_person(Role.ADMIN)
    stale = acting(ada)
    with unit_of_work():
        dossiers.change_role(acting(staff), ada, "moderator")
    # Ada's page was open since before: nobody would be left.
    assert refused(dossiers.change_role, stale, staff, "moderator") == "last_admin"
    closing = services.Closing("other", "w", "m")
    assert refused(services.suspend, stale, staff, closing) == "last_admin"


def test_a_link_begins_the_way_back_and_no_secret_is_shown(
    clock: MovedClock, app: Flask, admin: Browserless, staff: User, awa: User
) -> None:
    here = f"/admin/users/{awa.id}"
    assert 'id="factor"' not in admin.get(here).get_data(as_text=True)
    assert refused(services.offer_rescue, acting(staff), awa, "other") == "no_factor_to_remove"
    enrol(awa)
    sent = {"reason": "lost_device"}
    answer = admin.submit(f"{here}/factor", sent, page=here)
    assert answer.status_code == 303
    path = path_for("awa@example.com", "rescue_offered")
    token = path.rsplit("/", 1)[1]
    assert token not in admin.get(here).get_data(as_text=True)
    assert refused(services.offer_rescue, acting(staff), awa, "other") == "rescue_under_way"
    (rescue,) = db.session.scalars(select(FactorRescue)).all()
    assert (rescue.due_at, rescue.mailbox_proved_at) == (None, None)
    assert refused(services.complete_rescue, acting(staff), rescue) == "rescue_too_early"
    owner = browser_of(app, None)
    assert owner.get(path).status_code == 200
    assert owner.submit(path).status_code == 200
    assert owner.get(path).status_code == 422
    assert refused(services.complete_rescue, acting(staff), rescue) == "rescue_too_early"
    run_outbox()
    assert len(received("awa@example.com", "rescue_opened")) == 1
    clock.move(hours=24, seconds=1)
    with unit_of_work():
        services.complete_rescue(acting(staff), db.session.get_one(FactorRescue, rescue.id))
    assert not has_factor(awa.id)
    assert (acts(Act.RESCUE_OFFERED, awa), acts(Act.RESCUE_DONE, awa)) == (1, 1)
    me = make_person(Role.ADMIN)
    assert refused(services.offer_rescue, acting(me), me, "other") == "not_for_oneself"
    assert browser_of(app, None).get("/login/rescue/take/dead").status_code == 422


def test_somebody_is_invited_once_and_again(
    clock: MovedClock, app: Flask, admin: Browserless
) -> None:
    page = "/admin/users/invite"
    sent = {"email": "zoe@example.com", "role": "moderator", "language": "en", "country": "BJ"}
    for wrong in ({"email": "zoe"}, {"role": "king"}, {"first_name": "✓"}, {"country": "XX"}):
        assert admin.submit(page, {**sent, **wrong}).status_code == 422, wrong
    made = admin.submit(page, sent)
    assert made.status_code == 303
    assert admin.submit(page, sent).status_code == 422
    here = made.headers["Location"]
    assert db.session.scalars(select(User.country).where(User.email == sent["email"])).one() == "BJ"
    first = path_for("zoe@example.com", "staff_invitation")
    token = admin.token(here)
    assert admin.post(f"{here}/invite", data={"csrf_token": token}).status_code == 409
    clock.move(minutes=2)
    assert admin.submit(f"{here}/invite", page=here).status_code == 303
    second = path_for("zoe@example.com", "staff_invitation")
    browser = browser_of(app, None)
    assert (browser.get(first).status_code, browser.get(second).status_code) == (422, 200)
    said = {"first_name": "Zoé", "last_name": "Sow", "password": "neuf mots tout autres ailleurs"}
    assert browser.submit(second, said).headers["Location"] == "/profile/security/factors"
    assert admin.post(f"{here}/invite", data={"csrf_token": token}).status_code == 409


def test_an_old_sign_in_confirms_first(
    clock: MovedClock, app: Flask, admin: Browserless, staff: User, awa: User
) -> None:
    here = f"/admin/users/{awa.id}"
    token = admin.token(here)
    clock.move(minutes=11)
    for act in ("edit", "role", "sign-out", "factor", "invite", "suspend", "lift", "erase"):
        answer = admin.post(f"{here}/{act}", data={"csrf_token": token, "reason": "other"})
        assert answer.status_code == 403, act
    assert admin.post("/admin/users/invite", data={"csrf_token": token}).status_code == 403
    old = acting(staff, proved_at=None)
    for act, args in (
        (services.sign_out_person, (awa, "other")),
        (services.end_opening_of, (awa, awa.id, "other")),
        (services.erase_person, (awa, "other", awa.email)),
        (services.offer_rescue, (awa, "other")),
        (services.invite_again, (awa,)),
        (services.correct_person, (awa, {})),
        (dossiers.change_role, (awa, "moderator")),
    ):
        assert refused(act, old, *args) == "step_up_required"
