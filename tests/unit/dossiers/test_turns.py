"""How long it was whose turn: what the journal tells, and nothing is lost or counted twice."""

import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from capitune.dossiers.nextaction import Plan, party_of
from capitune.dossiers.states import NextAction, Party
from capitune.dossiers.turns import Passage, Turn, in_days, spent, turn_by

DAKAR, MONTREAL = ZoneInfo("Africa/Dakar"), ZoneInfo("America/Toronto")
OPENED = datetime(2027, 1, 4, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)
CANDIDATE, PROFESSIONAL = Party.CANDIDATE, Party.PROFESSIONAL
AUTHORITY, NOBODY = Party.AUTHORITY, Party.NOBODY


def passage(days: float, party: Party, step_on: date | None = None) -> Passage:
    return Passage(OPENED + days * DAY, Turn(party, step_on))


def told(*passages: Passage, until: float, zone: ZoneInfo = DAKAR) -> tuple[int, ...]:
    found = in_days(spent(OPENED, passages, OPENED + until * DAY, zone))
    return tuple(found[party] for party in Party)


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        (NextAction.REPLACE_DOCUMENT, CANDIDATE),
        (NextAction.PROVIDE_DOCUMENT, CANDIDATE),
        (NextAction.RENEW_DOCUMENT, CANDIDATE),
        (NextAction.COMPLETE_STEP, CANDIDATE),
        (NextAction.ACCEPT_ESTIMATE, CANDIDATE),
        (NextAction.WAIT_PROFESSIONAL, PROFESSIONAL),
        (NextAction.WAIT_AUTHORITY, AUTHORITY),
        (NextAction.DONE, NOBODY),
    ],
)
def test_whose_turn_an_action_is(action: NextAction, expected: Party) -> None:
    assert party_of(action) is expected


def test_the_turn_of_a_plan() -> None:
    waiting = Plan(NextAction.WAIT_PROFESSIONAL, step_on=date(2027, 3, 1))
    assert turn_by(waiting, archived=False) == Turn(PROFESSIONAL, date(2027, 3, 1))
    assert turn_by(waiting, archived=True) == Turn(NOBODY)
    sending = Plan(NextAction.PROVIDE_DOCUMENT, step_on=date(2027, 3, 1))
    assert turn_by(sending, archived=False) == Turn(CANDIDATE)


def test_six_days_of_one_and_two_of_the_other() -> None:
    assert told(passage(6, PROFESSIONAL), until=8) == (6, 2, 0, 0)
    assert told(until=3.9) == (3, 0, 0, 0)
    assert told(
        passage(1, PROFESSIONAL),
        passage(3, AUTHORITY),
        passage(7, NOBODY),
        passage(9, CANDIDATE),
        until=10,
    ) == (2, 2, 4, 2)


def test_what_is_left_of_days_goes_to_who_had_most_of_one() -> None:
    assert told(passage(1.6, PROFESSIONAL), until=4) == (2, 2, 0, 0)
    assert told(passage(0.4, PROFESSIONAL), passage(0.9, AUTHORITY), until=1.9) == (0, 0, 1, 0)


def test_an_overdue_step_gives_the_turn_back_at_midnight() -> None:
    """Opened at 9 h 30 in Dakar; the step was for the 6th, so the 7th at 0 h it is the candidate's turn."""
    waits = passage(1, PROFESSIONAL, date(2027, 1, 6))
    times = spent(OPENED, [waits], OPENED + 5 * DAY, DAKAR)
    assert times[PROFESSIONAL] == timedelta(hours=38, minutes=30)
    # In Montréal, midnight is five hours later.
    later = spent(OPENED, [waits], OPENED + 5 * DAY, MONTREAL)
    assert later[PROFESSIONAL] - times[PROFESSIONAL] == timedelta(hours=5)
    before = spent(OPENED, [passage(4, AUTHORITY, date(2027, 1, 2))], OPENED + 6 * DAY, DAKAR)
    assert (before[AUTHORITY], before[CANDIDATE]) == (timedelta(), 6 * DAY)


@pytest.mark.parametrize("seed", range(200))
def test_the_sum_is_the_age_whatever_happened(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 a story, not a secret
    at, passages = OPENED, []
    for _ in range(chance.randrange(12)):
        # A clock that steps back, twice at once, a step long past, a change of season.
        at += timedelta(seconds=chance.choice([-90, 0, 1, 3_600, 86_399, 86_400, 5_000_000]))
        step_on = chance.choice([None, at.date(), (at + 3 * DAY).date(), date(2020, 2, 29)])
        passages.append(Passage(at, Turn(chance.choice(list(Party)), step_on)))
    until = at + timedelta(seconds=chance.randrange(40 * 86_400))
    until = max(until, OPENED)
    times = spent(OPENED, passages, until, chance.choice([DAKAR, MONTREAL]))
    assert sum(times.values(), timedelta()) == until - OPENED
    assert min(times.values()) >= timedelta()
    days = in_days(times)
    assert sum(days.values()) == (until - OPENED) // DAY
    assert all(abs(days[party] * DAY - times[party]) < DAY for party in Party)
