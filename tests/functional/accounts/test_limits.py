"""Too many tries: from one address, and at one account from many."""

import pytest
from flask import Flask

from tests.factories.people import PASSWORD, make_person
from tests.support.browserless import Browserless

FORMS = [
    "/login",
    "/register/candidate",
    "/register/professional",
    "/verify-email",
    "/forgot-password",
]


@pytest.fixture(autouse=True)
def _three_a_minute(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "RATE_LIMIT_AUTH", "3 per minute")


def from_address(number: int) -> dict[str, str]:
    return {"REMOTE_ADDR": f"203.0.113.{number}"}


@pytest.mark.parametrize("path", FORMS)
def test_one_address_tries_three_times(client: Browserless, path: str) -> None:
    token = client.token("/login")
    answers = [
        client.post(path, data={"csrf_token": token, "email": f"{n}@example.com"}) for n in range(4)
    ]
    assert [answer.status_code == 429 for answer in answers] == [False, False, False, True]
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_one_account_is_tried_three_times_from_wherever(client: Browserless) -> None:
    make_person(email="awa@example.com")
    token = client.token("/login")
    written = ["awa@example.com", "AWA@example.com", "ａｗａ@example.com", " awa@Example.com "]
    statuses = [
        client.post(
            "/login",
            data={"csrf_token": token, "email": email, "password": "un autre mot de passe"},
            environ_overrides=from_address(number),
        ).status_code
        for number, email in enumerate(written)
    ]
    assert statuses == [422, 422, 422, 429]


def test_others_are_not_disturbed(client: Browserless) -> None:
    other = make_person()
    token = client.token("/login")
    for _ in range(5):
        client.post("/login", data={"csrf_token": token, "email": "awa@example.com"})
    fields = {"csrf_token": token, "email": other.email, "password": PASSWORD}
    assert client.post("/login", data=fields, environ_overrides=from_address(9)).status_code == 303


def test_looking_is_not_trying(client: Browserless) -> None:
    assert {client.get("/login").status_code for _ in range(10)} == {200}
