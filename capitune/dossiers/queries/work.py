"""What waits for a professional."""

import uuid

from sqlalchemy import Boolean, and_, bindparam, exists, or_, select

from capitune.accounts.models import User
from capitune.accounts.people import Face
from capitune.authz.actor import Actor
from capitune.core.listing import one_more
from capitune.core.reads import Read
from capitune.dossiers.jurisdictions import FEDERAL, QUEBEC, STUDENTS, covered
from capitune.dossiers.models import Assignment, Document, Dossier, Requirement, Template
from capitune.dossiers.queries.lines import ProposalLine, QueueLine
from capitune.dossiers.states import (
    UNANSWERED,
    AssignmentStatus,
    DocumentStatus,
    ReviewerRole,
    Scan,
)

MOST = 100

_mine = and_(
    Assignment.dossier_id == Dossier.id,
    Assignment.professional_id == bindparam("actor_id"),
    Assignment.status == AssignmentStatus.ACTIVE,
)
_finance = and_(_mine, Assignment.role.in_([ReviewerRole.FINANCE, ReviewerRole.LEAD]))
# The list form of DOCUMENT_REVIEW; a test proves that the two agree.
_may_decide = or_(
    and_(
        Requirement.reviewer_role == ReviewerRole.IMMIGRATION,
        covered(*(bindparam(f"has_{name}", type_=Boolean) for name in (FEDERAL, QUEBEC, STUDENTS))),
        exists().where(_mine),
    ),
    and_(Requirement.reviewer_role == ReviewerRole.FINANCE, exists().where(_finance)),
    and_(
        Requirement.reviewer_role.in_([ReviewerRole.LEAD, ReviewerRole.COACH]),
        exists().where(_mine),
    ),
)
QUEUE = Read(
    select(
        Document.id,
        Document.dossier_id,
        Document.requirement_id,
        Dossier.number,
        User.id.label("candidate_id"),
        User.first_name,
        User.last_name,
        User.avatar_id,
        Requirement.labels,
        Document.kind,
        Document.number.label("version_number"),
        Document.created_at,
    )
    .join(Requirement, Requirement.id == Document.requirement_id)
    .join(Dossier, Dossier.id == Document.dossier_id)
    .join(User, User.id == Dossier.candidate_id)
    .where(
        Document.dossier_id.in_(
            select(Assignment.dossier_id).where(
                Assignment.professional_id == bindparam("actor_id"),
                Assignment.status == AssignmentStatus.ACTIVE,
            )
        ),
        Document.status == DocumentStatus.RECEIVED,
        Document.scan == Scan.CLEAN,
        Document.superseded_at.is_(None),
        Document.deleted_at.is_(None),
        Dossier.archived_at.is_(None),
        _may_decide,
    )
    .order_by(Document.id)
    .limit(one_more(MOST - 1))
)
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
    )
    .join(Dossier, Dossier.id == Assignment.dossier_id)
    .join(User, User.id == Dossier.candidate_id)
    .join(Template, Template.id == Dossier.template_id)
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


def review_queue(actor: Actor) -> list[QueueLine]:
    """Versions received that this professional may decide on, oldest first, at most 100 (one
    statement; none for anyone else).
    """
    if not actor.is_verified_professional:
        return []
    has = {f"has_{name}": name in actor.scopes for name in (FEDERAL, QUEBEC, STUDENTS)}
    parameters = {"actor_id": actor.user_id, **has}
    return [
        QueueLine(
            document_id=row.id,
            dossier_id=row.dossier_id,
            requirement_id=row.requirement_id,
            dossier_number=row.number,
            candidate=Face(
                row.candidate_id, row.first_name, row.last_name, avatar_id=row.avatar_id
            ),
            labels=row.labels,
            kind=row.kind,
            number=row.version_number,
            created_at=row.created_at,
        )
        for row in QUEUE.rows(**parameters)
    ]


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
