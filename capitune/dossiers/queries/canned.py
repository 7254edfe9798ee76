"""A professional's own texts, and what a dossier fills in."""

import uuid
from collections.abc import Sequence

from sqlalchemy import and_, bindparam, literal_column, or_, select

from capitune.authz.actor import Actor
from capitune.core.db import db
from capitune.core.reads import Read
from capitune.dossiers.models import CannedReply, Requirement
from capitune.dossiers.queries.lines import AnyRow, Labels
from capitune.dossiers.states import DocumentStatus, Exemption, Necessity

MINE = Read(
    select(CannedReply.id, CannedReply.title, CannedReply.body)
    .where(CannedReply.user_id == bindparam("user_id"))
    .order_by(CannedReply.title, CannedReply.id)
    .limit(literal_column("50"))
)
MISSING = Read(
    select(Requirement.labels)
    .where(
        Requirement.dossier_id == bindparam("key"),
        or_(
            Requirement.necessity == Necessity.REQUIRED,
            and_(Requirement.necessity == Necessity.CONDITIONAL, Requirement.is_triggered),
        ),
        Requirement.exemption.is_distinct_from(Exemption.WAIVED),
        Requirement.status.in_([DocumentStatus.REQUIRED.value, DocumentStatus.REJECTED.value]),
    )
    .order_by(Requirement.position)
)


def replies_of(actor: Actor) -> Sequence[AnyRow]:
    """One's own texts by title: ``id``, ``title``, ``body`` (one statement; none for who keeps none)."""
    return MINE.rows(user_id=actor.user_id) if actor.is_verified_professional else []


def reply_by_id(reply_id: uuid.UUID) -> CannedReply | None:
    """A text (one statement)."""
    return db.session.get(CannedReply, reply_id)


def missing_in(dossier_id: uuid.UUID) -> list[Labels]:
    """The names of the documents that a dossier still asks for (one statement)."""
    return [row.labels for row in MISSING.rows(key=dossier_id)]
