"""Carrying out what waits in the outbox, in this process, as the worker would."""

from capitune.core import outbox


def run_outbox(rounds: int = 5) -> int:
    """Deliver everything that is due, and what that causes; returns how many were done."""
    done = 0
    for _ in range(rounds):
        rows = outbox.waiting()
        if not rows:
            break
        done += sum(outbox.deliver(str(row_id)) for row_id, _kind in rows)
    return done
