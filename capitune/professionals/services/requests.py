"""Contact requests: a candidate asks, the professional answers. Nobody writes to a candidate first."""

import uuid
from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from capitune.accounts import typed
from capitune.accounts.events import AccountLeft
from capitune.accounts.models import User
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid, NotFound, Refused
from capitune.core.events import publish
from capitune.professionals.events import (
    ContactAccepted,
    ContactDeclined,
    ContactLapsed,
    ContactRequested,
    LicenceWithdrawn,
)
from capitune.professionals.models import ContactRequest, SafetyRead
from capitune.professionals.plainwords import plain_words
from capitune.professionals.queries.badges import is_contactable
from capitune.professionals.queries.requests import exchange, request_reloaded, sent_since
from capitune.professionals.services.hold import keep_verified, lock_person
from capitune.professionals.states import ContactStatus

LONGEST_TEXT = 1000
PAUSE, DAY = timedelta(days=30), timedelta(days=1)
MOST_A_DAY = 10


def ask_contact(
    actor: Actor, professional_id: uuid.UUID, text: str, *, acknowledged: bool = False
) -> ContactRequest:
    """Write to a verified professional; ``acknowledged``: the safety card was read, needed once for each.

    Two at once are one after the other behind the candidate's row; a licence that ends meanwhile is seen
    behind the professional's. Raises ``Invalid`` on ``text`` or ``acknowledged`` (``safety_needed``);
    ``Conflict``: ``not_contactable``, ``asked_lately`` (within 30 days), ``too_many_asked`` (ten a day).
    """
    require(actor, Permission.CONTACT_ASK)
    if actor.user_id is None:
        raise NotFound
    said = plain_words(text, "text", most=LONGEST_TEXT)
    candidate = lock_person(actor.user_id)
    if not _takes_requests(professional_id):
        raise Conflict(code="not_contactable")
    known = exchange(candidate.id, professional_id)
    if known.asked_at is not None and known.asked_at > now() - PAUSE:
        raise Conflict(code="asked_lately")
    if not (known.has_read or acknowledged):
        raise Invalid.on("acknowledged", "safety_needed")
    if sent_since(candidate.id, now() - DAY) >= MOST_A_DAY:
        raise Conflict(code="too_many_asked")
    pair = {"candidate_id": candidate.id, "professional_id": professional_id}
    noted = insert(SafetyRead).values(**pair, read_at=now())
    db.session.execute(noted.on_conflict_do_nothing())
    asked = ContactRequest(**pair, text=said, status=ContactStatus.SENT, answer="", offers=False)
    db.session.add(asked)
    db.session.flush()
    _told(actor, asked, Act.CONTACT_REQUESTED, ContactRequested)
    return asked


def accept_contact(
    actor: Actor, asked: ContactRequest, answer: str = "", *, offers: bool = False
) -> ContactRequest:
    """Say yes, with a word if one wants; ``offers``: to accompany a dossier, which the candidate then asks for.

    Raises ``Conflict`` (``contact_answered``), ``Invalid`` on ``answer``, ``Refused`` once the licence is over.
    """
    fresh = _answered(actor, asked, ContactStatus.ACCEPTED, answer)
    fresh.offers = offers
    _told(actor, fresh, Act.CONTACT_ACCEPTED, ContactAccepted)
    return fresh


def decline_contact(actor: Actor, asked: ContactRequest, answer: str = "") -> ContactRequest:
    """Say no, with a word if one wants. Raises as ``accept_contact`` does."""
    fresh = _answered(actor, asked, ContactStatus.DECLINED, answer)
    _told(actor, fresh, Act.CONTACT_DECLINED, ContactDeclined)
    return fresh


def lapse(event: LicenceWithdrawn | AccountLeft) -> None:
    """Nobody waits for who may not answer any more. A consequence, in the transaction of its cause."""
    waiting = update(ContactRequest).where(
        ContactRequest.professional_id == event.user_id,
        ContactRequest.status == ContactStatus.SENT,
    )
    ended = waiting.values(status=ContactStatus.LAPSED, answered_at=now()).returning(
        ContactRequest.id, ContactRequest.candidate_id
    )
    for row in db.session.execute(ended).all():
        publish(ContactLapsed(row.id, row.candidate_id, event.user_id))


def _answered(
    actor: Actor, asked: ContactRequest, status: ContactStatus, answer: str
) -> ContactRequest:
    require(actor, Permission.CONTACT_ANSWER, asked)
    said = typed.paragraphs(answer, "answer", most=LONGEST_TEXT)
    if not keep_verified(asked.professional_id):
        raise Refused
    fresh = request_reloaded(asked.id)
    if fresh is None:
        raise NotFound
    if fresh.status is not ContactStatus.SENT:
        raise Conflict(code="contact_answered")
    fresh.status, fresh.answer, fresh.answered_at = status, said or "", now()
    return fresh


def _takes_requests(professional_id: uuid.UUID) -> bool:
    if not keep_verified(professional_id):
        return False
    fit = select(User.id).where(User.id == professional_id, is_contactable(now()))
    return db.session.scalar(fit) is not None


def _told(actor: Actor, asked: ContactRequest, act: Act, event: type) -> None:
    subject = ("contact_request", asked.id)
    data = {"professional": str(asked.professional_id), "offers": asked.offers}
    record(actor, act, subject, context_id=asked.candidate_id, data=data)
    publish(event(asked.id, asked.candidate_id, asked.professional_id))
