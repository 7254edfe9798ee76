"""One dossier with its people, in one statement."""

import uuid
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased

from capitune.accounts.models import User
from capitune.accounts.people import Face
from capitune.core.reads import Read
from capitune.dossiers.models import Assignment, Dossier, Template
from capitune.dossiers.queries.figures import progress_of, status_of
from capitune.dossiers.queries.lines import AnyRow, AssignmentLine, KnownDossier, TemplateFacts
from capitune.dossiers.queries.lines.messages import Talk
from capitune.dossiers.queries.messages import awaits, unread
from capitune.dossiers.queries.passages import PASSAGES, passages
from capitune.dossiers.states import AssignmentStatus

Professional = aliased(User)
DOSSIERS: Any = Dossier.__table__
ASSIGNMENTS: Any = Assignment.__table__

# One row for each assignment, or one alone.
KNOWN = Read(
    select(
        Dossier.id,
        Dossier.number,
        Dossier.title,
        Dossier.description,
        Dossier.family,
        Dossier.stage,
        Dossier.started_at,
        Dossier.archived_at,
        Dossier.planned_submission_on,
        Dossier.created_at,
        Dossier.updated_at,
        Dossier.version,
        Dossier.validated_count,
        Dossier.counted_count,
        Dossier.next_action,
        Dossier.next_requirement_id,
        Dossier.next_step_id,
        Dossier.next_step_on,
        Template.code.label("template_code"),
        Template.version.label("template_version"),
        Template.labels.label("template_labels"),
        User.id.label("candidate_id"),
        User.first_name.label("candidate_first_name"),
        User.last_name.label("candidate_last_name"),
        User.avatar_id.label("candidate_avatar_id"),
        User.timezone,
        Assignment.id.label("assignment_id"),
        Professional.id.label("professional_id"),
        Professional.first_name.label("professional_first_name"),
        Professional.last_name.label("professional_last_name"),
        Professional.avatar_id.label("professional_avatar_id"),
        Assignment.role,
        Assignment.status.label("assignment_status"),
        Assignment.reason,
        Assignment.created_at.label("asked_at"),
        Assignment.answered_at,
        Assignment.ended_at,
        Assignment.asked_by_id,
        Assignment.takes_over,
        Assignment.motive,
        PASSAGES.label("passages"),
        unread(DOSSIERS.c.id, DOSSIERS.c.candidate_id).label("candidate_unread"),
        unread(DOSSIERS.c.id, ASSIGNMENTS.c.professional_id).label("professional_unread"),
        awaits(DOSSIERS.c.id, candidate=True).label("candidate_awaited"),
        awaits(DOSSIERS.c.id, candidate=False).label("team_awaited"),
    )
    .select_from(Dossier)
    .join(Template, Template.id == Dossier.template_id)
    .join(User, User.id == Dossier.candidate_id)
    .outerjoin(Assignment, Assignment.dossier_id == Dossier.id)
    .outerjoin(Professional, Professional.id == Assignment.professional_id)
    .where(Dossier.id == bindparam("key"))
    .order_by(Assignment.id)
)
OWN_FACTS = 18  # the columns that are fields of ``KnownDossier`` under the same name, in order


def known_dossier(dossier_id: uuid.UUID) -> KnownDossier | None:
    """The dossier, with all that the policy needs to judge it (one statement)."""
    rows = KNOWN.rows(key=dossier_id)
    if not rows:
        return None
    first = rows[0]
    known: Any = KnownDossier
    found: KnownDossier = known(
        *first[:OWN_FACTS],
        TemplateFacts(first.template_code, first.template_version, first.template_labels),
        Face(
            first.candidate_id,
            first.candidate_first_name,
            first.candidate_last_name,
            avatar_id=first.candidate_avatar_id,
        ),
        first.timezone,
        tuple(_assignment(row) for row in rows if row.assignment_id),
        status_of(first),
        progress_of(first),
        passages(first.passages),
        _talks(rows),
    )
    return found


def _talks(rows: list[AnyRow]) -> dict[uuid.UUID, Talk]:
    """What the conversation holds for each of those it is between."""
    first = rows[0]
    team = {
        row.professional_id: Talk(row.professional_unread, first.team_awaited)
        for row in rows
        if row.assignment_status is AssignmentStatus.ACTIVE
    }
    return {**team, first.candidate_id: Talk(first.candidate_unread, first.candidate_awaited)}


def _assignment(row: AnyRow) -> AssignmentLine:
    return AssignmentLine(
        row.assignment_id,
        row.id,
        Face(
            row.professional_id,
            row.professional_first_name,
            row.professional_last_name,
            avatar_id=row.professional_avatar_id,
        ),
        row.role,
        row.assignment_status,
        row.reason,
        row.asked_at,
        row.answered_at,
        row.ended_at,
        row.asked_by_id,
        row.takes_over,
        row.motive,
    )
