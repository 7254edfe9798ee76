"""Whose turn it was, for how long: pure functions of what the journal tells.

The journal holds each passage of the turn: to whom, and the day of the candidate's own open step, after which
the turn is the candidate's again although nothing happened (``nextaction.present``).
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta, tzinfo
from typing import NamedTuple

from capitune.core.days import end_of
from capitune.dossiers.nextaction import Plan, party_of
from capitune.dossiers.states import Party

DAY = timedelta(days=1)


class Turn(NamedTuple):
    """Whose turn it is; ``step_on`` is the last day on which that is so, if the candidate's own step comes
    after it.
    """

    party: Party
    step_on: date | None = None


class Passage(NamedTuple):
    """When the turn passed, and to whom."""

    at: datetime
    turn: Turn


# A dossier is opened by its candidate, who has everything to send.
FIRST = Turn(Party.CANDIDATE)


def turn_by(kept: Plan, *, archived: bool) -> Turn:
    """The turn that a plan means; nobody's in a dossier that is set aside."""
    if archived:
        return Turn(Party.NOBODY)
    party = party_of(kept.action)
    return Turn(party, None if party is Party.CANDIDATE else kept.step_on)


def spent(
    opened_at: datetime, passages: Iterable[Passage], until: datetime, zone: tzinfo
) -> dict[Party, timedelta]:
    """How long it was whose turn, from the opening until ``until``: the sum is the age, exactly.

    ``passages`` in order; days end at midnight in ``zone``. One that the clocks put before the one before
    it counts from there.
    """
    found = dict.fromkeys(Party, timedelta())
    since, turn = opened_at, FIRST
    for at, following in [*passages, Passage(until, FIRST)]:
        end = min(max(at, since), until)
        theirs_from = min(max(_end_of(turn.step_on, zone, end), since), end)
        found[turn.party] += theirs_from - since
        found[Party.CANDIDATE] += end - theirs_from
        since, turn = end, following
    return found


def _end_of(day: date | None, zone: tzinfo, default: datetime) -> datetime:
    return end_of(day, zone) if day else default


def in_days(times: Mapping[Party, timedelta]) -> dict[Party, int]:
    """The same in whole days, whose sum is the age in whole days: what is left over of each goes to those
    who had most of a day left.
    """
    whole = {party: length // DAY for party, length in times.items()}
    missing = sum(times.values(), timedelta()) // DAY - sum(whole.values())
    by_rest = sorted(times, key=lambda party: times[party] % DAY, reverse=True)
    for party in by_rest[:missing]:
        whole[party] += 1
    return whole
