"""Signing in and out through the pages: cookies, sessions, where one goes afterwards."""

import pytest
from sqlalchemy import select

from capitune.accounts import services
from capitune.accounts.models import User, WebSession
from capitune.accounts.states import Standing
from capitune.authz.actor import Door, Role
from capitune.core.db import db
from capitune.core.work import unit_of_work
from tests.factories.factors import enrol
from tests.factories.people import PASSWORD, make_person, nobody
from tests.support.browserless import Browserless
from tests.support.clock import MovedClock
from tests.support.mailbox import received


@pytest.fixture
def awa(app: object) -> User:
    return make_person(email="awa@example.com")


def sign_in(client: Browserless, **more: str) -> int:
    fields = {"email": "awa@example.com", "password": PASSWORD, **more}
    return client.submit("/login", fields).status_code


def sign_in_twice(client: Browserless, user: User) -> None:
    """With the second factor that their role makes mandatory."""
    factor = enrol(user)
    sign_in(client)
    client.submit("/login/second-step", {"code": factor.code()})


def is_in(client: Browserless) -> bool:
    return client.get("/profile").status_code == 200


def test_in_and_out(client: Browserless, awa: User) -> None:
    assert not is_in(client)
    assert sign_in(client) == 303
    assert is_in(client)
    answer = client.submit("/logout", page="/profile")
    assert (answer.status_code, answer.location) == (303, "/login")
    assert not is_in(client)


def test_a_cookie_kept_from_before_is_worth_nothing_after_signing_out(
    client: Browserless, awa: User
) -> None:
    sign_in(client)
    kept = client.get_cookie("session")
    assert kept is not None
    client.submit("/logout", page="/profile")
    client.set_cookie("session", kept.value)
    assert not is_in(client)


def test_signing_in_gives_a_new_secret_and_drops_what_was_planted(
    client: Browserless, awa: User
) -> None:
    client.get("/login")
    with client.session_transaction() as planted:
        planted["_user_id"] = "planted-secret"
        planted["waiting"] = {"email": "x@example.com", "ticket": "", "target": ""}
    sign_in(client)
    with client.session_transaction() as held:
        first = held["_user_id"]
        assert "waiting" not in held
    assert first != "planted-secret"
    sign_in_again = client.submit(
        "/login", {"email": awa.email, "password": PASSWORD}, page="/profile"
    )
    assert sign_in_again.status_code == 303
    with client.session_transaction() as held:
        assert held["_user_id"] != first
    db.session.expire_all()
    ended = db.session.scalars(select(WebSession.ended_at)).all()
    assert sorted(moment is None for moment in ended) == [False, True]


def test_the_cookie_is_guarded(client: Browserless, awa: User) -> None:
    sign_in(client)
    cookie = client.get_cookie("session")
    assert cookie is not None
    assert cookie.http_only
    assert cookie.same_site == "Lax"
    assert cookie.expires is None, "it ends with the browser"


def test_remember_me_outlives_the_browser_for_thirty_days(client: Browserless, awa: User) -> None:
    sign_in(client, remember="y")
    cookie = client.get_cookie("session")
    assert cookie is not None
    assert cookie.expires is not None


@pytest.mark.parametrize(
    ("role", "minutes", "inside"),
    [(Role.CANDIDATE, 60, True), (Role.MODERATOR, 29, True), (Role.MODERATOR, 31, False)],
)
def test_staff_is_signed_out_after_half_an_hour_without_a_click(
    client: Browserless, clock: MovedClock, role: Role, minutes: int, inside: bool
) -> None:
    user = make_person(role, email="awa@example.com")
    if role is Role.CANDIDATE:
        sign_in(client)
    else:
        sign_in_twice(client, user)
    clock.move(minutes=minutes)
    assert is_in(client) is inside


def test_each_click_counts(client: Browserless, clock: MovedClock) -> None:
    sign_in_twice(client, make_person(Role.ADMIN, email="awa@example.com"))
    for _ in range(4):
        clock.move(minutes=20)
        assert is_in(client)


@pytest.mark.parametrize("how", ["suspended", "revoked", "tampered"])
def test_it_ends_on_the_next_click(client: Browserless, awa: User, how: str) -> None:
    sign_in(client)
    assert is_in(client)
    if how == "tampered":
        cookie = client.get_cookie("session")
        assert cookie is not None
        client.set_cookie("session", cookie.value[:-2] + "xx")
    else:
        with unit_of_work():
            if how == "suspended":
                awa.standing = Standing.SUSPENDED
            else:
                services.revoke_all(awa, "test")
    assert not is_in(client)


def test_pages_ignore_tokens_and_the_api_ignores_cookies(client: Browserless, awa: User) -> None:
    with unit_of_work():
        pair = services.open_tokens(nobody(Door.API), awa, "")
    bearer = {"Authorization": f"Bearer {pair.token}"}
    assert client.get("/api/users/me", headers=bearer).status_code == 200
    assert client.get("/profile", headers=bearer).status_code == 303
    sign_in(client)
    assert is_in(client)
    assert client.get("/api/users/me").status_code == 401


def test_an_unverified_address_is_led_to_its_code(client: Browserless) -> None:
    make_person(email="awa@example.com", verified=False)
    answer = client.submit(
        "/login?next=/dossiers", {"email": "awa@example.com", "password": PASSWORD}
    )
    assert (answer.status_code, answer.location) == (303, "/verify-email")
    assert "awa@example.com" in client.get("/verify-email").get_data(as_text=True)
    assert len(received("awa@example.com", "verification_code")) == 1


def test_the_suspended_are_told(client: Browserless) -> None:
    make_person(email="awa@example.com", standing=Standing.SUSPENDED)
    answer = client.submit(
        "/login",
        {"email": "awa@example.com", "password": PASSWORD},
        headers={"Accept-Language": "en"},
    )
    assert answer.status_code == 422
    assert "suspended" in answer.get_data(as_text=True)


def test_what_was_typed_stays_but_not_the_password(client: Browserless, awa: User) -> None:
    answer = client.submit("/login", {"email": awa.email, "password": "un autre mot de passe"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'value="{awa.email}"' in page
    assert "un autre mot de passe" not in page


LOCAL = ["/dossiers", "/dossiers?x=1&y=2", "/profile#top", "/a//b", "/%2F%2Fevil.example"]
ELSEWHERE = [
    "https://evil.example",
    "http://evil.example/",
    "HTTPS://evil.example",
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/\r\nLocation: https://evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "evil.example",
    "http:evil.example",
    "http:/evil.example",
    "https:///evil.example",
    "//evil.example@localhost",
    "//localhost@evil.example",
    "http://localhost.evil.example",
    "/\x00/evil.example",
    "/\u2028/evil.example\\",
    "?next=//evil.example",
    "#//evil.example",
    "",
]


@pytest.mark.parametrize("target", LOCAL)
def test_one_goes_on_to_where_one_wanted(client: Browserless, awa: User, target: str) -> None:
    answer = client.submit(
        "/login", {"email": awa.email, "password": PASSWORD}, query_string={"next": target}
    )
    assert answer.status_code == 303
    assert answer.location == target


@pytest.mark.parametrize("target", ELSEWHERE)
def test_one_never_goes_elsewhere(client: Browserless, awa: User, target: str) -> None:
    answer = client.submit(
        "/login", {"email": awa.email, "password": PASSWORD}, query_string={"next": target}
    )
    assert (answer.status_code, answer.location) == (303, "/dashboard")


FORMS = [
    "/login",
    "/logout",
    "/register/candidate",
    "/register/professional",
    "/verify-email",
    "/verify-email/resend",
    "/verify-email/x",
    "/forgot-password",
    "/reset-password/x",
    "/profile/edit",
]


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("token", [None, "", "forged"])
def test_no_form_is_accepted_from_elsewhere(
    client: Browserless, awa: User, path: str, token: str | None
) -> None:
    sign_in(client)
    fields = {} if token is None else {"csrf_token": token}
    assert client.post(path, data=fields).status_code == 400
    assert is_in(client)
