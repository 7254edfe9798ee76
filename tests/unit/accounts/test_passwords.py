"""Strength, hashes, and what hashing does to everybody else in the process."""

import subprocess
import sys
import threading

import pytest
from argon2 import PasswordHasher

from capitune.accounts import passwords
from capitune.core.errors import Invalid

ABOUT = ("Aminata", "Diallo", "aminata.diallo@example.com")
WEAK = [
    ("canada", "password_short"),
    ("123456789", "password_short"),
    ("a" * 10, "password_weak"),
    ("1234567890", "password_weak"),
    ("motdepasse123", "password_weak"),
    ("aminata diallo", "password_weak"),
    ("AminataDiallo1", "password_weak"),
    ("capitune2026", "password_weak"),
    ("x" * 129, "password_long"),
    ("quatre mots\x00au hasard", "bad_text"),
    ("quatre mots\ud800au hasard", "bad_text"),
]
STRONG = [
    "quatre mots pris au hasard",
    "Capitune-demo-2026",
    "pluie-Sous-7-toits",
    "كلمة سر طويلة وعشوائية",
]
STRONG += ["p7#Kw!2mZq" + "v" * 118]


@pytest.mark.parametrize(("password", "code"), WEAK)
def test_weak_passwords_are_refused(password: str, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        passwords.check_strength(password, ABOUT)
    assert [(e.field, e.code) for e in refusal.value.errors] == [("password", code)]


@pytest.mark.parametrize("password", STRONG)
def test_strong_passwords_pass(password: str) -> None:
    passwords.check_strength(password, ABOUT)


def test_what_is_missing_is_counted() -> None:
    with pytest.raises(Invalid) as refusal:
        passwords.check_strength("canada", ABOUT)
    assert refusal.value.facts == {"missing": 4}


def test_a_hash_is_argon2id_with_the_figures_of_the_house(real_hashes: None) -> None:
    stored = passwords.hashed("quatre mots pris au hasard")
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert passwords.is_right(stored, "quatre mots pris au hasard")
    assert not passwords.is_right(stored, "quatre mots pris au hasard ")


@pytest.mark.parametrize("stored", [None, "", passwords.UNUSABLE, "not a hash", passwords.NOBODY])
def test_without_a_hash_nothing_is_right(stored: str | None) -> None:
    assert not passwords.is_right(stored, "?")
    assert not passwords.is_right(stored, "quatre mots pris au hasard")


def test_a_password_over_the_limit_is_never_hashed(real_hashes: None) -> None:
    too_long = "v" * 129
    stored = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1).hash(too_long)
    assert not passwords.is_right(stored, too_long)


def test_other_figures_are_dated(real_hashes: None) -> None:
    assert passwords.is_dated(PasswordHasher(time_cost=1, memory_cost=8192).hash("x"))
    assert not passwords.is_dated(passwords.hashed("x"))


def test_at_most_two_hashes_run_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once, most = 0, 0
    count = threading.Lock()
    both_in = threading.Barrier(2, timeout=5)
    third_in = threading.Event()

    def slow(_password: str) -> str:
        nonlocal at_once, most
        with count:
            at_once += 1
            most = max(most, at_once)
            if at_once > 2:
                third_in.set()
        both_in.wait()
        third_in.wait(0.2)
        with count:
            at_once -= 1
        return "hash"

    monkeypatch.setattr(passwords, "_hasher", type("Slow", (), {"hash": staticmethod(slow)}))
    threads = [threading.Thread(target=passwords.hashed, args=("x",)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert most == 2


STALL = """
from gevent import monkey; monkey.patch_all()
import time, gevent
from capitune.accounts import passwords
worst, done, hashing, meanwhile = 0.0, [], [], 0
real = passwords._hasher
def watched(password):
    hashing.append(1)
    try:
        return real.hash(password)
    finally:
        hashing.pop()
def tick():
    global worst, meanwhile
    while len(done) < 8:
        began = time.monotonic(); gevent.sleep(0.002)
        worst = max(worst, time.monotonic() - began)
        meanwhile += bool(hashing)
passwords._hasher = type("Watched", (), {"hash": staticmethod(watched)})
ticker = gevent.spawn(tick)
gevent.sleep(0.01)
work = [gevent.spawn(lambda: done.append(passwords.hashed("quatre mots"))) for _ in range(8)]
gevent.joinall(work); ticker.join()
passwords._hasher = real
assert passwords.is_right(done[0], "quatre mots")
print(worst, meanwhile)
"""


def stall() -> float:
    """The longest that the loop stood still, in seconds, in a process of its own; it did turn while a hash was made."""
    answer = subprocess.run(
        [sys.executable, "-c", STALL], capture_output=True, text=True, timeout=60, check=True
    )
    worst, meanwhile = answer.stdout.split()
    assert int(meanwhile) > 0
    return float(worst)


def test_eight_hashes_at_once_do_not_stall_the_event_loop() -> None:
    """Without the thread pool the eight follow one another, each time: a busy machine is slow only now and then."""
    assert any(stall() < 0.15 for _ in range(8))
