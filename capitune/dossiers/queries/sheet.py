"""A whole dossier, or its documents alone."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import Text, bindparam, cast, select

from capitune.authz.actor import Actor
from capitune.authz.engine import can
from capitune.authz.permissions import Permission
from capitune.core.clock import today
from capitune.core.reads import Read
from capitune.dossiers.models import Requirement, Step
from capitune.dossiers.nextaction import is_asked, is_with_others
from capitune.dossiers.queries.figures import next_of
from capitune.dossiers.queries.known import known_dossier
from capitune.dossiers.queries.lines import (
    AssignmentLine,
    KnownDossier,
    Papers,
    RequirementLine,
    Sheet,
    StepLine,
    Turns,
    VersionLine,
)
from capitune.dossiers.queries.versions import shown_versions, version_lines
from capitune.dossiers.states import AssignmentStatus, Owner

REQUIREMENTS = Read(
    select(
        Requirement.id,
        Requirement.code,
        Requirement.category,
        Requirement.labels,
        cast(Requirement.help, Text).label("help_text"),
        Requirement.necessity,
        Requirement.is_triggered,
        Requirement.is_set_aside,
        Requirement.reviewer_role,
        Requirement.sensitive,
        Requirement.lead_days,
        Requirement.position,
        Requirement.status,
        Requirement.files.label("asked"),
        Requirement.expires_on,
        Requirement.exemption,
        Requirement.excuse,
        Requirement.answer,
        Requirement.exempted_at,
        Requirement.answered_by_id,
        Requirement.updated_at,
    )
    .where(Requirement.dossier_id == bindparam("key"))
    .order_by(Requirement.position),
    into=RequirementLine,
)
# What a sheet says as the dossier itself does.
SHARED = (
    "id",
    "number",
    "title",
    "description",
    "family",
    "stage",
    "status",
    "planned_submission_on",
    "archived_at",
    "created_at",
    "updated_at",
    "version",
    "template",
    "candidate",
    "progress",
    "validated_count",
    "counted_count",
)
COLUMNS_OF_STEPS = select(
    Step.id,
    Step.code,
    Step.labels,
    Step.owner,
    Step.starts_on,
    Step.target_on,
    Step.completes_with,
    Step.done_at,
    Step.position,
    Step.held_at,
    Step.hold_reason,
    Step.added_by_id,
    Step.version,
)
STEPS = Read(
    COLUMNS_OF_STEPS.where(Step.dossier_id == bindparam("key")).order_by(Step.position, Step.id),
    into=StepLine,
)


def sheet(
    dossier_id: uuid.UUID, actor: Actor, opened: Collection[uuid.UUID] | None = None
) -> Sheet | None:
    """A whole dossier as this actor sees it, None when there is no such dossier: four statements (three
    for staff, who see no version). ``opened``: see ``papers_of``.
    """
    known = known_dossier(dossier_id)
    return sheet_of(known, actor, opened) if known else None


def sheet_of(
    known: KnownDossier, actor: Actor, opened: Collection[uuid.UUID] | None = None
) -> Sheet:
    """The same, of a dossier already known: one statement less."""
    return sheet_with(papers_of(known, actor, opened), known, actor)


def sheet_with(papers: Papers, known: KnownDossier, actor: Actor) -> Sheet:
    """The same, with its papers known too: the steps alone are read (one statement)."""
    steps: tuple[StepLine, ...] = tuple(STEPS.rows(key=known.id))
    return Sheet(
        **{name: getattr(known, name) for name in SHARED},
        requirements=papers.requirements,
        steps=steps,
        assignments=seen_by(actor, known.assignments),
        next=next_of(known, today(known.timezone)),
        turns=turns_of(papers.requirements, steps, known.timezone),
        shows_documents=papers.shows_documents,
    )


def papers_of(
    known: KnownDossier, actor: Actor, opened: Collection[uuid.UUID] | None = None
) -> Papers:
    """What the dossier asks for and what was sent, as this actor sees it: two statements (one for staff); with
    ``opened``, what a page with these rows open shows of it (see ``shown_versions``).
    """
    shows_documents = can(actor, Permission.DOCUMENT_READ, known)
    sent: dict[uuid.UUID, list[VersionLine]] = defaultdict(list)
    for version in _sent(known, opened) if shows_documents else ():
        sent[version.requirement_id].append(version)
    lines: list[RequirementLine] = REQUIREMENTS.rows(key=known.id)
    if not shows_documents:  # what people wrote to one another goes with them
        lines = [line._replace(excuse="", answer="") for line in lines]
    return Papers(
        tuple(
            line.with_versions(tuple(sent[line.id])) if line.id in sent else line for line in lines
        ),
        shows_documents,
    )


def _sent(known: KnownDossier, opened: Collection[uuid.UUID] | None) -> list[VersionLine]:
    return version_lines(known.id) if opened is None else shown_versions(known, opened)


def past_of(actor: Actor, assignments: tuple[AssignmentLine, ...]) -> tuple[AssignmentLine, ...]:
    """What is over, the latest first. Professionals see who accompanied the dossier before, not why that ended,
    nor who refused; what became of whom they suggested themselves, they do.
    """
    over = [
        a for a in assignments if a.status in (AssignmentStatus.REFUSED, AssignmentStatus.ENDED)
    ]
    if actor.is_professional:
        own = [a for a in over if a.motive and a.asked_by_id == actor.user_id]
        others = [a for a in over if a not in own and a.answered_at and a.ended_at]
        over = own + [a._replace(reason="") for a in others]
    return tuple(
        sorted(over, key=lambda a: a.ended_at or a.answered_at or a.created_at, reverse=True)
    )


def seen_by(actor: Actor, assignments: tuple[AssignmentLine, ...]) -> tuple[AssignmentLine, ...]:
    """Professionals see their colleagues at work and whom they suggested themselves, not who was asked or has
    refused.
    """
    if not actor.is_professional:
        return assignments
    return tuple(a for a in assignments if _is_at_work(a) or _is_suggested_by(actor, a))


def _is_at_work(line: AssignmentLine) -> bool:
    return line.answered_at is not None and line.status is AssignmentStatus.ACTIVE


def _is_suggested_by(actor: Actor, line: AssignmentLine) -> bool:
    return line.status is AssignmentStatus.SUGGESTED and line.asked_by_id == actor.user_id


def turns_of(
    requirements: Sequence[RequirementLine], steps: Sequence[StepLine], timezone: str | None
) -> Turns:
    """Whose turn it is, in figures."""
    day = today(timezone)
    return Turns(
        candidate=sum(is_asked(r) for r in requirements),
        professional=sum(is_with_others(r) for r in requirements),
        authority=sum(
            s.owner is Owner.AUTHORITY and s.done_at is None and s.starts_on <= day for s in steps
        ),
    )
