"""A professional's offer to accompany a candidate, and what the candidate says to it."""

from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.errors import Conflict, NotFound
from capitune.core.events import publish
from capitune.professionals.events import OfferDeclined
from capitune.professionals.models import ContactRequest
from capitune.professionals.queries.requests import request_reloaded
from capitune.professionals.services.hold import keep_verified
from capitune.professionals.states import OfferAnswer


def take_offer(actor: Actor, asked: ContactRequest) -> ContactRequest:
    """Say yes: the licence then stays valid until the end of the unit of work, in which access begins.

    Raises ``Conflict``: ``offer_answered`` (``status``, ``at``), ``offer_over`` once the licence is not valid.
    """
    require(actor, Permission.OFFER_ANSWER, asked)
    is_verified = keep_verified(asked.professional_id)
    fresh = _answered(asked, OfferAnswer.ACCEPTED)
    if not is_verified:
        raise Conflict(code="offer_over")
    _recorded(actor, fresh, Act.OFFER_ACCEPTED)
    return fresh


def decline_offer(actor: Actor, asked: ContactRequest) -> ContactRequest:
    """Say no, without a reason. Raises ``Conflict`` (``offer_answered``: ``status``, ``at``)."""
    require(actor, Permission.OFFER_ANSWER, asked)
    fresh = _answered(asked, OfferAnswer.DECLINED)
    _recorded(actor, fresh, Act.OFFER_DECLINED)
    publish(OfferDeclined(fresh.id, fresh.candidate_id, fresh.professional_id))
    return fresh


def _answered(asked: ContactRequest, answer: OfferAnswer) -> ContactRequest:
    fresh = request_reloaded(asked.id)
    if fresh is None or not fresh.offers:
        raise NotFound
    if fresh.offer_answer is not None:
        facts = {"status": fresh.offer_answer.value, "at": fresh.offer_answered_at}
        raise Conflict(code="offer_answered", facts=facts)
    fresh.offer_answer, fresh.offer_answered_at = answer, now()
    return fresh


def _recorded(actor: Actor, asked: ContactRequest, act: Act) -> None:
    data = {"professional": str(asked.professional_id)}
    record(actor, act, ("contact_request", asked.id), context_id=asked.candidate_id, data=data)
