"""Who is connected: counted over processes, forgotten when a process dies, rebuilt after Redis was emptied."""

import time

import pytest
from flask import Flask

from capitune.core import jobs
from capitune.core.ids import new_id
from capitune.core.realtime.presence import LIFE, MOST, MOST_EVENTS, Presence


@pytest.fixture
def two(shared_app: Flask) -> tuple[Presence, Presence]:
    """Two processes on one Redis."""
    url = shared_app.config["REDIS_URL"]
    return Presence(url), Presence(url)


def test_a_sixth_sends_the_oldest_away_wherever_it_is(two: tuple[Presence, Presence]) -> None:
    here, there = two
    user = new_id()
    gone = [two[number % 2].arrive(user, f"c{number}") for number in range(MOST + 2)]
    assert gone == [[]] * MOST + [["c0"], ["c1"]]
    assert here.connections(user) == there.connections(user) == MOST
    there.leave(user, "c3")
    assert here.connections(user) == MOST - 1
    assert here.arrive(user, "c9") == []


def test_one_person_does_not_count_for_another(two: tuple[Presence, Presence]) -> None:
    for number in range(MOST):
        two[0].arrive(new_id(), f"c{number}")
    assert two[1].arrive(new_id(), "mine") == []


def test_what_a_beat_says_outlives_an_emptied_redis(
    shared_app: Flask, two: tuple[Presence, Presence]
) -> None:
    here, there = two
    user = new_id()
    here.arrive(user, "a")
    there.arrive(user, "b")
    with shared_app.app_context():
        jobs.connection().flushdb()
    assert here.connections(user) == 0
    here.beat()
    there.beat()
    assert here.connections(user) == 2


def test_the_connections_of_a_killed_process_are_forgotten(
    two: tuple[Presence, Presence], monkeypatch: pytest.MonkeyPatch
) -> None:
    killed, here = two
    user = new_id()
    killed.arrive(user, "a")
    assert here.connections(user) == 1
    later = time.time() + LIFE + 1
    monkeypatch.setattr(time, "time", lambda: later)
    here.arrive(user, "b")
    assert here.connections(user) == 1


def test_without_redis_each_process_counts_its_own() -> None:
    away = Presence("redis://127.0.0.1:1/0")
    user = new_id()
    gone = [away.arrive(user, f"c{number}") for number in range(MOST + 1)]
    assert gone == [[]] * MOST + [["c0"]]
    assert away.may_speak(user)


def test_events_are_counted_over_processes(two: tuple[Presence, Presence]) -> None:
    user = new_id()
    answers = [two[number % 2].may_speak(user) for number in range(2 * MOST_EVENTS + 4)]
    # The window may turn once meanwhile, never more.
    assert answers[0] is True
    assert MOST_EVENTS <= answers.count(True) <= 2 * MOST_EVENTS
    assert two[0].may_speak(new_id())
