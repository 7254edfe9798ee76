"""What waits for a candidate, over all their open dossiers: the figure beside "My dossier"."""

import uuid
from dataclasses import dataclass

from sqlalchemy import and_, bindparam, func, literal_column, or_, select

from capitune.authz.actor import Actor
from capitune.core.reads import Read
from capitune.dossiers.models import Dossier, Requirement
from capitune.dossiers.queries.needs import IS_ASKED, IS_COUNTED
from capitune.dossiers.states import DocumentStatus


@dataclass(frozen=True, slots=True)
class Waiting:
    """``count`` documents to send or to replace, ``blocking`` when one is to be replaced.

    ``dossiers`` counts all of this person's dossiers; ``dossier_id`` is the newest that is open, else the
    newest.
    """

    count: int = 0
    blocking: bool = False
    dossiers: int = 0
    dossier_id: uuid.UUID | None = None


_rejected = Requirement.status == DocumentStatus.REJECTED
_missing = and_(Requirement.status == DocumentStatus.REQUIRED, IS_COUNTED)
_mine = Dossier.candidate_id == bindparam("candidate_id")
_needs = (
    select(
        func.count().filter(IS_ASKED, or_(_rejected, _missing)).label("waiting"),
        func.count().filter(IS_ASKED, _rejected).label("rejected"),
    )
    .select_from(Requirement)
    .join(Dossier, Dossier.id == Requirement.dossier_id)
    .where(_mine, Dossier.archived_at.is_(None))
    .subquery()
)
_newest = (
    select(Dossier.id)
    .where(_mine)
    .order_by(Dossier.archived_at.is_not(None), Dossier.id.desc())
    .limit(literal_column("1"))
    .scalar_subquery()
)
FIGURES = (
    _needs.c.waiting,
    _needs.c.rejected,
    select(func.count()).select_from(Dossier).where(_mine).scalar_subquery().label("dossiers"),
    _newest.label("dossier_id"),
)
WAITING = Read(select(*FIGURES))


def waiting_for(actor: Actor) -> Waiting:
    """What waits for this candidate (one statement); nothing for anybody else (none)."""
    if not actor.is_candidate:
        return Waiting()
    row = WAITING.first(candidate_id=actor.user_id)
    return Waiting(row.waiting, row.rejected > 0, row.dossiers, row.dossier_id)
