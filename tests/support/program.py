"""A program that speaks to the API: a token, JSON, a language, and no cookie."""

from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from capitune.accounts.models import User
from tests.support.signing import token_of

PROBLEM = "application/problem+json"
PROBLEM_KEYS = {"type", "title", "status", "detail", "code", "errors", "request_id"}


class Program(FlaskClient):
    """Sends its token and its language with everything, unless a test says otherwise."""

    token: str | None = None
    language = "en"

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request, with a ``g`` of its own as in production."""
        headers = {"Accept-Language": self.language}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        kwargs["headers"] = {**headers, **dict(kwargs.get("headers") or {})}
        with self.application.app_context():
            return super().open(*args, **kwargs)


def program_of(application: Flask, user: User | None = None, *, language: str = "en") -> Program:
    """A new program, signed in as ``user``."""
    program = Program(application, application.response_class, use_cookies=False)
    program.token = token_of(user) if user else None
    program.language = language
    return program


def refused(response: TestResponse, status: int, code: str, *fields: tuple[str, str]) -> Any:
    """Check that this is a refusal of that kind, about those fields; returns the problem."""
    body = response.get_json()
    assert (response.status_code, body.get("code")) == (status, code), body
    assert response.content_type == PROBLEM
    assert set(body) - {"facts"} == PROBLEM_KEYS
    assert body["status"] == status
    assert body["detail"]
    assert {(e["field"], e["code"]) for e in body["errors"]} == set(fields)
    assert all(e["message"] for e in body["errors"])
    return body


def got(response: TestResponse, status: int = 200) -> Any:
    """Check the status of a success; returns its JSON."""
    assert response.status_code == status, response.get_data(as_text=True)
    assert response.content_type == "application/json"
    return response.get_json()
