"""The few figures kept beside a dossier, recomputed by each act that touches them."""

from datetime import date

from sqlalchemy import select

from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.core.clock import today
from capitune.core.db import db
from capitune.dossiers.models import Dossier, Requirement, Step
from capitune.dossiers.nextaction import plan
from capitune.dossiers.queries.messages import is_asked_back
from capitune.dossiers.queries.passages import latest_turn
from capitune.dossiers.services.caseload import recase
from capitune.dossiers.services.queue import requeue
from capitune.dossiers.states import DocumentStatus
from capitune.dossiers.turns import Turn, turn_by

MACHINE = Actor.system("turns")


def valid_until(dossier: Dossier) -> date:
    """The day on which its documents must be valid: that of the planned submission, or today once that has
    passed.
    """
    return max(dossier.planned_submission_on or date.min, today())


def recompute(dossier: Dossier) -> None:
    """Bring progress and next action up to date with requirements and steps, and with them the
    queues of those who decide, the pipelines of those who accompany, and whose turn it is (nine
    statements).

    The caller holds the dossier. The stage is never touched here: moving it is a professional's act.
    """
    db.session.flush()
    needs = db.session.scalars(
        select(Requirement).where(Requirement.dossier_id == dossier.id)
    ).all()
    steps = db.session.scalars(select(Step).where(Step.dossier_id == dossier.id)).all()
    counted = [need for need in needs if need.is_counted]
    dossier.counted_count = len(counted)
    dossier.validated_count = sum(n.status is DocumentStatus.VALIDATED for n in counted)
    quoted = dossier.quote_number is not None
    found = plan(
        dossier.stage,
        needs,
        steps,
        until=valid_until(dossier),
        is_quoted=quoted,
        is_asked_back=is_asked_back(dossier.id),
    )
    dossier.next_action = found.action
    dossier.next_requirement_id = found.requirement_id
    dossier.next_step_id = found.step_id
    dossier.next_step_on = found.step_on
    requeue(dossier.id)
    recase(dossier.id)
    _pass_turn(dossier, turn_by(found, archived=dossier.is_archived))


def _pass_turn(dossier: Dossier, turn: Turn) -> None:
    """Write to the journal that the turn passes to someone else, if it does."""
    if turn == latest_turn(dossier.id):
        return
    data = {"to": turn.party.value, "step_on": turn.step_on.isoformat() if turn.step_on else None}
    subject = ("dossier", dossier.id)
    record(MACHINE, Act.TURN_PASSED, subject, context_id=dossier.id, data=data)
