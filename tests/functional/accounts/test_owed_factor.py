"""For whom a second factor is mandatory, every door is closed before it: all but setting it up, and going."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask

from capitune.accounts import services, totp
from capitune.accounts.models import User
from capitune.accounts.proof import Proof
from capitune.authz import engine
from capitune.authz.actor import Actor, Door, Role
from capitune.authz.permissions import Permission
from capitune.authz.web import declared
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import FactorNeeded
from capitune.core.work import unit_of_work
from capitune.extensions import socketio
from tests.factories.dossiers import assign, make_dossier
from tests.factories.factors import enrol
from tests.factories.people import make_person, make_professional, nobody
from tests.support.browserless import Browserless
from tests.support.clock import MovedClock
from tests.support.program import Program, program_of, refused
from tests.support.signing import browser_of

HERE = "/profile/security/factors"
# Written by hand: what is open before the factor, beside what is open to everybody.
OPEN = {
    HERE,
    f"{HERE}/app",
    f"{HERE}/app/qr.svg",
    f"{HERE}/app/confirm",
    f"{HERE}/app/remove",
    f"{HERE}/passkeys/new",
    f"{HERE}/passkeys/question",
    f"{HERE}/passkeys",
    f"{HERE}/passkeys/<uuid:passkey_id>/remove",
    f"{HERE}/recovery-codes",
    f"{HERE}/recovery-codes/file",
    "/confirm",
    "/confirm/passkey",
    "/confirm/passkey/question",
    "/api/auth/confirm",
    "/api/auth/logout",
}
PART = re.compile(r"<[^>]*>")
WHO = ["admin", "moderator", "professional"]


def person(who: str) -> User:
    if who == "professional":
        return make_professional("immigration")
    return make_person(Role(who))


def by_password(app: Flask, user: User) -> tuple[Browserless, Program]:
    """Their browser and their program, signed in without a factor."""
    browser, program = browser_of(app, None), program_of(app)
    with unit_of_work():
        secret = services.open_session(nobody(), user, remember=False, device="a test")
        program.token = services.open_tokens(nobody(), user, "a test", Proof.PASSWORD).token
    with browser.session_transaction() as session:
        session["_user_id"] = secret
    return browser, program


def closed(app: Flask) -> Iterator[tuple[str, str]]:
    """Every address with a permission that is not on the list: a method, and a path with made-up ids."""
    ids = {"uuid": "00000000-0000-7000-8000-000000000000", "int": "1"}
    for rule in app.url_map.iter_rules():
        mark = declared(app.view_functions[rule.endpoint])
        if mark and mark.permission and rule.rule not in OPEN:
            path = PART.sub(lambda part: ids.get(part[0][1:].partition(":")[0], "x"), rule.rule)
            for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
                yield method, path


@pytest.mark.parametrize("who", WHO)
def test_every_address_is_closed(app: Flask, who: str) -> None:
    browser, program = by_password(app, person(who))
    token = browser.token(HERE)
    found = list(closed(app))
    assert len(found) > 60
    for method, path in found:
        if path.startswith("/api/"):
            sent = {} if method == "GET" else {"json": {}}
            refused(program.open(path, method=method, **sent), 403, "second_factor_required")
        else:
            data = {"csrf_token": token} if method != "GET" else None
            answer = browser.open(path, method=method, data=data)
            assert (answer.status_code, answer.location) == (303, HERE), (method, path)


def test_what_is_on_the_list_is_open(app: Flask) -> None:
    browser, program = by_password(app, make_person(Role.ADMIN))
    assert browser.get(HERE).status_code == 200
    assert browser.get("/confirm").status_code == 200
    assert browser.get(f"/language/en?next={HERE}").location == HERE
    assert "Set up your second factor" in browser.get(HERE).get_data(as_text=True)
    assert program.post("/api/auth/logout").status_code == 204
    assert browser.submit("/logout", page=HERE).status_code == 303


def test_what_exists_is_not_told(app: Flask) -> None:
    """A dossier that is theirs and one that is not there answer alike."""
    pro = make_professional("immigration")
    dossier = make_dossier()
    assign(dossier, pro)
    _, program = by_password(app, pro)
    for known in (dossier.id, "00000000-0000-7000-8000-000000000000"):
        refused(program.get(f"/api/dossiers/{known}"), 403, "second_factor_required")


@pytest.mark.parametrize("who", WHO)
def test_live_connections_are_closed_too(app: Flask, who: str) -> None:
    user = person(who)
    browser, program = by_password(app, user)
    for auth in (None, {"token": program.token}):
        visitor = browser if auth is None else None
        with app.app_context():
            client = socketio.test_client(app, flask_test_client=visitor, auth=auth)
        assert not client.is_connected()
    with app.app_context():
        client = socketio.test_client(app, flask_test_client=browser_of(app, user))
    assert client.is_connected()


def test_the_engine_itself_says_no() -> None:
    """So that a service called from a door that forgot still refuses."""
    actor = Actor(None, Role.ADMIN, Door.WEB, owes_factor=True)
    for permission in Permission:
        if permission not in engine.BEFORE_FACTOR:
            assert not engine.can(actor, permission)
            with pytest.raises(FactorNeeded):
                engine.require(actor, permission)
    assert {p.value for p in engine.BEFORE_FACTOR} == {
        "factor.manage",
        "session.prove",
        "session.close",
        "language.choose",
    }


def test_setting_it_up_opens_the_rest(app: Flask) -> None:
    browser, _ = by_password(app, make_person(Role.ADMIN))
    assert browser.submit(f"{HERE}/app", page=HERE).location == f"{HERE}/app"
    page = browser.get(f"{HERE}/app").get_data(as_text=True)
    secret = re.search(r'id="secret">([A-Z2-7 ]+)<', page)
    assert secret
    code = totp.code_of(secret[1].replace(" ", ""), totp.step_at(now()))
    answer = browser.submit(f"{HERE}/app/confirm", {"code": code}, page=f"{HERE}/app")
    assert answer.status_code == 200
    assert len(re.findall(r"<li><code>", answer.get_data(as_text=True))) == 10
    assert browser.get("/dashboard").status_code == 200
    assert browser.get("/admin/").status_code == 200


def test_who_has_one_but_came_in_without_gives_it(app: Flask) -> None:
    user = make_person(Role.MODERATOR)
    factor = enrol(user)
    browser, _ = by_password(app, user)
    assert "Configurez" not in browser.get(HERE).get_data(as_text=True)
    answer = browser.submit("/confirm?next=/dashboard", {"proof_code": "000000"})
    assert answer.status_code == 422
    answer = browser.submit("/confirm?next=/dashboard", {"proof_code": factor.digits()})
    assert (answer.status_code, answer.location) == (303, "/dashboard")
    assert browser.get("/dashboard").status_code == 200


def test_a_candidate_and_an_unverified_professional_owe_none(app: Flask) -> None:
    for user in (make_person(), make_professional()):
        browser, program = by_password(app, user)
        assert browser.get("/dashboard").status_code == 200
        assert program.get("/api/users/me").status_code == 200


def test_a_licence_that_is_checked_makes_it_mandatory_from_the_next_click(app: Flask) -> None:
    user = make_professional()
    browser, _ = by_password(app, user)
    assert browser.get("/dashboard").status_code == 200
    with unit_of_work():
        user.licence_scopes = ["immigration"]
    assert browser.get("/dashboard").location == HERE
    with unit_of_work():
        db.session.get_one(User, user.id).licence_scopes = []
    assert browser.get("/dashboard").status_code == 200


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize(
    ("env", "inside"), [("development", True), ("test", False), ("production", False)]
)
def test_the_people_of_the_demo_are_let_by_in_development_only(
    app: Flask, monkeypatch: pytest.MonkeyPatch, who: str, env: str, inside: bool
) -> None:
    monkeypatch.setitem(app.config, "CAPITUNE_ENV", env)
    user = person(who)
    with unit_of_work():
        user.is_demo = True
    browser, program = by_password(app, user)
    assert (browser.get("/dashboard").status_code == 200) is inside
    assert (program.get("/api/users/me").status_code == 200) is inside
    real, _ = by_password(app, person(who))
    assert real.get("/dashboard").status_code == 303


def test_the_last_one_cannot_be_removed(app: Flask, clock: MovedClock) -> None:
    user = make_person(Role.ADMIN)
    enrol(user)
    browser = browser_of(app, user)
    assert browser.submit(f"{HERE}/app/remove", page="/profile/security").status_code == 403
    candidate = make_person()
    enrol(candidate)
    theirs = browser_of(app, candidate)
    assert theirs.submit(f"{HERE}/app/remove", page="/profile/security").status_code == 303
    clock.move(minutes=11)
    assert (
        theirs.post(f"{HERE}/app", data={"csrf_token": theirs.token("/confirm")}).status_code == 403
    )
