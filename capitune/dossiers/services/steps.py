"""The steps of a dossier."""

from sqlalchemy import select

from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.core.clock import now
from capitune.core.db import db
from capitune.dossiers.models import Document, Requirement, Step


def complete_steps(actor: Actor, requirement: Requirement) -> None:
    """Mark as done the open steps that the validation of this requirement completes.

    A part of the decision, which has asked and holds the dossier. A step stays done when a newer
    version is sent later: what was achieved on that day was achieved.
    """
    steps = db.session.scalars(
        select(Step).where(
            Step.dossier_id == requirement.dossier_id,
            Step.completes_with == requirement.code,
            Step.done_at.is_(None),
        )
    )
    for step in steps:
        step.done_at = now()
        _record(actor, Act.STEP_COMPLETED, step, requirement)


def reopen_steps(actor: Actor, document: Document) -> None:
    """Open again the steps that the validation of this version had completed.

    A part of the decision that overturns it. A step that an earlier version completed stays done.
    """
    requirement = document.requirement
    steps = db.session.scalars(
        select(Step).where(
            Step.dossier_id == requirement.dossier_id,
            Step.completes_with == requirement.code,
            Step.done_at >= document.created_at,
        )
    )
    for step in steps:
        step.done_at = None
        _record(actor, Act.STEP_REOPENED, step, requirement)


def _record(actor: Actor, act: Act, step: Step, requirement: Requirement) -> None:
    data = {"step": step.code, "requirement": requirement.code}
    record(actor, act, ("step", step.id), context_id=requirement.dossier_id, data=data)
