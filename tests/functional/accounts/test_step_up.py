"""Sensitive acts ask again who one is, at every door, and what was asked goes on afterwards."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from capitune.accounts import services
from capitune.accounts.models import TokenFamily, User, WebSession
from capitune.accounts.proof import Proof
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.authz import recent
from capitune.authz.actor import Actor, Door
from capitune.authz.web import recently_proved
from capitune.core.db import db
from capitune.core.errors import ProofNeeded
from capitune.core.work import unit_of_work
from tests.factories.people import PASSWORD, acting, make_person, nobody
from tests.support.browserless import Browserless
from tests.support.clock import MovedClock
from tests.support.program import program_of, refused
from tests.support.signing import browser_of

FIELDS = {"first_name": "Awa", "last_name": "Diallo", "country": "SN", "language": "fr"}


@pytest.fixture
def sensitive(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Editing a profile asks for a fresh proof, in the browser and in programs."""
    for name in ("accounts.edit_profile", "api.edit_me"):
        view = recently_proved(app.view_functions[name])
        monkeypatch.setitem(app.view_functions, name, view)


def hidden(html: str) -> dict[str, str]:
    """The hidden fields of a page's form, as a browser would send them."""
    found = {}
    for tag in re.findall(r"<input[^>]*>", html):
        if 'type="hidden"' in tag:
            name, value = (re.search(rf'{part}="([^"]*)"', tag) for part in ("name", "value"))
            if name and value:
                found[name[1]] = value[1]
    return found


def test_a_fresh_sign_in_is_not_asked(app: Flask, sensitive: None, clock: MovedClock) -> None:
    browser = browser_of(app, make_person())
    clock.move(minutes=9, seconds=59)
    assert browser.get("/profile/edit").status_code == 200
    clock.move(seconds=1)
    answer = browser.get("/profile/edit?a=b")
    assert (answer.status_code, answer.location) == (303, "/confirm?next=/profile/edit?a%3Db")


def test_what_was_sent_goes_on_after_the_password(
    app: Flask, sensitive: None, clock: MovedClock
) -> None:
    user = make_person()
    browser = browser_of(app, user)
    clock.move(minutes=11)
    asked = browser.post(
        "/profile/edit", data={"csrf_token": browser.token("/confirm"), "timezone": "", **FIELDS}
    )
    assert asked.status_code == 403
    kept = hidden(asked.get_data(as_text=True))
    assert kept.items() >= {**FIELDS, "proof_again": "/profile/edit"}.items()
    wrong = browser.post("/confirm", data={**kept, "proof_password": "not the password"})
    assert wrong.status_code == 422
    kept = hidden(wrong.get_data(as_text=True))
    assert kept.items() >= FIELDS.items()
    right = browser.post("/confirm", data={**kept, "proof_password": PASSWORD})
    assert (right.status_code, right.location) == (307, "/profile/edit")
    again = browser.post(right.location, data={**kept, "proof_password": PASSWORD})
    assert again.status_code == 303
    db.session.expire_all()
    assert db.session.get_one(User, user.id).first_name == "Awa"
    told = {Act.SESSION_PROVED, Act.PROOF_REFUSED}
    acts = db.session.scalars(select(AuditEvent.act).where(AuditEvent.act.in_(told)))
    assert set(acts) == told


@pytest.mark.parametrize("evil", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_nothing_is_sent_on_to_another_site(app: Flask, evil: str) -> None:
    browser = browser_of(app, make_person())
    sent = {"proof_password": PASSWORD, "proof_again": evil}
    answer = browser.submit(f"/confirm?next={evil}", sent, page="/confirm")
    assert (answer.status_code, answer.location) == (303, "/dashboard")


def test_htmx_is_led_to_the_page(app: Flask, sensitive: None, clock: MovedClock) -> None:
    browser = browser_of(app, make_person())
    clock.move(minutes=11)
    here = {"HX-Request": "true", "HX-Current-URL": "http://localhost/profile"}
    token = browser.token("/confirm")
    answer = browser.post("/profile/edit", data={"csrf_token": token}, headers=here)
    assert answer.headers["HX-Redirect"] == "/confirm?next=/profile"
    away = {**here, "HX-Current-URL": "https://evil.example/x"}
    answer = browser.post("/profile/edit", data={"csrf_token": token}, headers=away)
    assert answer.headers["HX-Redirect"] == "/confirm?next=/profile/edit"


def test_programs_confirm_too(app: Flask, sensitive: None, clock: MovedClock) -> None:
    program = program_of(app, make_person())
    clock.move(minutes=9, seconds=59)  # the access token lives as long as the proof
    assert program.patch("/api/users/me", json={"first_name": "A"}).status_code == 200
    family = db.session.scalars(select(TokenFamily)).one()
    with unit_of_work():
        family.proved_at = None
    tried = program.patch("/api/users/me", json={"first_name": "B"})
    refused(tried, 403, "step_up_required")
    wrong = program.post("/api/auth/confirm", json={"password": "no"})
    refused(wrong, 422, "wrong_password", ("password", "wrong_password"))
    assert program.post("/api/auth/confirm", json={"password": PASSWORD}).status_code == 204
    assert program.patch("/api/users/me", json={"first_name": "B"}).status_code == 200


def test_one_sign_in_s_proof_is_not_another_s(
    app: Flask, sensitive: None, clock: MovedClock
) -> None:
    user = make_person()
    one, other = browser_of(app, user), browser_of(app, user)
    clock.move(minutes=11)
    one.submit("/confirm", {"proof_password": PASSWORD})
    assert one.get("/profile/edit").status_code == 200
    assert other.get("/profile/edit").status_code == 303


def test_somebody_else_s_password_proves_nothing(app: Flask, client: Browserless) -> None:
    mine, theirs = make_person(), make_person()
    actor = acting(mine)
    with pytest.raises(Exception, match="wrong_password"), unit_of_work():
        services.prove_by_password(actor, mine, services.check_password(theirs.email, PASSWORD))


def test_a_code_from_the_mailbox_is_no_proof(app: Flask) -> None:
    user = make_person()
    with unit_of_work():
        services.open_session(nobody(), user, remember=False, device="", proof=Proof.MAILBOX)
    session = db.session.scalars(select(WebSession)).one()
    assert (session.proved_at, session.factor_at) == (None, None)


def test_services_ask_as_well_and_machines_pass(app: Flask) -> None:
    recent.require_recent(acting(make_person()))
    recent.require_recent(Actor.system("clock"))
    for stale in (acting(make_person(), Door.API, proved_at=None), nobody()):
        with pytest.raises(ProofNeeded):
            recent.require_recent(stale)
