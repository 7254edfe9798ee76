"""Passwords: how strong they must be, and argon2id without stopping the process for it."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from gevent import get_hub
from gevent.monkey import is_module_patched
from gevent.threadpool import ThreadPool
from zxcvbn_rs_py import zxcvbn

from capitune.accounts.typed import is_text
from capitune.core.errors import Invalid

LEAST, MOST = 10, 128
STRONG_ENOUGH = 3
LEAST_OF_ITS_OWN = 5
AT_ONCE = 2
# OWASP's argon2id figures: 19 MiB, two passes, one lane.
_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
# The hash of a password nobody has: what is verified when there is no such account.
NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$giFv44KBrBS8zHomID//3g$V3Ji4NS52Xh3w7DYlp0mVth9Hv9t2DoqnFmig/maU6c"
UNUSABLE = "!"

_turn = threading.BoundedSemaphore(AT_ONCE)
_pools: dict[Any, ThreadPool] = {}


def _run(work: Callable[..., Any], *arguments: Any) -> Any:
    """``work`` beside the event loop when gevent runs this process; at most two at once either way."""
    if is_module_patched("threading"):
        hub = get_hub()
        if hub not in _pools:
            _pools[hub] = ThreadPool(AT_ONCE, hub=hub)
        return _pools[hub].apply(work, arguments)
    with _turn:
        return work(*arguments)


def check_strength(password: str, about: Sequence[str], field: str = "password") -> None:
    """Return when ``password`` is strong enough for a person of whom ``about`` is known.

    Raises ``Invalid`` about ``field``: ``password_short``, ``password_long`` (10 to 128 characters),
    ``bad_text``, ``password_weak`` (zxcvbn under 3).
    """
    if len(password) < LEAST:
        raise Invalid.on(field, "password_short", missing=LEAST - len(password))
    if len(password) > MOST:
        raise Invalid.on(field, "password_long")
    if not is_text(password):
        raise Invalid.on(field, "bad_text")
    known = _words_about(about)
    weak = int(zxcvbn(password, known).score) < STRONG_ENOUGH
    if weak or len(_without(password, known)) < LEAST_OF_ITS_OWN:
        raise Invalid.on(field, "password_weak")


def _words_about(about: Sequence[str]) -> list[str]:
    parts = {part for text in about for part in (text, *text.replace("@", " ").split())}
    return ["capitune", *(part.casefold() for part in parts)]


def _without(password: str, known: Sequence[str]) -> str:
    """What is left once names are taken out: zxcvbn gives two names and a digit a good mark."""
    left = password.casefold()
    for word in sorted((w for w in known if len(w) > 2), key=len, reverse=True):
        left = left.replace(word, "")
    return left


def hashed(password: str) -> str:
    """The argon2id hash to keep."""
    return str(_run(_hasher.hash, password))


def is_right(stored: str | None, password: str) -> bool:
    """True when ``password`` is the one that ``stored`` came from.

    Without ``stored`` (no such account), or with one that fits nothing, it takes as long to say no.
    """
    usable = bool(stored) and stored != UNUSABLE and len(password) <= MOST and is_text(password)
    right = bool(_run(_verify, stored if usable else NOBODY, password if usable else "?"))
    return usable and right


def _verify(stored: str, password: str) -> bool:
    try:
        return _hasher.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


def is_dated(stored: str) -> bool:
    """True when ``stored`` was made with other figures than today's."""
    return _hasher.check_needs_rehash(stored)
