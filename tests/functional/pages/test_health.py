"""The process answers by itself; readiness names what is missing."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine

from capitune.core import jobs
from capitune.core.storage import EXTENSION, FileStorage
from capitune.extensions import db
from tests.support.statements import statements

NOBODY_LISTENS = "127.0.0.1:1"


def test_alive_asks_nobody(client: FlaskClient) -> None:
    with statements() as sent:
        answer = client.get("/healthz")
    assert (answer.status_code, answer.get_json()) == (200, {"status": "ok"})
    assert sent == []


def test_ready_when_all_three_answer(client: FlaskClient) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.get_json()) == (200, {"status": "ready", "missing": []})


def without_redis(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    away = jobs.redis.Redis.from_url(f"redis://{NOBODY_LISTENS}/0")
    monkeypatch.setitem(app.extensions, "capitune.redis", away)


def without_storage(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = FileStorage("/proc/nowhere", "http://localhost", "secret")
    monkeypatch.setitem(app.extensions, EXTENSION, nowhere)


def without_database(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    address = f"postgresql+psycopg://nobody@{NOBODY_LISTENS}/nothing"
    monkeypatch.setitem(db._app_engines[app], None, create_engine(address))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("break_it", "name"),
    [(without_redis, "redis"), (without_storage, "storage"), (without_database, "database")],
)
def test_unready_names_what_is_missing(
    client: FlaskClient,
    app: Flask,
    monkeypatch: pytest.MonkeyPatch,
    break_it: object,
    name: str,
) -> None:
    assert callable(break_it)
    break_it(app, monkeypatch)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.get_json()["missing"]) == (503, [name])
    assert client.get("/healthz").status_code == 200
