"""What went wrong in the demo, so that staff have something to repair: mails in each state, one given up."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from capitune.accounts.models import User
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.outbox import OutboxRow
from capitune.core.post import Mail, MailState, post
from capitune.core.work import unit_of_work

NO_MAILBOX = "550 5.1.1 The mailbox does not exist"
SERVICE = "SendGrid answered 503: the service is unavailable"
# By person: what became of a letter, and of the effect that it was.
LETTERS: tuple[tuple[str, MailState, str, dict[str, Any]], ...] = (
    ("jean.candidat", MailState.FAILED, SERVICE, {"dead_at": timedelta(), "attempts": 8}),
    ("marie.candidate", MailState.QUEUED, "", {"due_at": timedelta(hours=4), "attempts": 3}),
    ("anne.pro", MailState.BOUNCED, NO_MAILBOX, {"done_at": timedelta(), "attempts": 1}),
    ("bruno.pro", MailState.DELIVERED, "", {"done_at": timedelta(), "attempts": 1}),
)


def make(people: Mapping[str, User]) -> None:
    """Have a letter go wrong, wait, come back, and arrive."""
    moment = now()
    with unit_of_work():
        for name, state, reason, effect in LETTERS:
            key, person = f"demo:{state.value}", people[name].id
            post("welcome", person, about=person, once=key)
            mine = OutboxRow.key == f"mail:welcome:{person}:{key}"
            row_id = db.session.scalars(select(OutboxRow.id).where(mine)).one()
            told = {"last_error": reason or (SERVICE if "due_at" in effect else None)}
            db.session.execute(update(OutboxRow).where(mine).values(**_at(effect, moment), **told))
            became = {"state": state, "state_at": moment, "reason": reason}
            db.session.execute(update(Mail).where(Mail.id == row_id).values(**became))


def _at(effect: Mapping[str, Any], moment: Any) -> dict[str, Any]:
    return {
        name: moment + value if isinstance(value, timedelta) else value
        for name, value in effect.items()
    }
