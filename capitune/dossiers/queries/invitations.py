"""Reading invitations of prospects."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import joinedload

from capitune.authz.actor import Actor
from capitune.core.db import db
from capitune.core.listing import Page, one_more, page_of
from capitune.dossiers.invitations import invitation_of
from capitune.dossiers.models import Invitation

WHOLE = select(Invitation).options(
    joinedload(Invitation.professional), joinedload(Invitation.template)
)


def invitation_by_id(invitation_id: uuid.UUID) -> Invitation | None:
    """The invitation, with its professional and template (one statement)."""
    return db.session.scalar(WHOLE.where(Invitation.id == invitation_id))


def invitation_by_token(token: str) -> Invitation | None:
    """The one that this link of a letter stands for, whatever became of it (one statement)."""
    key = invitation_of(token)
    return invitation_by_id(key) if key else None


def hold_invitation(invitation_id: uuid.UUID) -> Invitation | None:
    """The same as it is now, held until the end of the unit of work."""
    statement = WHOLE.where(Invitation.id == invitation_id).with_for_update(of=Invitation)
    return db.session.scalar(statement.execution_options(populate_existing=True))


def invitations_of(actor: Actor, limit: int, after: Any | None) -> Page[Invitation]:
    """Those that this professional made, the newest first (one statement)."""
    statement = WHOLE.where(Invitation.professional_id == actor.user_id)
    if after is not None:
        statement = statement.where(Invitation.id < after)
    rows = db.session.scalars(statement.order_by(Invitation.id.desc()).limit(one_more(limit))).all()
    return page_of(rows, limit)


def invited_since(professional_id: uuid.UUID, moment: datetime) -> int:
    """How many this professional invited since."""
    statement = select(func.count()).select_from(Invitation)
    own = (Invitation.professional_id == professional_id, Invitation.created_at > moment)
    return db.session.scalar(statement.where(*own)) or 0


def letters_since(professional_id: uuid.UUID, email_key: str, moment: datetime) -> int:
    """How many letters the invitations from this professional to this address were, of those sent since."""
    statement = select(func.coalesce(func.sum(Invitation.sends), 0))
    own = (Invitation.professional_id == professional_id, Invitation.email_key == email_key)
    return db.session.scalar(statement.where(*own, Invitation.sent_at > moment)) or 0


def has_declined(professional_id: uuid.UUID, email_key: str) -> bool:
    """Whoever reads at this address said no to this professional."""
    said = exists().where(
        Invitation.professional_id == professional_id,
        Invitation.email_key == email_key,
        Invitation.declined_at.is_not(None),
    )
    return bool(db.session.scalar(select(said)))
