"""Staff accounts are born from an invitation and a second factor, never by sign-up."""

import pytest
from flask import Flask

from capitune.accounts.queries import user_by_email
from capitune.authz.actor import Role
from tests.factories.people import make_person
from tests.support.browserless import Browserless
from tests.support.clock import MovedClock
from tests.support.mailbox import path_for

EMAIL = "nadia@example.com"
FIELDS = {
    "first_name": "Nadia",
    "last_name": "Benali",
    "password": "trois mots vraiment au hasard",
}


def invite(app: Flask, role: str = "admin") -> str:
    """The link that the command sends."""
    done = app.test_cli_runner().invoke(args=["staff", "invite", EMAIL, "--role", role])
    assert done.exit_code == 0, done.output
    return path_for(EMAIL, "staff_invitation")


@pytest.mark.parametrize("role", ["admin", "moderator"])
def test_name_and_password_then_the_factor_before_anything(
    app: Flask, client: Browserless, role: str
) -> None:
    link = invite(app, role)
    assert client.get(link).status_code == 200
    answer = client.submit(link, FIELDS)
    assert (answer.status_code, answer.location) == (303, "/profile/security/factors")
    user = user_by_email(EMAIL)
    assert user
    assert (user.name, user.role) == ("Nadia Benali", Role(role))
    for path in ("/dashboard", "/admin/", "/profile"):
        assert client.get(path).location == "/profile/security/factors"


def test_the_link_is_good_once_and_for_seven_days(
    app: Flask, client: Browserless, clock: MovedClock
) -> None:
    link = invite(app)
    clock.move(days=6, hours=23, minutes=59, seconds=59)
    assert client.get(link).status_code == 200
    clock.move(seconds=2)
    assert client.submit(link, FIELDS, page="/login").status_code == 422
    assert user_by_email(EMAIL).email_verified_at is None


def test_used_twice(app: Flask, client: Browserless) -> None:
    link = invite(app)
    client.submit(link, FIELDS)
    client.submit("/logout", page="/profile/security/factors")
    assert client.submit(link, FIELDS, page="/login").status_code == 422


WRONG = [
    {"first_name": ""},
    {"last_name": "x" * 81},
    {"first_name": "a\x00b"},
    {"password": "short"},
    {"password": "Nadia Benali 1"},
]


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_is_said_and_the_link_stays_good(
    app: Flask, client: Browserless, wrong: dict[str, str]
) -> None:
    link = invite(app)
    answer = client.submit(link, {**FIELDS, **wrong})
    assert answer.status_code == 422
    assert 'value="Nadia"' in answer.get_data(as_text=True) or "first_name" in wrong
    assert client.submit(link, FIELDS).status_code == 303


def test_the_link_of_a_forgotten_password_is_no_invitation(app: Flask, client: Browserless) -> None:
    user = make_person(Role.ADMIN, email=EMAIL)
    client.submit("/forgot-password", {"email": user.email})
    token = path_for(EMAIL, "password_reset").rsplit("/", 1)[1]
    assert client.submit(f"/invitation/{token}", FIELDS).status_code == 422
    assert user.first_name != "Nadia"
