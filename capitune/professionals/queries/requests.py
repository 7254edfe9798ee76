"""Reading contact requests."""

import uuid
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from capitune.accounts.models import User
from capitune.authz.actor import Actor
from capitune.core.db import db
from capitune.core.listing import Page, one_more, page_of
from capitune.professionals.models import ContactRequest, SafetyRead
from capitune.professionals.policy import visible_requests
from capitune.professionals.states import ContactStatus


class Exchange(NamedTuple):
    """What there was between a candidate and a professional: the last request that counts, the safety card."""

    request_id: uuid.UUID | None
    status: ContactStatus | None
    asked_at: datetime | None
    has_read: bool


def exchange(candidate_id: uuid.UUID, professional_id: uuid.UUID) -> Exchange:
    """What there was (two statements). A request that lapsed with a licence does not count."""
    last = db.session.execute(
        select(ContactRequest.id, ContactRequest.status, ContactRequest.created_at)
        .where(
            ContactRequest.candidate_id == candidate_id,
            ContactRequest.professional_id == professional_id,
            ContactRequest.status != ContactStatus.LAPSED,
        )
        .order_by(ContactRequest.created_at.desc())
        .limit(1)
    ).first()
    read = db.session.get(SafetyRead, (candidate_id, professional_id))
    if last is None:
        return Exchange(None, None, None, read is not None)
    return Exchange(last.id, last.status, last.created_at, read is not None)


def sent_since(candidate_id: uuid.UUID, moment: datetime) -> int:
    """How many requests this candidate has written since then."""
    statement = (
        select(func.count())
        .select_from(ContactRequest)
        .where(ContactRequest.candidate_id == candidate_id, ContactRequest.created_at > moment)
    )
    return db.session.scalar(statement) or 0


def request_by_id(request_id: uuid.UUID) -> ContactRequest | None:
    """The contact request with this id."""
    return db.session.get(ContactRequest, request_id)


def request_reloaded(request_id: uuid.UUID) -> ContactRequest | None:
    """The same as it is now, held until the end of the unit of work."""
    statement = select(ContactRequest).where(ContactRequest.id == request_id).with_for_update()
    return db.session.scalar(statement.execution_options(populate_existing=True))


def _rows() -> Select[*tuple[Any, ...]]:
    candidate, professional = aliased(User), aliased(User)
    return (
        select(
            ContactRequest.id,
            ContactRequest.candidate_id,
            ContactRequest.professional_id,
            ContactRequest.text,
            ContactRequest.status,
            ContactRequest.answer,
            ContactRequest.offers,
            ContactRequest.created_at,
            ContactRequest.answered_at,
            ContactRequest.offer_answer,
            candidate.first_name.label("candidate_first_name"),
            candidate.last_name.label("candidate_last_name"),
            professional.first_name.label("professional_first_name"),
            professional.last_name.label("professional_last_name"),
        )
        .join(candidate, candidate.id == ContactRequest.candidate_id)
        .join(professional, professional.id == ContactRequest.professional_id)
    )


def contact_row(request_id: uuid.UUID) -> Any:
    """The same columns of one request; or None."""
    return db.session.execute(_rows().where(ContactRequest.id == request_id)).first()


def contact_rows(actor: Actor, limit: int, after: uuid.UUID | None = None) -> Page[Any]:
    """One's own requests, the newest first, with both names (one statement)."""
    statement = _rows().where(visible_requests(actor))
    if after is not None:
        statement = statement.where(ContactRequest.id < after)
    found = statement.order_by(ContactRequest.id.desc()).limit(one_more(limit))
    return page_of(db.session.execute(found).all(), limit)
