"""Assignments that wait for a professional's answer."""

import uuid

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import aliased

from capitune.accounts.models import User
from capitune.authz.actor import Actor
from capitune.core.listing import one_more
from capitune.core.reads import Read
from capitune.dossiers.models import Assignment, Dossier, Template
from capitune.dossiers.queries.lines import ProposalLine
from capitune.dossiers.states import UNANSWERED

MOST = 100

Colleague = aliased(User)

_proposals = (
    select(
        Assignment.id,
        Assignment.role,
        Assignment.status,
        Assignment.created_at,
        Dossier.number,
        User.first_name,
        Template.labels,
        Template.family,
        Colleague.first_name.label("suggested_by"),
        Assignment.takes_over,
    )
    .join(Dossier, Dossier.id == Assignment.dossier_id)
    .join(User, User.id == Dossier.candidate_id)
    .join(Template, Template.id == Dossier.template_id)
    .outerjoin(
        Colleague,
        and_(Colleague.id == Assignment.asked_by_id, Assignment.from_id.is_not(None)),
    )
)
PROPOSALS = Read(
    _proposals.where(
        Assignment.professional_id == bindparam("actor_id"),
        Assignment.status.in_(sorted(UNANSWERED)),
        Dossier.archived_at.is_(None),
    )
    .order_by(Assignment.id.desc())
    .limit(one_more(MOST - 1))
)
PROPOSAL = Read(_proposals.where(Assignment.id == bindparam("key")))


def proposals(actor: Actor) -> list[ProposalLine]:
    """Assignments that wait for this professional's answer, newest first, at most 100 (one statement;
    none for anyone else).
    """
    if not actor.is_verified_professional:
        return []
    rows = PROPOSALS.rows(actor_id=actor.user_id)
    return [ProposalLine(*row) for row in rows]


def proposal(assignment_id: uuid.UUID) -> ProposalLine | None:
    """The few facts of one assignment, whatever its state (one statement)."""
    row = PROPOSAL.first(key=assignment_id)
    return ProposalLine(*row) if row else None
