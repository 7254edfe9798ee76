"""What cannot be read, is not there, or is not accepted: always a problem, in the reader's language."""

import json
from typing import Any

import pytest
from flask import Flask

from tests.functional.api.conftest import TEMPLATE, Cast
from tests.support.program import got, program_of, refused

JSON = "application/json"
NESTED = b"[" * 50_000


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"{",
        b'{"template": ',
        b"template=ETU-ROC",
        b"\xff\xfe{}",
        b'{"template": "\\ud800"}',
        b"{'template': 'x'}",
        b'{"template": "x",}',
        NESTED,
    ],
    ids=lambda sent: ascii(sent[:20]),
)
@pytest.mark.parametrize("path", ["/api/dossiers", "/api/auth/login"])
def test_malformed_json(cast: Cast, path: str, sent: bytes) -> None:
    refused(cast["owner"].post(path, data=sent, content_type=JSON), 400, "malformed")


@pytest.mark.parametrize("sent", [b"null", b"[]", b"12", b'"text"', b"true"])
def test_json_that_is_no_object(cast: Cast, sent: bytes) -> None:
    response = cast["owner"].post("/api/dossiers", data=sent, content_type=JSON)
    refused(response, 422, "invalid", ("body", "wrong_type"))


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "text/json", ""],
)
def test_another_content_type(cast: Cast, kind: str) -> None:
    body = json.dumps({"template": TEMPLATE}).encode()
    response = cast["owner"].post("/api/dossiers", data=body, content_type=kind)
    refused(response, 415, "unsupported_media_type")


@pytest.mark.parametrize(
    ("sent", "field", "code"),
    [
        ({}, "template", "required"),
        ({"template": None}, "template", "wrong_type"),
        ({"template": 12}, "template", "wrong_type"),
        ({"template": ["ETU-ROC"]}, "template", "wrong_type"),
        ({"template": TEMPLATE, "title": 12}, "title", "wrong_type"),
        ({"template": TEMPLATE, "title": True}, "title", "wrong_type"),
        ({"template": TEMPLATE, "title": "x" * 121}, "title", "too_long"),
        ({"template": TEMPLATE, "title": "a\x00b"}, "title", "bad_text"),
        ({"template": TEMPLATE, "description": "x" * 2001}, "description", "too_long"),
        ({"template": TEMPLATE, "candidate_id": "me"}, "candidate_id", "unknown_field"),
        ({"template": TEMPLATE, "stage": "validated"}, "stage", "unknown_field"),
        (
            {"template": TEMPLATE, "planned_submission_on": "soon"},
            *["planned_submission_on", "wrong_type"],
        ),
        ({"template": TEMPLATE, "planned_submission_on": 1}, "planned_submission_on", "wrong_type"),
        (
            {"template": TEMPLATE, "planned_submission_on": "2020-01-01"},
            "planned_submission_on",
            "date_past",
        ),
        (
            {"template": TEMPLATE, "planned_submission_on": "9999-01-01"},
            "planned_submission_on",
            "date_far",
        ),
    ],
    ids=lambda value: str(value)[:40],
)
def test_wrong_fields(cast: Cast, sent: dict[str, Any], field: str, code: str) -> None:
    response = cast["owner"].post("/api/dossiers", json=sent)
    assert response.status_code == 422
    assert [(e["field"], e["code"]) for e in response.get_json()["errors"]] == [(field, code)]
    assert got(cast["owner"].get("/api/dossiers"))["items"] == []


def test_all_wrong_fields_are_told_at_once(cast: Cast) -> None:
    sent = {"title": 1, "description": 2, "colour": "blue"}
    errors = {
        ("template", "required"),
        ("title", "wrong_type"),
        ("description", "wrong_type"),
        ("colour", "unknown_field"),
    }
    refused(cast["owner"].post("/api/dossiers", json=sent), 422, "invalid", *errors)


@pytest.mark.parametrize("path", ["/api/dossiers", "/api/auth/register", "/api/auth/login"])
@pytest.mark.parametrize("kind", [JSON, "application/merge-patch+json"])
def test_a_body_over_the_limit(cast: Cast, path: str, kind: str) -> None:
    body = json.dumps({"template": TEMPLATE, "email": "a@example.com", "title": "x" * 2**20})
    response = cast["owner"].post(path, data=body, content_type=kind)
    refused(response, 413, "too_large")


def test_a_body_under_the_limit_is_read(cast: Cast) -> None:
    body = json.dumps({"template": TEMPLATE, "title": "x" * (2**20 - 100)})
    response = cast["owner"].post("/api/dossiers", data=body, content_type=JSON)
    refused(response, 422, "too_long", ("title", "too_long"))


@pytest.mark.parametrize(
    "language", ["fr", "en", "fr-CA,fr;q=0.9,en;q=0.1", "en-GB", "de", "", "*"]
)
def test_problems_speak_the_language_asked_for(cast: Cast, language: str) -> None:
    english = language.startswith("en")
    response = cast["owner"].post("/api/dossiers", json={}, headers={"Accept-Language": language})
    problem = refused(response, 422, "invalid", ("template", "required"))
    assert ("need" in problem["detail"]) == english
    assert (problem["errors"][0]["message"] == "Fill this in.") == english


UNKNOWN = [
    "/api/",
    "/api/nothing",
    "/api/dossiers/",
    "/api/dossiers/12",
    "/api/dossiers/not-a-uuid/documents",
    "/api/dossiers/00000000-0000-0000-0000-000000000000",
    "/api/documents/00000000-0000-0000-0000-000000000000/download",
    "/api/auth/nothing",
    "/api/dossiers/..%2f..%2fadmin",
]


@pytest.mark.parametrize("path", UNKNOWN)
def test_what_is_not_there(cast: Cast, path: str) -> None:
    refused(cast["owner"].get(path), 404, "not_found")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/api/dossiers", {"GET", "HEAD", "OPTIONS", "POST"}),
        ("DELETE", "/api/dossiers", {"GET", "HEAD", "OPTIONS", "POST"}),
        ("GET", "/api/auth/login", {"OPTIONS", "POST"}),
        ("POST", "/api/users/me", {"DELETE", "GET", "HEAD", "OPTIONS", "PATCH"}),
        ("TRACE", "/api/templates", {"GET", "HEAD", "OPTIONS"}),
        ("BREW", "/api/templates", {"GET", "HEAD", "OPTIONS"}),
    ],
)
def test_another_method(cast: Cast, method: str, path: str, allowed: set[str]) -> None:
    response = cast["owner"].open(path, method=method)
    refused(response, 405, "method_not_allowed")
    assert set(response.headers["Allow"].split(", ")) == allowed


def test_head_says_the_same_without_a_body(cast: Cast) -> None:
    whole = cast["owner"].get("/api/dossiers")
    head = cast["owner"].head("/api/dossiers")
    assert (head.status_code, head.get_data()) == (200, b"")
    assert head.headers["Content-Length"] == whole.headers["Content-Length"]
    assert cast["nobody"].head("/api/dossiers").status_code == 401


def test_options_tell_the_methods_and_nothing_else(cast: Cast) -> None:
    for name in ("owner", "nobody"):
        response = cast[name].options(f"/api/dossiers/{cast.dossier.id}")
        assert (response.status_code, response.get_data()) == (200, b"")
        allowed = set(response.headers["Allow"].split(", "))
        assert allowed == {"GET", "HEAD", "OPTIONS", "PATCH", "DELETE"}


def test_a_request_has_a_name(cast: Cast) -> None:
    response = cast["owner"].get("/api/nothing", headers={"X-Request-ID": "abc-123"})
    assert response.get_json()["request_id"] == response.headers["X-Request-ID"] == "abc-123"
    forged = cast["owner"].get("/api/nothing", headers={"X-Request-ID": "<script>"})
    assert "script" not in forged.get_data(as_text=True)


def test_what_was_typed_is_not_given_back(cast: Cast) -> None:
    sent = {"email": "a@example.com", "password": 'secret "</script>', "extra": "secret"}
    response = cast["nobody"].post("/api/auth/login", json=sent)
    assert "secret" not in response.get_data(as_text=True)


def test_answers_are_kept_by_nobody(app: Flask, cast: Cast) -> None:
    for response in (cast["owner"].get("/api/dossiers"), program_of(app).get("/api/users/me")):
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
