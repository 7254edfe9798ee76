"""Who may decide on a version."""

import uuid

from sqlalchemy import bindparam, select

from capitune.accounts.models import User
from capitune.authz.actor import Actor, Door
from capitune.authz.engine import can
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.db import db
from capitune.dossiers.models import Assignment, Requirement
from capitune.dossiers.queries.loaders import document_by_id, requirement_by_id
from capitune.dossiers.states import AssignmentStatus

COMPANIONS = (
    select(Assignment.professional_id)
    .where(
        Assignment.dossier_id == bindparam("dossier_id"),
        Assignment.status == AssignmentStatus.ACTIVE,
    )
    .distinct()
)


def reviewers_of(document_id: uuid.UUID) -> list[uuid.UUID]:
    """The assigned professionals whom the policy lets decide on this version now (two statements)."""
    document = document_by_id(document_id)
    return _judges(document.requirement) if document else []


def judges_of(requirement_id: uuid.UUID) -> list[uuid.UUID]:
    """The same of what is asked for, whatever was sent (two statements)."""
    requirement = requirement_by_id(requirement_id)
    return _judges(requirement) if requirement else []


def _judges(requirement: Requirement) -> list[uuid.UUID]:
    team = {
        assignment.professional_id
        for assignment in requirement.dossier.assignments
        if assignment.status is AssignmentStatus.ACTIVE
    }
    people = db.session.scalars(select(User).where(User.id.in_(team)).order_by(User.id))
    may = Permission.REQUIREMENT_WAIVE
    return [person.id for person in people if can(_as_actor(person), may, requirement)]


def companions_of(dossier_id: uuid.UUID) -> list[uuid.UUID]:
    """Who accompanies this dossier now (one statement)."""
    return list(db.session.scalars(COMPANIONS, {"dossier_id": dossier_id}))


def _as_actor(person: User) -> Actor:
    """The person as the policy would judge them if they came now."""
    return Actor(person.id, person.role, Door.SYSTEM, person.scopes_at(now()))
