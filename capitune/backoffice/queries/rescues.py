"""People who have lost every second factor and whose mailbox is proved."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from capitune.accounts.models import FactorRescue, User
from capitune.core.db import db

SHOWN = 50

_columns = (
    FactorRescue.id,
    FactorRescue.user_id,
    FactorRescue.created_at,
    FactorRescue.opened_at,
    FactorRescue.due_at,
    User.first_name,
    User.last_name,
    User.email,
    User.role,
)
WAITING = (
    select(*_columns)
    .join(User, User.id == FactorRescue.user_id)
    .where(
        FactorRescue.mailbox_proved_at.is_not(None),
        FactorRescue.done_at.is_(None),
        FactorRescue.ended_at.is_(None),
    )
    .order_by(FactorRescue.created_at, FactorRescue.id)
    .limit(SHOWN)
)


def waiting() -> Sequence[Any]:
    """Those under way, who waits longest first."""
    return db.session.execute(WAITING).all()
