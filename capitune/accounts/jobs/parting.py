"""Sign-ins that end by themselves close what they had opened live: the clock's act."""

from datetime import timedelta

from capitune.accounts.events import SessionEnded
from capitune.accounts.queries.openings import run_out
from capitune.core.clock import now
from capitune.core.events import publish
from capitune.core.work import unit_of_work

# More than a clock is away when another takes over. Whoever is closed already is closed again, for nothing.
LOOK_BACK = timedelta(minutes=1)


def part() -> int:
    """Close the connections of sign-ins that ran out within the last minute; how many ran out.

    The sign-in itself is over by the hour, whoever asks: this only ends what stands open, and writes nothing.
    """
    moment = now()
    ended = run_out(moment - LOOK_BACK, moment)
    with unit_of_work():
        for session_id in ended:
            publish(SessionEnded(session_id, "session_expired"))
    return len(ended)
