"""What staff checks: credentials with whose they are, how far they are, what stands in the way."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Uuid, bindparam, func, select, tuple_
from sqlalchemy.orm import aliased

from capitune.accounts.models import User
from capitune.authz.actor import Actor
from capitune.core.clock import now
from capitune.core.db import Moment, db
from capitune.core.listing import Page, one_more, page_of
from capitune.professionals.models import Approval, Credential, Practice, Proof
from capitune.professionals.policy import visible_credentials
from capitune.professionals.queries.badges import is_disputed
from capitune.professionals.states import QUEUED, CredentialStatus


class Pile(StrEnum):
    """The piles on the desk."""

    QUEUE = "queue"  # all that is not decided, whatever it waits for
    WAITING = "waiting"
    ASKED = "asked"
    CONTESTED = "contested"
    DUE = "due"
    APPROVED = "approved"
    SUSPENDED = "suspended"
    EXPIRED = "expired"


_approved = Credential.status == CredentialStatus.APPROVED
_queued = Credential.status.in_(sorted(QUEUED))
PILES: dict[Pile, ColumnElement[bool]] = {
    Pile.QUEUE: _queued,
    Pile.WAITING: _queued & Credential.proof_asked_at.is_(None),
    Pile.ASKED: _queued & Credential.proof_asked_at.is_not(None),
    Pile.CONTESTED: is_disputed()
    & Credential.status.in_(sorted({*QUEUED, CredentialStatus.APPROVED})),
    Pile.DUE: _approved & (Credential.next_check_at <= bindparam("moment", type_=Moment)),
    Pile.APPROVED: _approved,
    Pile.SUSPENDED: Credential.status == CredentialStatus.SUSPENDED,
    Pile.EXPIRED: Credential.status == CredentialStatus.EXPIRED,
}
_given = (
    select(func.count())
    .where(Approval.credential_id == Credential.id, Approval.round == Credential.round)
    .scalar_subquery()
)
_proofs = (
    select(func.count())
    .where(Proof.credential_id == Credential.id, Proof.deleted_at.is_(None))
    .scalar_subquery()
)
_holder = aliased(User)
# Who of the team looks at it now; None when nobody does.
_held_by = (
    select(func.concat_ws(" ", _holder.first_name, _holder.last_name))
    .where(_holder.id == Credential.held_by_id, Credential.held_until > func.now())
    .scalar_subquery()
    .label("held_by")
)
_columns = (
    Credential.id,
    Credential.user_id,
    User.first_name,
    User.last_name,
    Practice.organization,
    Credential.body,
    Credential.licence_class.label("licence_class"),
    Credential.number,
    Credential.jurisdiction,
    Credential.status,
    Credential.submitted_at,
    Credential.register_name,
    Credential.register_status,
    Credential.register_url,
    Credential.contact_proof_at,
    Credential.checked_at,
    Credential.next_check_at,
    Credential.expires_at,
    _given.label("approvals"),
    _proofs.label("proofs"),
    is_disputed().label("contested"),
    _held_by,
    Credential.held_until,
    Credential.proof_asked_at,
    Credential.created_at,
)


def _rows() -> Select[Any]:
    return (
        select(*_columns)
        .join(User, User.id == Credential.user_id)
        .outerjoin(Practice, Practice.user_id == Credential.user_id)
    )


@cache
def _pile(pile: Pile, limit: int, has_cursor: bool) -> Select[Any]:  # noqa: FBT001 a part of the key
    statement = _rows().where(PILES[pile])
    if has_cursor:
        last = aliased(Credential)
        after = select(last.submitted_at, last.id).where(last.id == bindparam("after"))
        key = tuple_(Credential.submitted_at, Credential.id)
        statement = statement.where(key > after.scalar_subquery())
    return statement.order_by(Credential.submitted_at, Credential.id).limit(one_more(limit))


def validations(
    actor: Actor, limit: int, after: uuid.UUID | None = None, pile: Pile = Pile.WAITING
) -> Page[Any]:
    """A pile, the one submitted first on top (one statement). Columns: see ``_columns``."""
    parameters: dict[str, Any] = {"moment": now()} if pile is Pile.DUE else {}
    if after is not None:
        parameters["after"] = after
    statement = _pile(pile, limit, after is not None).where(visible_credentials(actor))
    return page_of(db.session.execute(statement, parameters).all(), limit)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The credentials before and after one, in the order of a pile; None at its ends."""

    previous_id: uuid.UUID | None
    next_id: uuid.UUID | None


@cache
def _beside(pile: Pile, is_next: bool) -> Select[Any]:  # noqa: FBT001 a part of the key
    key = tuple_(Credential.submitted_at, Credential.id)
    here = tuple_(bindparam("submitted_at", type_=Moment), bindparam("here", type_=Uuid))
    order = (Credential.submitted_at, Credential.id)
    found = select(Credential.id).where(PILES[pile], key > here if is_next else key < here)
    return found.order_by(*(x if is_next else x.desc() for x in order)).limit(1)


def neighbours(actor: Actor, credential: Credential, pile: Pile) -> Neighbours:
    """What lies before and after ``credential`` on the pile, also when it left the pile (one statement)."""
    if credential.submitted_at is None:
        return Neighbours(None, None)
    seen = visible_credentials(actor)
    sides = (_beside(pile, is_next).where(seen).scalar_subquery() for is_next in (False, True))
    parameters = {"submitted_at": credential.submitted_at, "here": credential.id, "moment": now()}
    previous_id, next_id = db.session.execute(select(*sides), parameters).one()
    return Neighbours(previous_id, next_id)


def validation(credential_id: uuid.UUID) -> Any:
    """The same columns of one credential, whatever its state, and its owner's address; or None."""
    statement = _rows().add_columns(User.email, Practice.profession, Practice.province)
    return db.session.execute(statement.where(Credential.id == credential_id)).first()


FIGURES = select(
    *(
        select(func.count()).where(condition).scalar_subquery().label(pile.value)
        for pile, condition in PILES.items()
    )
)


def pile_figures(moment: datetime | None = None) -> dict[Pile, int]:
    """How many lie on each pile (one statement)."""
    row = db.session.execute(FIGURES, {"moment": moment or now()}).one()
    return {pile: getattr(row, pile.value) for pile in Pile}
