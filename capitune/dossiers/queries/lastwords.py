"""The last words of conversations, for the pages on which people arrive."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, literal_column, select

from capitune.accounts.models import User
from capitune.accounts.people import Face
from capitune.authz.actor import Actor
from capitune.core.reads import Read
from capitune.dossiers.models import Case, Dossier, Message
from capitune.dossiers.queries.lines.messages import MessageLine
from capitune.dossiers.queries.messages import AWAITED, LINES

LATEST, FEW = 2, 4
LAST = Read(
    LINES.where(Message.dossier_id == bindparam("key"), Message.withdrawn_at.is_(None))
    .order_by(Message.id.desc())
    .limit(literal_column(str(LATEST))),
    into=MessageLine,
)
OWED = Read(
    select(
        Message.id,
        Message.dossier_id,
        Message.body,
        Message.created_at,
        Dossier.number,
        User.id.label("candidate_id"),
        User.first_name,
        User.last_name,
        User.avatar_id,
    )
    .join(Case, Case.dossier_id == Message.dossier_id)
    .join(Dossier, Dossier.id == Message.dossier_id)
    .join(User, User.id == Dossier.candidate_id)
    .where(
        Case.professional_id == bindparam("actor_id"),
        Case.archived_at.is_(None),
        Message.author_id == Dossier.candidate_id,
        *AWAITED,
    )
    .order_by(Message.id)
    .limit(literal_column(str(FEW)))
)


@dataclass(frozen=True, slots=True)
class Owed:
    """A message of a candidate that awaits an answer."""

    id: uuid.UUID
    dossier_id: uuid.UUID
    body: str
    sent_at: datetime
    number: str
    candidate: Face


def last_words(dossier_id: uuid.UUID) -> list[MessageLine]:
    """The last two messages, without their files, the latest first (one statement). For those it is between."""
    found: list[MessageLine] = LAST.rows(key=dossier_id)
    return found


def owed_by(actor: Actor) -> list[Owed]:
    """The four messages that have awaited an answer for longest, in the dossiers that this professional
    accompanies (one statement; none for who is not verified).
    """
    if not actor.is_verified_professional:
        return []
    return [
        Owed(
            row.id,
            row.dossier_id,
            row.body,
            row.created_at,
            row.number,
            Face(row.candidate_id, row.first_name, row.last_name, avatar_id=row.avatar_id),
        )
        for row in OWED.rows(actor_id=actor.user_id)
    ]
