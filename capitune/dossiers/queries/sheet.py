"""A whole dossier in five statements."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, select

from capitune.accounts.models import User
from capitune.accounts.people import Face
from capitune.authz.actor import Actor
from capitune.authz.engine import can
from capitune.authz.permissions import Permission
from capitune.core.clock import today
from capitune.core.db import db
from capitune.core.reads import Read
from capitune.dossiers.models import Assignment, Dossier, Requirement, Step, Template
from capitune.dossiers.queries.figures import next_of, progress_of, status_of
from capitune.dossiers.queries.lines import (
    AssignmentLine,
    RequirementLine,
    Sheet,
    StepLine,
    TemplateFacts,
    Turns,
    VersionLine,
)
from capitune.dossiers.queries.lists import ASSIGNED, assignment_line
from capitune.dossiers.queries.loaders import dossier_by_id
from capitune.dossiers.queries.versions import version_lines
from capitune.dossiers.states import DocumentStatus, Owner

FACTS = Read(
    select(
        Template.code,
        Template.version,
        Template.labels,
        User.id,
        User.first_name,
        User.last_name,
        User.timezone,
    )
    .select_from(Dossier)
    .join(Template, Template.id == Dossier.template_id)
    .join(User, User.id == Dossier.candidate_id)
    .where(Dossier.id == bindparam("key"))
)
REQUIREMENTS = Read(
    select(
        Requirement.id,
        Requirement.code,
        Requirement.category,
        Requirement.labels,
        Requirement.help,
        Requirement.necessity,
        Requirement.is_triggered,
        Requirement.reviewer_role,
        Requirement.sensitive,
        Requirement.lead_days,
        Requirement.position,
        Requirement.status,
        Requirement.updated_at,
    )
    .where(Requirement.dossier_id == bindparam("key"))
    .order_by(Requirement.position)
)
STEPS = Read(
    select(
        Step.id,
        Step.code,
        Step.labels,
        Step.owner,
        Step.starts_on,
        Step.target_on,
        Step.completes_with,
        Step.done_at,
        Step.position,
    )
    .where(Step.dossier_id == bindparam("key"))
    .order_by(Step.position)
)
ASSIGNMENTS = Read(
    select(*ASSIGNED)
    .join(User, User.id == Assignment.professional_id)
    .where(Assignment.dossier_id == bindparam("key"))
    .order_by(Assignment.id)
)


def sheet(dossier_id: uuid.UUID, actor: Actor) -> Sheet | None:
    """Everything the page of a dossier shows this actor: five statements (four for staff, who see no
    version), and one more when ``dossier_by_id`` has not read the dossier just before.
    """
    dossier = db.session.identity_map.get(_identity(dossier_id)) or dossier_by_id(dossier_id)
    facts = FACTS.first(key=dossier_id)
    if not isinstance(dossier, Dossier) or facts is None:
        return None
    shows_documents = can(actor, Permission.DOCUMENT_READ, dossier)
    requirements = _requirements(dossier_id, version_lines(dossier_id) if shows_documents else [])
    steps = tuple(StepLine(*row) for row in STEPS.rows(key=dossier_id))
    assignments = tuple(assignment_line(row) for row in ASSIGNMENTS.rows(key=dossier_id))
    code, version, labels, candidate_id, first_name, last_name, timezone = facts
    return Sheet(
        **_own_facts(dossier),
        template=TemplateFacts(code, version, labels),
        candidate=Face(candidate_id, first_name, last_name),
        requirements=requirements,
        steps=steps,
        assignments=seen_by(actor, assignments),
        next=next_of(dossier, today(timezone)),
        turns=turns_of(requirements, steps, timezone),
        shows_documents=shows_documents,
    )


def _identity(dossier_id: uuid.UUID) -> Any:
    return db.session().identity_key(Dossier, dossier_id)


def _own_facts(dossier: Dossier) -> dict[str, Any]:
    names = (
        "id number title description family stage planned_submission_on archived_at created_at"
        " updated_at version validated_count counted_count"
    )
    facts = {name: getattr(dossier, name) for name in names.split()}
    return facts | {"status": status_of(dossier), "progress": progress_of(dossier)}


def _requirements(
    dossier_id: uuid.UUID, versions: Sequence[VersionLine]
) -> tuple[RequirementLine, ...]:
    sent: dict[uuid.UUID, list[VersionLine]] = defaultdict(list)
    for version in versions:
        sent[version.requirement_id].append(version)
    line: Any = RequirementLine  # the columns are its fields, in order
    rows = REQUIREMENTS.rows(key=dossier_id)
    return tuple(line(*row, tuple(sent[row.id])) for row in rows)


def seen_by(actor: Actor, assignments: tuple[AssignmentLine, ...]) -> tuple[AssignmentLine, ...]:
    """Professionals see their colleagues at work, not who was asked or has refused."""
    if actor.is_professional:
        return tuple(a for a in assignments if a.answered_at and a.status == "active")
    return assignments


def turns_of(
    requirements: Sequence[RequirementLine], steps: Sequence[StepLine], timezone: str | None
) -> Turns:
    """Whose turn it is, in figures."""
    missing = DocumentStatus.REQUIRED
    sent = {DocumentStatus.PENDING, DocumentStatus.RECEIVED}
    day = today(timezone)
    return Turns(
        candidate=sum(
            r.status is DocumentStatus.REJECTED or (r.is_counted and r.status is missing)
            for r in requirements
        ),
        professional=sum(r.status in sent for r in requirements),
        authority=sum(
            s.owner is Owner.AUTHORITY and s.done_at is None and s.starts_on <= day for s in steps
        ),
    )
