"""The same creating request twice is one act."""

import io
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from capitune.accounts.models import User
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Document, Dossier
from tests.factories.people import acting, make_person
from tests.functional.api.conftest import TEMPLATE, Cast
from tests.support import corpus
from tests.support.program import Program, got, program_of, refused

OPENING = {"template": TEMPLATE, "title": "Une fois"}
PASSPORT = "ID_PASSPORT"


def key(name: str = "a-key") -> dict[str, dict[str, str]]:
    return {"headers": {"Idempotency-Key": name}}


def count(kind: type[Any]) -> int:
    return db.session.scalar(select(func.count()).select_from(kind)) or 0


def test_a_resend_gets_the_first_answer(cast: Cast) -> None:
    owner = cast["owner"]
    first = owner.post("/api/dossiers", json=OPENING, **key())
    body = got(first, 201)
    owner.patch(f"/api/dossiers/{body['id']}", json={"title": "Changé depuis"})
    again = owner.post("/api/dossiers", json=OPENING, **key())
    assert got(again, 201) == body
    assert again.headers["Location"] == first.headers["Location"]
    assert count(Dossier) == 1
    other = got(owner.post("/api/dossiers", json=OPENING, **key("another")), 201)
    assert other["id"] != body["id"]
    assert got(owner.post("/api/dossiers", json=OPENING), 201)["id"] not in {
        body["id"],
        other["id"],
    }


def test_another_request_under_the_same_key_is_refused(cast: Cast) -> None:
    owner = cast["owner"]
    got(owner.post("/api/dossiers", json=OPENING, **key()), 201)
    changed = owner.post("/api/dossiers", json={**OPENING, "title": "Autre"}, **key())
    refused(changed, 422, "key_reused")
    elsewhere = owner.post(
        f"/api/dossiers/{cast.dossier.id}/assignments",
        json={"professional_id": str(cast.people["unassigned"].id), "role": "lead"},
        **key(),
    )
    refused(elsewhere, 422, "key_reused")


def test_a_key_is_one_s_own(cast: Cast) -> None:
    mine = got(cast["owner"].post("/api/dossiers", json=OPENING, **key()), 201)
    theirs = got(cast["other"].post("/api/dossiers", json=OPENING, **key()), 201)
    assert mine["id"] != theirs["id"]
    assert theirs["candidate"]["last_name"] == "Other"


def test_a_refusal_is_not_kept(cast: Cast) -> None:
    owner = cast["owner"]
    refused(owner.post("/api/dossiers", json={**OPENING, "template": "no"}, **key()), 422, *NO)
    got(owner.post("/api/dossiers", json=OPENING, **key()), 201)


NO = ("unknown_template", ("template", "unknown_template"))


def test_a_key_has_a_length(cast: Cast) -> None:
    response = cast["owner"].post("/api/dossiers", json=OPENING, **key("x" * 201))
    refused(response, 422, "too_long", ("Idempotency-Key", "too_long"))


def test_a_right_lost_meanwhile_counts(cast: Cast) -> None:
    """The stored answer is no way around the door."""
    path = f"/api/dossiers/{cast.dossier.id}/assignments"
    sent = {"professional_id": str(cast.people["unassigned"].id), "role": "lead"}
    got(cast["owner"].post(path, json=sent, **key()), 201)
    with unit_of_work():
        cast.people["owner"].authz_version += 1
    refused(cast["owner"].post(path, json=sent, **key()), 401, "unauthenticated")


def test_a_file_sent_again_is_one_version(cast: Cast) -> None:
    path, file = f"/api/dossiers/{cast.dossier.id}/documents", corpus.pdf()

    def send(content: bytes = file) -> TestResponse:
        data = {"file": (io.BytesIO(content), "a.pdf"), "type": PASSPORT}
        return cast["owner"].post(path, data=data, **key())

    body = got(send(), 201)
    kept = stored_files(cast.app)
    assert got(send(), 201) == body
    assert count(Document) == 1
    assert stored_files(cast.app) == kept
    refused(send(corpus.pdf(pages=2)), 422, "key_reused")
    assert stored_files(cast.app) == kept


def stored_files(app: Flask) -> set[str]:
    """Names of the files in storage, of which a refused or repeated request leaves none behind."""
    return {path.name for path in Path(app.config["STORAGE_PATH"]).rglob("*") if path.is_file()}


def test_signing_up_twice_is_once(app: Flask) -> None:
    sent = {
        "account_type": "candidate",
        "email": "fatou@example.com",
        "password": "un mot de passe bien choisi",
        "first_name": "Fatou",
        "last_name": "Sow",
        "country": "SN",
        "language": "fr",
        "accept_terms": True,
    }
    program = program_of(app)
    first = got(program.post("/api/auth/register", json=sent, **key()), 201)
    assert got(program.post("/api/auth/register", json=sent, **key()), 201) == first


def at_once(app: Flask, acts: list[Callable[[], TestResponse]]) -> list[TestResponse]:
    """The answers of requests that start together."""
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], TestResponse]) -> TestResponse:
        start.wait(10)
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.fixture
def owner(live_app: Flask) -> tuple[User, list[Program]]:
    """A candidate with six programs of their own, before a database that commits."""
    person = make_person()
    return person, [program_of(live_app, person) for _ in range(6)]


def test_twins_are_one_dossier(live_app: Flask, owner: tuple[User, list[Program]]) -> None:
    _, programs = owner
    answers = at_once(
        live_app,
        [lambda p=p: p.post("/api/dossiers", json=OPENING, **key()) for p in programs],  # type: ignore[misc]
    )
    bodies = [got(answer, 201) for answer in answers]
    assert {body["id"] for body in bodies} == {bodies[0]["id"]}
    assert count(Dossier) == 1


def test_twins_are_one_version(live_app: Flask, owner: tuple[User, list[Program]]) -> None:
    person, programs = owner
    with unit_of_work():
        dossier = services.open_dossier(acting(person), template_code=TEMPLATE)
    path, file = f"/api/dossiers/{dossier.id}/documents", corpus.pdf()

    def send(program: Program) -> TestResponse:
        data = {"file": (io.BytesIO(file), "a.pdf"), "type": PASSPORT}
        return program.post(path, data=data, **key())

    before = stored_files(live_app)
    answers = at_once(live_app, [lambda p=p: send(p) for p in programs])  # type: ignore[misc]
    assert len({got(answer, 201)["id"] for answer in answers}) == 1
    assert count(Document) == 1
    assert len(stored_files(live_app) - before) == 1
