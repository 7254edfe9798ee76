"""Access tokens: one algorithm, one issuer, one audience, ten minutes."""

import warnings
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest

from capitune.accounts import tokens
from capitune.core import secrets
from capitune.core.ids import new_id
from tests.support.clock import MovedClock

USER, FAMILY = new_id(), new_id()


@pytest.fixture(autouse=True)
def _bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(secrets._key, "root", b"a key for these tests, long enough")
    monkeypatch.setitem(tokens._issuer, "url", "http://localhost")


def forged(**changes: Any) -> str:
    """A token like ours but for ``changes``; ``key`` and ``algorithm`` sign it."""
    key = changes.pop("key", secrets.derive("access-token", b""))
    algorithm = changes.pop("algorithm", "HS256")
    moment = datetime.now(UTC)
    claims = {
        "iss": "http://localhost",
        "aud": "capitune-api",
        "sub": str(USER),
        "sid": str(FAMILY),
        "ver": 1,
        "iat": moment,
        "exp": moment + timedelta(minutes=10),
        **changes,
    }
    kept = {name: value for name, value in claims.items() if value is not None}
    with warnings.catch_warnings(action="ignore"):  # our key is short for HS512
        return jwt.encode(kept, key, algorithm=algorithm)


def test_a_token_says_whose_it_is() -> None:
    claims = tokens.read(tokens.mint(USER, FAMILY, 3))
    assert claims is not None
    assert (claims.user_id, claims.family_id, claims.version) == (USER, FAMILY, 3)


def test_the_forger_of_these_tests_can_make_a_good_one() -> None:
    assert tokens.read(forged()) is not None


BAD: list[dict[str, Any]] = [
    {"key": b"another key, as long as it takes to be one"},
    {"algorithm": "HS512"},
    {"algorithm": "none", "key": None},
    {"iss": "http://elsewhere.example"},
    {"aud": "another-api"},
    {"aud": None},
    {"exp": None},
    {"sid": None},
    {"sub": None},
    {"ver": None},
    {"ver": "1"},
    {"ver": True},
    {"sub": "jean"},
    {"sid": "1"},
]


@pytest.mark.parametrize("changes", BAD, ids=str)
def test_a_token_that_is_not_ours_says_nothing(changes: dict[str, Any]) -> None:
    assert tokens.read(forged(**changes)) is None


@pytest.mark.parametrize("text", ["", "x", "a.b.c", "é.é.é", "a" * 5000, "\ud800"])
def test_what_is_no_token_says_nothing(text: str) -> None:
    assert tokens.read(text) is None


@pytest.mark.parametrize(("seconds", "live"), [(0, True), (599, True), (600, False), (601, False)])
def test_it_lives_ten_minutes(clock: MovedClock, seconds: int, live: bool) -> None:
    token = tokens.mint(USER, FAMILY, 1)
    clock.move(seconds=seconds)
    claims = tokens.read(token)
    assert claims is not None
    # The token holds whole seconds: its end is at most one second early.
    assert claims.is_live is live or (seconds == 599 and not live)
