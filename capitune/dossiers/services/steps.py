"""The steps of a dossier."""

from sqlalchemy import select

from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.core.clock import now
from capitune.core.db import db
from capitune.dossiers.models import Requirement, Step


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
        record(
            actor,
            Act.STEP_COMPLETED,
            ("step", step.id),
            context_id=requirement.dossier_id,
            data={"step": step.code, "requirement": requirement.code},
        )
