"""What the clock does about dossiers."""

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Row

from capitune.core.clock import now
from capitune.core.work import unit_of_work
from capitune.dossiers.queries import reminders as due
from capitune.dossiers.services import deskcases, reminders
from capitune.notifications.hours import awake


def remind() -> int:
    """Remind people of what is due, asked for again or unanswered, each in a unit of its own; how many.

    Only those for whom it is day: each has an 8 o'clock of their own. Told twice is told once.
    """
    moment = now()
    days = awake(moment)
    return (
        _all(due.own_steps(days), reminders.remind_of_step)
        + _all(due.team_steps(days, moment), reminders.remind_of_step)
        + _all(due.own_notes(days, moment), reminders.remind_of_note)
        + _all(due.awaited_documents(days), reminders.remind_of_document)
        + _all(due.awaited_answers(days, moment), reminders.remind_of_answer)
    )


def pass_turns() -> int:
    """Say of the dossiers whose candidate is late that the turn is theirs; how many."""
    with unit_of_work():
        return deskcases.pass_turns()


def _all(rows: Iterable[Row[Any]], tell: Callable[[Row[Any]], None]) -> int:
    told = 0
    for row in rows:
        with unit_of_work():
            tell(row)
        told += 1
    return told
