"""What a page of accounts costs in statements, and what it says when the database is away."""

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from capitune.accounts import identity, queries
from capitune.accounts.models import User
from tests.factories.exports import give_export
from tests.factories.people import PASSWORD, make_person
from tests.support.browserless import Browserless
from tests.support.clock import MovedClock
from tests.support.statements import statements


def sign_in(client: Browserless) -> User:
    user = make_person()
    client.submit("/login", {"email": user.email, "password": PASSWORD})
    return user


@pytest.mark.parametrize("path", ["/login", "/register", "/register/candidate", "/forgot-password"])
def test_a_visitor_costs_no_statement(client: Browserless, path: str) -> None:
    with statements() as sent:
        assert client.get(path).status_code == 200
    assert sent == []


def test_session_person_and_badge_are_one_statement(client: Browserless) -> None:
    sign_in(client)
    with statements() as sent:
        assert client.get("/register").status_code == 303
    assert len(sent) == 1
    assert "notifications" in sent[0]


def test_the_profile_is_read_in_five(client: Browserless) -> None:
    sign_in(client)
    with statements() as sent:
        assert client.get("/profile").status_code == 200
    assert len(sent) <= 5


def test_ones_data_is_read_in_five_however_many_copies(client: Browserless) -> None:
    user = sign_in(client)
    costs = set()
    for _ in range(3):
        give_export(user)
        with statements() as sent:
            assert client.get("/profile/data").status_code == 200
        costs.add(len(sent))
    assert len(costs) == 1
    assert 0 < costs.pop() <= 5


def test_use_is_written_apart_and_once_a_minute(client: Browserless, clock: MovedClock) -> None:
    sign_in(client)
    clock.move(seconds=61)
    writes = []
    for _ in range(3):
        with statements() as sent:
            client.get("/register")
        writes.append(sum("UPDATE web_sessions" in statement for statement in sent))
    assert writes == [1, 0, 0]


def test_a_database_that_is_away_is_asked_once_and_said_so(
    client: Browserless, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client)
    asked: list[str] = []

    def away(secret: str) -> None:
        asked.append(secret)
        raise OperationalError("SELECT", {}, Exception("gone"))

    monkeypatch.setattr(queries, "person_of_session", away)
    answer = client.get("/profile")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert len(asked) == 1


def test_over_https_the_cookie_belongs_to_this_host_only(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Flask("other")
    other.config.update(BASE_URL=app.config["BASE_URL"], SESSION_COOKIE_SECURE=True)
    identity.init_app(other)
    assert other.config["SESSION_COOKIE_NAME"] == "__Host-session"
    assert app.config["SESSION_COOKIE_NAME"] == "session"
