"""Professionals who offer to accompany a candidate and wait for the answer."""

import uuid
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select

from capitune.accounts.models import User
from capitune.accounts.people import Face
from capitune.authz.actor import Actor
from capitune.core.clock import now
from capitune.core.db import Moment, db
from capitune.core.reads import Read
from capitune.professionals.completeness import Completeness, judge
from capitune.professionals.models import ContactRequest
from capitune.professionals.policy import is_verified
from capitune.professionals.queries.completeness import FACTS

MOST = 20


class Offer(NamedTuple):
    """``id``: of the contact request that the professional ``face`` accepted."""

    id: uuid.UUID
    answered_at: datetime
    face: Face


_waiting = (
    select(
        ContactRequest.id.label("offer_id"),
        ContactRequest.candidate_id,
        ContactRequest.professional_id,
        ContactRequest.answered_at,
        User.first_name,
        User.last_name,
        User.avatar_id,
    )
    .join(User, User.id == ContactRequest.professional_id)
    .where(
        ContactRequest.candidate_id == bindparam("key"),
        ContactRequest.offers.is_(True),
        ContactRequest.offer_answer.is_(None),
        is_verified(bindparam("moment", type_=Moment)),
    )
    .order_by(ContactRequest.id.desc())
    .limit(MOST)
)
OFFERS = Read(_waiting)
_beside = _waiting.subquery("offers")
WITH_COMPLETENESS = Read(
    FACTS.add_columns(*(column for column in _beside.c if column.name != "candidate_id"))
    .outerjoin(_beside, _beside.c.candidate_id == User.id)
    .order_by(_beside.c.offer_id.desc())
)


def offer_by_id(offer_id: uuid.UUID) -> ContactRequest | None:
    """The contact request with this id, if its professional offers to accompany the candidate."""
    found = db.session.get(ContactRequest, offer_id)
    return found if found and found.offers else None


def open_offers(actor: Actor) -> list[Offer]:
    """The offers that wait for this candidate's answer, of those verified now, newest first (one statement)."""
    if not actor.is_candidate:
        return []
    return [_offer(row) for row in OFFERS.rows(key=actor.user_id, moment=now())]


def completeness_and_offers(actor: Actor) -> tuple[Completeness, list[Offer]]:
    """How complete the candidate's profile is, and the same offers (one statement for both)."""
    rows = WITH_COMPLETENESS.rows(key=actor.user_id, moment=now())
    return judge(rows[0].role, rows[0]), [_offer(row) for row in rows if row.offer_id]


def _offer(row: Any) -> Offer:
    face = Face(row.professional_id, row.first_name, row.last_name, avatar_id=row.avatar_id)
    return Offer(row.offer_id, row.answered_at, face)
