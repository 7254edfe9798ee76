"""Professionals who offer to accompany a candidate, for tests."""

from typing import Any

from capitune.accounts.models import User
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.professionals.models import ContactRequest
from capitune.professionals.states import ContactStatus


def make_offer(candidate: User, professional: User, **values: Any) -> ContactRequest:
    """What ``candidate`` wrote to ``professional``, who accepted and offers to accompany them."""
    answered = {"status": ContactStatus.ACCEPTED, "answer": "Avec plaisir.", "offers": True}
    asked = ContactRequest(
        candidate_id=candidate.id,
        professional_id=professional.id,
        text="Bonjour.",
        **{**answered, "answered_at": now(), **values},
    )
    with unit_of_work():
        db.session.add(asked)
        db.session.flush()
    return asked
