"""What somebody is held to now: asked in one place whenever they write."""

import uuid

from sqlalchemy import or_, select

from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Refused
from capitune.moderation.models import Sanction
from capitune.moderation.states import SanctionKind

BINDING = (SanctionKind.RESTRICTED, SanctionKind.READ_ONLY)


def bound(user_id: uuid.UUID | None) -> frozenset[SanctionKind]:
    """The sanctions that bind them at this moment (one statement)."""
    found = select(Sanction.kind).where(
        Sanction.user_id == user_id,
        Sanction.kind.in_(BINDING),
        Sanction.lifted_at.is_(None),
        or_(Sanction.ends_at.is_(None), Sanction.ends_at > now()),
    )
    return frozenset(db.session.scalars(found))


def require_may_write(user_id: uuid.UUID | None) -> frozenset[SanctionKind]:
    """What binds them all the same. Raises ``Refused`` (``read_only``) while they may only read."""
    kinds = bound(user_id)
    if SanctionKind.READ_ONLY in kinds:
        raise Refused(code="read_only")
    return kinds
