"""Reporting what somebody wrote."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select, text

from capitune.accounts import typed
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid, Limited, NotFound
from capitune.core.ids import new_id
from capitune.moderation import targets
from capitune.moderation.models import ModerationCase, Report
from capitune.moderation.policy import Reported
from capitune.moderation.queries.reporters import (
    has_abused,
    is_beyond_reports,
    record_of,
    reported_since,
    urgent_reporters,
)
from capitune.moderation.services.opening import Opening, open_case
from capitune.moderation.states import (
    LONGEST_COMMENT,
    LONGEST_EVIDENCE,
    MOST_REPORTS_A_DAY,
    PRIORITIES,
    REPORTERS_TO_HIDE,
    CaseKind,
    Cause,
    Priority,
    ReportReason,
    Standing,
    TargetType,
)
from capitune.moderation.targets import Seen

DAY = timedelta(days=1)
# Two reports of one person at once wait for each other, so that neither the day's limit nor "once" is overrun.
LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 7))")


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is reported, and why, as it was sent."""

    target_type: str
    target_id: uuid.UUID
    reason: str
    comment: str = ""


def report(actor: Actor, said: Complaint) -> Report:
    """Have the team look at it. What it says now is kept as evidence.

    Raises ``NotFound`` for what is not there or not for this reader, ``Refused`` (``own_words``), ``Invalid`` on
    ``target_type`` (``unknown_target``), ``reason`` (``required``, ``unknown_report_reason``), ``comment``; ``Conflict`` (``already_reported``), ``Limited``.
    """
    require(actor, Permission.REPORT_MAKE)
    kind, reason, comment = typed.all_of(
        lambda: _kind(said.target_type),
        lambda: _reason(said.reason),
        lambda: typed.paragraphs(said.comment, "comment", most=LONGEST_COMMENT) or "",
    )
    seen = _seen(actor, kind, said.target_id)
    require(actor, Permission.REPORT_MAKE, Reported(said.target_id, seen.author_id))
    db.session.execute(LOCK, {"key": str(actor.user_id)})
    _require_new(actor, kind, said.target_id)
    counts = actor.user_id is not None and not has_abused(actor.user_id)
    priority = PRIORITIES[reason] if counts else Priority.P2
    opening = Opening(Cause(reason.value), priority, CaseKind.REPORT)
    case = open_case(kind, said.target_id, seen, opening)
    made = Report(
        id=new_id(),
        case_id=case.id,
        reporter_id=actor.user_id,
        target_type=kind,
        target_id=said.target_id,
        reason=reason,
        comment=comment,
        evidence=f"{seen.title}\n\n{seen.words}".strip()[:LONGEST_EVIDENCE],
        counts=counts,
    )
    db.session.add(made)
    case.reports += 1
    db.session.flush()
    data = {"report_id": str(made.id), "reason": reason.value, "case_id": str(case.id)}
    record(actor, Act.REPORT_MADE, (kind.value, said.target_id), data=data)
    if counts and seen.standing is Standing.SHOWN and _hides(actor, case, reason):
        _hide(case)
    return made


def _kind(code: str) -> TargetType:
    if code not in targets.reportable():
        raise Invalid.on("target_type", "unknown_target")
    return TargetType(code)


def _reason(code: str) -> ReportReason:
    if not code:
        raise Invalid.on("reason", "required")
    if code not in set(ReportReason):
        raise Invalid.on("reason", "unknown_report_reason")
    return ReportReason(code)


def _seen(actor: Actor, kind: TargetType, key: uuid.UUID) -> Seen:
    # Held first, then asked: it is not hidden or changed meanwhile.
    seen = targets.look(kind, key, lock=True)
    if seen is None or not targets.may_see(actor, kind, key):
        raise NotFound
    return seen


def _require_new(actor: Actor, kind: TargetType, key: uuid.UUID) -> None:
    if actor.user_id is None:
        raise NotFound
    once = select(func.count()).where(
        Report.reporter_id == actor.user_id, Report.target_type == kind, Report.target_id == key
    )
    if db.session.scalar(once):
        raise Conflict(code="already_reported")
    if reported_since(actor.user_id, now() - DAY) >= MOST_REPORTS_A_DAY:
        retry_after = int(DAY.total_seconds())
        raise Limited(code="too_many_reports", facts={"retry_after": retry_after})


def _hides(actor: Actor, case: ModerationCase, reason: ReportReason) -> bool:
    """Whether this report hides it before anybody has looked: see ``docs/decisions`` on moderation."""
    if not targets.can_hide(case.target_type) or is_beyond_reports(case.subject_id):
        return False
    if reason is ReportReason.PERSONAL_DATA:
        return True
    known = urgent_reporters(case.id)
    if len(known) >= REPORTERS_TO_HIDE:
        return True
    return actor.user_id in known and record_of(known[0]).is_accurate


def _hide(case: ModerationCase) -> None:
    """By the machine, and marked so."""
    case.is_automatic = True
    case.why = [*case.why, {"code": "hidden_by_reports"}]
    targets.put(case.target_type, case.target_id, Standing.HELD, "hidden_automatically")
    data = {"automatic": True, "case_id": str(case.id)}
    record(Actor.system("moderation"), Act.CASE_HIDDEN, ("case", case.id), data=data)
