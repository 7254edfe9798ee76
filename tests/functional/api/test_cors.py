"""Other sites may read the API only when the settings name them, and never with cookies."""

from collections.abc import Iterator

import pytest
from flask import Flask

from capitune.extensions import db
from embedded.stores import Stores
from tests.functional.api.conftest import Cast
from tests.support.databases import clone, drop
from tests.support.program import program_of
from tests.support.settings import application

FRIEND, FOE = "https://app.example.com", "https://evil.example"
ALLOW = "Access-Control-Allow-Origin"


@pytest.fixture(scope="module")
def open_app(
    stores: Stores, template_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """An application that names a friend."""
    url = clone(stores, template_database, "cors")
    app = application(stores, url, tmp_path_factory.mktemp("cors"), CORS_ORIGINS=FRIEND)
    yield app
    with app.app_context():
        db.engine.dispose()
    drop(stores, "cors")


def test_a_friend_may_read(open_app: Flask) -> None:
    program = program_of(open_app)
    response = program.get("/api/templates", headers={"Origin": FRIEND})
    assert response.headers[ALLOW] == FRIEND
    assert "Access-Control-Allow-Credentials" not in response.headers
    assert "Link" in response.headers["Access-Control-Expose-Headers"]
    refused = program.get("/api/dossiers", headers={"Origin": FRIEND})
    assert (refused.status_code, refused.headers[ALLOW]) == (401, FRIEND)


def test_a_friend_may_ask_first(open_app: Flask) -> None:
    headers = {
        "Origin": FRIEND,
        "Access-Control-Request-Method": "PATCH",
        "Access-Control-Request-Headers": "authorization,idempotency-key",
    }
    response = program_of(open_app).options("/api/users/me", headers=headers)
    assert response.status_code == 200
    assert response.headers[ALLOW] == FRIEND
    assert "PATCH" in response.headers["Access-Control-Allow-Methods"]
    allowed = response.headers["Access-Control-Allow-Headers"].lower()
    assert {"authorization", "idempotency-key"} <= set(allowed.replace(" ", "").split(","))


@pytest.mark.parametrize(
    "origin",
    [FOE, "null", f"{FRIEND}.evil.example", "http://app.example.com", "https://appXexample.com"],
)
def test_nobody_else_may(open_app: Flask, origin: str) -> None:
    program = program_of(open_app)
    for response in (
        program.get("/api/templates", headers={"Origin": origin}),
        program.options(
            "/api/users/me", headers={"Origin": origin, "Access-Control-Request-Method": "PATCH"}
        ),
    ):
        assert response.status_code == 200
        assert ALLOW not in response.headers


def test_pages_are_for_nobody(open_app: Flask) -> None:
    response = program_of(open_app).get("/login", headers={"Origin": FRIEND})
    assert response.status_code == 200
    assert ALLOW not in response.headers


def test_by_default_no_site_may(cast: Cast) -> None:
    for origin in (FRIEND, "http://localhost"):
        response = cast["owner"].get("/api/dossiers", headers={"Origin": origin})
        assert response.status_code == 200
        assert ALLOW not in response.headers
