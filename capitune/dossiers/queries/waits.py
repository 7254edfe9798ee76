"""Which versions wait for whom, as it follows from documents and assignments."""

from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select, tuple_
from sqlalchemy.dialects.postgresql import Insert, insert

from capitune.accounts.models import User
from capitune.dossiers.jurisdictions import needed
from capitune.dossiers.models import Assignment, Document, Dossier, Requirement, ReviewWait
from capitune.dossiers.states import AssignmentStatus, DocumentStatus, ReviewerRole, Scan

TABLE: Any = ReviewWait.__table__
COLUMNS = tuple(column.name for column in TABLE.columns)
KEY = ("professional_id", "document_id")

_team = (
    select(
        Assignment.dossier_id,
        Assignment.professional_id,
        func.bool_or(Assignment.role.in_([ReviewerRole.FINANCE, ReviewerRole.LEAD])).label(
            "counts_money"
        ),
    )
    .where(Assignment.status == AssignmentStatus.ACTIVE)
    .group_by(Assignment.dossier_id, Assignment.professional_id)
    .subquery("team")
)


def waits(condition: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """The columns of ``ReviewWait`` for the versions that meet ``condition``.

    The part of ``DOCUMENT_REVIEW`` that roles decide; licences, which change by themselves, are judged by
    whoever reads the queue. A test proves that both together are the rule.
    """
    return (
        select(
            _team.c.professional_id,
            Document.id.label("document_id"),
            Document.dossier_id,
            Requirement.code,
            Requirement.reviewer_role.label("role"),
            needed().label("needs"),
            Document.requirement_id,
            Dossier.number.label("dossier_number"),
            User.id.label("candidate_id"),
            User.first_name.label("candidate_first_name"),
            User.last_name.label("candidate_last_name"),
            User.avatar_id.label("candidate_avatar_id"),
            Requirement.labels,
            Document.kind,
            Document.position,
            Document.number,
            Document.created_at.label("sent_at"),
        )
        .join(Requirement, Requirement.id == Document.requirement_id)
        .join(Dossier, Dossier.id == Document.dossier_id)
        .join(User, User.id == Dossier.candidate_id)
        .join(_team, _team.c.dossier_id == Document.dossier_id)
        .where(
            condition,
            Document.status == DocumentStatus.RECEIVED,
            Document.scan == Scan.CLEAN,
            Document.superseded_at.is_(None),
            Document.deleted_at.is_(None),
            Dossier.archived_at.is_(None),
            or_(Requirement.reviewer_role != ReviewerRole.FINANCE, _team.c.counts_money),
        )
    )


def queueing(condition: ColumnElement[bool]) -> Insert:
    """The statement that puts them in the queues; what stands there already is written only if it changed."""
    put = insert(TABLE).from_select(COLUMNS, waits(condition))
    fresh = {name: put.excluded[name] for name in COLUMNS if name not in KEY}
    held = tuple_(*(TABLE.c[name] for name in fresh))
    changed = held.is_distinct_from(tuple_(*fresh.values()))
    return put.on_conflict_do_update(index_elements=KEY, set_=fresh, where=changed)
