"""How often one may ask, and that no body disturbs the counting."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from capitune.core import jobs
from capitune.extensions import db, limiter
from embedded.stores import Stores
from tests.factories.people import make_person
from tests.support.databases import clone, drop
from tests.support.program import Program, got, program_of, refused
from tests.support.settings import application

FEW = {
    "RATE_LIMIT_AUTH": "3 per minute",
    "RATE_LIMIT_GENERAL": "4 per minute",
    "RATE_LIMIT_UPLOAD": "2 per minute",
}
LOGIN = {"email": "a@example.com", "password": "wrong"}


@pytest.fixture(scope="module")
def limited_app(
    stores: Stores, template_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """An application where little is allowed."""
    url = clone(stores, template_database, "limited")
    app = application(stores, url, tmp_path_factory.mktemp("limited"), **FEW)
    yield app
    with app.app_context():
        db.engine.dispose()
    drop(stores, "limited")


@pytest.fixture
def limited(limited_app: Flask) -> Iterator[Flask]:
    with limited_app.app_context():
        jobs.connection().flushdb()
        limiter.reset()
        yield limited_app
        db.session.remove()
        limiter.reset()


def login(program: Program, **more: Any) -> Any:
    return program.post("/api/auth/login", json={**LOGIN, **more})


def test_sign_in_is_counted_by_address(limited: Flask) -> None:
    program = program_of(limited)
    for n in range(3):
        refused(login(program, email=f"a{n}@example.com"), 401, "invalid_credentials")
    response = login(program, email="another@example.com")
    refused(response, 429, "too_many_requests")
    assert 0 < int(response.headers["Retry-After"]) <= 60
    elsewhere = {"REMOTE_ADDR": "198.51.100.7"}
    got(program.get("/api/templates", environ_base=elsewhere))
    again = program.post("/api/auth/login", json=LOGIN, environ_base=elsewhere)
    refused(again, 401, "invalid_credentials")


@pytest.mark.parametrize("written", ["a@example.com", " A@Example.com ", "ａ@example.com"])
def test_sign_in_is_counted_by_account(limited: Flask, written: str) -> None:
    program = program_of(limited)
    for n in range(3):
        place = {"REMOTE_ADDR": f"198.51.100.{n}"}
        refused(program.post("/api/auth/login", json=LOGIN, environ_base=place), 401, *WRONG)
    place = {"REMOTE_ADDR": "198.51.100.99"}
    sent = {**LOGIN, "email": written}
    refused(program.post("/api/auth/login", json=sent, environ_base=place), 429, *MANY)


WRONG, MANY = ("invalid_credentials",), ("too_many_requests",)


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000,
        b'{"email": "\\ud800", "password": "x"}',
        b'{"email": {"a": 1}, "password": "x"}',
        b'{"email": "' + b"x" * (2**20) + b'"}',
        b"\xff",
    ],
    ids=["deep", "half a character", "an object", "too large", "not UTF-8"],
)
def test_no_body_makes_the_limiter_forget(limited: Flask, body: bytes) -> None:
    """What a body holds must never look like a failure of Redis: counts would start anew."""
    program = program_of(limited)
    for n in range(3):
        refused(login(program, email=f"a{n}@example.com"), 401, "invalid_credentials")
    response = program.post(
        "/api/auth/login",
        data=body,
        content_type="application/json",
        # From somewhere that may still ask, so that the body is looked at.
        environ_base={"REMOTE_ADDR": "198.51.100.7"},
    )
    assert response.status_code in {400, 413, 422}
    assert not limiter._storage_dead
    refused(login(program), 429, "too_many_requests")


def test_everything_is_counted_by_person(limited: Flask) -> None:
    person, neighbour = make_person(), make_person()
    programs = [program_of(limited, person) for _ in range(2)]
    for n in range(4):
        got(programs[n % 2].get("/api/dossiers"))
    response = programs[0].get("/api/dashboard")
    refused(response, 429, "too_many_requests")
    assert 0 < int(response.headers["Retry-After"]) <= 60
    got(program_of(limited, neighbour).get("/api/dossiers"))


def test_uploads_are_counted(limited: Flask) -> None:
    program = program_of(limited, make_person())
    dossier = got(program.post("/api/dossiers", json={"template": "ETU-ROC"}), 201)
    for status in (422, 422, 429):
        data = {"file": (io.BytesIO(b"no"), "a.pdf"), "type": "ID_PASSPORT"}
        response = program.post(f"/api/dossiers/{dossier['id']}/documents", data=data)
        assert response.status_code == status


def test_the_folder_of_this_application_is_its_own(limited: Flask) -> None:
    assert Path(limited.config["INSTANCE_PATH"]).name.startswith("limited")
