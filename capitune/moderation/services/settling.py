"""A case and its reports, once somebody has decided."""

from datetime import datetime

from sqlalchemy import update

from capitune.authz.actor import Actor
from capitune.core import outbox
from capitune.core.clock import now
from capitune.core.db import db
from capitune.moderation.models import ModerationCase, Report
from capitune.moderation.states import UNDO_LASTS, Measure, Outcome, ReportReason


def settle(
    actor: Actor,
    case: ModerationCase,
    decision: Measure,
    reason: ReportReason,
    *,
    abusive: bool = False,
) -> None:
    """The case is decided; whoever reported is told once it can no longer be undone."""
    case.decision, case.ruled_for = decision, reason
    case.decided_by, case.decided_at = actor.user_id, now()
    case.claimed_by = case.claimed_until = None
    case.version += 1
    kept = Outcome.ABUSIVE if abusive else Outcome.DISMISSED
    _mark(case, kept if decision is Measure.KEEP else Outcome.UPHELD, case.decided_at)
    if case.reports:
        payload = {"case_id": str(case.id)}
        key = f"report_outcome:{case.id}:{case.version}"
        outbox.put("moderation.tell_reporters", payload, key=key, delay=UNDO_LASTS)


def unsettle(case: ModerationCase) -> None:
    """Nobody has decided it."""
    case.decision = case.ruled_for = case.decided_by = case.decided_at = case.before = None
    case.version += 1
    _mark(case, None, None)


def _mark(case: ModerationCase, outcome: Outcome | None, moment: datetime | None) -> None:
    db.session.flush()
    of_case = update(Report).where(Report.case_id == case.id)
    db.session.execute(of_case.values(outcome=outcome, settled_at=moment))
