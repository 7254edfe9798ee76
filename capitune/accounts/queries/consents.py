"""What people agreed to. The last answer to a purpose counts; those before it stay on record."""

import uuid

from sqlalchemy import bindparam, select

from capitune.accounts.agreements import Answer
from capitune.accounts.models import Consent
from capitune.accounts.states import Purpose
from capitune.core.reads import Read

_newest = (Consent.created_at.desc(), Consent.id.desc())
ANSWERS = Read(
    select(
        Consent.purpose,
        Consent.granted,
        Consent.text_version,
        Consent.created_at,
        Consent.address,
    )
    .where(Consent.user_id == bindparam("user_id"))
    .order_by(*_newest)
    .limit(200)
)
LAST = Read(
    select(Consent.granted, Consent.text_version)
    .where(Consent.user_id == bindparam("user_id"), Consent.purpose == bindparam("purpose"))
    .order_by(*_newest)
    .limit(1)
)


def holds(user_id: uuid.UUID, purpose: Purpose) -> bool:
    """Whether this person agrees to ``purpose`` now (one statement). Who never answered does not."""
    last = LAST.first(user_id=user_id, purpose=purpose)
    return bool(last and last.granted)


def last_answer(user_id: uuid.UUID, purpose: Purpose) -> tuple[bool, str] | None:
    """What this person said last to ``purpose``, and to which text (one statement)."""
    last = LAST.first(user_id=user_id, purpose=purpose)
    return (last.granted, last.text_version) if last else None


def answers_of(user_id: uuid.UUID) -> list[Answer]:
    """All answers of this person, the last first, at most 200 (one statement)."""
    return [Answer(*row) for row in ANSWERS.rows(user_id=user_id)]
