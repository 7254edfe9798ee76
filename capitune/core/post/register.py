"""Asking for letters, and noting what becomes of them."""

import uuid
from datetime import timedelta
from typing import Any

from sqlalchemy import cast, select, update
from sqlalchemy.dialects.postgresql import JSONB, insert

from capitune.core import outbox
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.post.models import Mail
from capitune.core.post.states import BEFORE, MailState


def post(
    letter: str,
    user_id: uuid.UUID,
    *,
    about: uuid.UUID | str,
    once: str = "",
    grace: timedelta | None = None,
    **facts: str,
) -> uuid.UUID | None:
    """Have ``letter`` about ``about`` written to a person, in the transaction of its cause. Its id; None when it
    was asked for before.

    The same letter about the same thing leaves once; of what may come about again, ``once`` names the time. ``facts`` (ids and codes only) reach its composer;
    ``unless_read`` is the key of a notification: read meanwhile, the letter does not leave. ``grace``: how long it
    waits for that.
    """
    payload: dict[str, Any] = {"letter": letter, "to": str(user_id), "about": str(about), **facts}
    row_id = outbox.put(
        "mail", payload, key=f"mail:{letter}:{user_id}:{once or about}", delay=grace
    )
    if row_id is not None:
        db.session.execute(insert(Mail).values(id=row_id, user_id=user_id, letter=letter))
    return row_id


def has_left(mail_id: uuid.UUID) -> bool:
    """True when it is known what became of the letter: a second try would only make it two."""
    state = db.session.scalar(select(Mail.state).where(Mail.id == mail_id))
    return state not in {None, MailState.QUEUED}


def hand_over(mail_id: uuid.UUID) -> bool:
    """Note that the letter is about to be handed over. False when that was noted before: a process that
    died, or a line that broke, leaves open whether it went.
    """
    statement = update(Mail).where(Mail.id == mail_id, Mail.handed_at.is_(None))
    first = statement.values(handed_at=now()).returning(Mail.id)
    return db.session.scalar(first) is not None


def take_back(mail_id: uuid.UUID) -> None:
    """Note that the service did not take the letter: it may be handed over again."""
    db.session.execute(update(Mail).where(Mail.id == mail_id).values(handed_at=None))


def reopen(mail_id: uuid.UUID) -> None:
    """Note that a letter that failed is tried again. ``handed_at`` stays: what may have gone, and must not go
    twice, does not go now.
    """
    mine = (Mail.id == mail_id, Mail.state == MailState.FAILED)
    db.session.execute(update(Mail).where(*mine).values(**_became(MailState.QUEUED, "")))


def settle(mail_id: uuid.UUID, state: MailState, reason: str = "") -> uuid.UUID | None:
    """Note what became of the letter; whose it was, or None when that was known or came too late."""
    statement = update(Mail).where(Mail.id == mail_id, Mail.state.in_(BEFORE[state]))
    return db.session.scalar(statement.values(**_became(state, reason)).returning(Mail.user_id))


def _became(state: MailState, reason: str) -> dict[str, Any]:
    moment, why = now(), reason[:500]
    told = [{"state": state.value, "at": moment.isoformat(), "reason": why}]
    events = Mail.events.concat(cast(told, JSONB))
    return {"state": state, "state_at": moment, "reason": why, "events": events}
