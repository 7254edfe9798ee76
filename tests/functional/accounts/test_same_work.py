"""What an address costs, counted instead of timed: whoever has it, the same answer after the same work."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from werkzeug.test import TestResponse

from capitune.accounts import passwords
from capitune.accounts.models import SignInGuard, User
from capitune.accounts.services import locking
from capitune.accounts.services.leaving import depart
from capitune.accounts.states import Standing
from capitune.authz.actor import Role
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.work import unit_of_work
from tests.factories.people import PASSWORD, acting, make_person
from tests.functional.accounts.test_sign_up import SIGN_UPS
from tests.support.hashing import CHEAP
from tests.support.program import program_of
from tests.support.signing import browser_of
from tests.support.statements import statements

WRONG = "un autre mot de passe"
NAMES = ("nobody", "active", "unconfirmed", "suspended", "invited", "leaving", "locked")
NEWCOMER = {
    "account_type": "candidate",
    "password": PASSWORD,
    "first_name": "Fatou",
    "last_name": "Sow",
    "country": "SN",
    "language": "fr",
    "accept_terms": True,
}
# Written by hand: every door at which a stranger names an address.
EVEN = {
    "accounts.sign_in",
    "accounts.register_candidate",
    "practices.register",
    "accounts.verify_email",
    "accounts.resend_code",
    "accounts.forgot_password",
    "accounts.change_email",
    "api.login",
    "api.register",
    "api.verify_email",
    "api.resend_code",
    "api.forgot_password",
}
# What the page cannot help saying anew: keys of forms, the address that was typed, ids, tickets.
VARYING = re.compile(
    r'[\w.+-]+@same\.example|nonce="[^"]+"|value="[^"@]{20,}"'
    r'|"(?:id|ticket|created_at|request_id)":\s*"[^"]+"'
)
# Statements more for one address than for another: some milliseconds, which the floor of ``pace`` hides.
MOST_APART = 11


class Counting(PasswordHasher):
    """argon2, counted."""

    runs = 0

    def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
        """As it does, counted."""
        Counting.runs += 1
        return super().hash(password, salt=salt)

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # noqa: A002
        """As it does, counted."""
        Counting.runs += 1
        return bool(super().verify(hash, password))


@pytest.fixture(autouse=True)
def _counted(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    Counting.runs = 0
    hasher = Counting(time_cost=CHEAP.time_cost, memory_cost=CHEAP.memory_cost, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", hasher)
    monkeypatch.setitem(app.config, "RATE_LIMIT_AUTH", "1000 per minute")


def _closed(user: User) -> None:
    """As after ten wrong passwords."""
    closed = {"locked_until": now() + locking.LOCK, "since": now(), "failures": 0}
    with unit_of_work():
        db.session.add(SignInGuard(user_id=user.id, browser=locking.ELSEWHERE, **closed))


def _left(user: User) -> None:
    with unit_of_work():
        depart(acting(user), user)


@pytest.fixture
def addresses(app: Flask) -> list[str]:
    """One that nobody has, then each kind of owner."""

    def owner(name: str, **facts: Any) -> User:
        return make_person(email=f"{name}@same.example", **facts)

    owner("active")
    owner("unconfirmed", verified=False)
    owner("suspended", standing=Standing.SUSPENDED)
    owner("invited", role=Role.MODERATOR, password_hash=passwords.UNUSABLE, verified=False)
    _left(owner("leaving"))
    _closed(owner("locked"))
    return [f"{name}@same.example" for name in NAMES]


def page(app: Flask, path: str, **fields: str) -> TestResponse:
    """A form sent by a new browser."""
    browser = browser_of(app, None)
    token = browser.token("/login")
    return browser.post(path, data={"csrf_token": token, **fields})


def program(app: Flask, path: str, **fields: object) -> TestResponse:
    """The same asked by a program."""
    return program_of(app).post(path, json=fields)


Door = Callable[[Flask, str], TestResponse]
DOORS: dict[str, tuple[int, Door]] = {
    "sign in": (1, lambda a, e: page(a, "/login", email=e, password=WRONG)),
    "program signs in": (1, lambda a, e: program(a, "/api/auth/login", email=e, password=WRONG)),
    "forgot": (0, lambda a, e: page(a, "/forgot-password", email=e)),
    "program forgot": (0, lambda a, e: program(a, "/api/auth/forgot-password", email=e)),
    "resend": (0, lambda a, e: page(a, "/verify-email/resend", email=e)),
    "program resends": (0, lambda a, e: program(a, "/api/auth/resend-code", email=e)),
    "code": (0, lambda a, e: page(a, "/verify-email", email=e, code="000000")),
    "program verifies": (
        0,
        lambda a, e: program(a, "/api/auth/verify-email", email=e, code="000000"),
    ),
    "candidate": (1, lambda a, e: page(a, SIGN_UPS[0][0], **SIGN_UPS[0][1] | {"email": e})),
    "professional": (1, lambda a, e: page(a, SIGN_UPS[1][0], **SIGN_UPS[1][1] | {"email": e})),
    "program signs up": (
        1,
        lambda a, e: program(a, "/api/auth/register", **NEWCOMER | {"email": e}),
    ),
}


@pytest.mark.parametrize("door", list(DOORS))
def test_one_answer_for_the_same_work(app: Flask, addresses: list[str], door: str) -> None:
    hashes, ask = DOORS[door]
    answers, runs, sent = set(), set(), []
    for email in addresses:
        before = Counting.runs
        with statements() as seen:
            answer = ask(app, email)
        text = VARYING.sub("", answer.get_data(as_text=True))
        answers.add((answer.status_code, answer.location, text))
        runs.add(Counting.runs - before)
        sent.append(len(seen))
    assert len(answers) == 1, answers
    assert runs == {hashes}
    assert max(sent) - min(sent) <= MOST_APART, dict(zip(NAMES, sent, strict=True))


@pytest.mark.parametrize("door", ["/login", "/api/auth/login"])
def test_a_lock_costs_what_it_always_costs(app: Flask, addresses: list[str], door: str) -> None:
    """The right password of an account that is closed for a while, and a wrong one: nobody learns which."""
    ask = program if door.startswith("/api") else page
    answers = []
    for email, password in (("locked", PASSWORD), ("locked", WRONG), ("nobody", PASSWORD)):
        before = Counting.runs
        answer = ask(app, door, email=f"{email}@same.example", password=password)
        text = VARYING.sub("", answer.get_data(as_text=True))
        answers.append((answer.status_code, text, Counting.runs - before))
    assert answers[0] == answers[1] == answers[2]
    assert answers[0][2] == 1


def test_what_differs_is_hidden_at_each_of_these_doors(shared_app: Flask) -> None:
    """Rows and letters are written for some addresses only: the answer waits for the floor at them all."""
    views = shared_app.view_functions
    even = {name for name, view in views.items() if hasattr(view, "__evenly__")}
    assert even == EVEN
