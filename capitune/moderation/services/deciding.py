"""Deciding a case: the thing stays or goes, its author is told why and may be held to it."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from capitune.accounts import services as accounts
from capitune.accounts import typed
from capitune.accounts.queries import user_by_id
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid, NotFound
from capitune.core.events import publish
from capitune.core.i18n import speaking
from capitune.moderation import targets
from capitune.moderation.events import CaseDecided
from capitune.moderation.messages import usual_message
from capitune.moderation.models import CaseNote, ModerationCase, Sanction
from capitune.moderation.queries.cases import case_by_id
from capitune.moderation.services.claiming import held, require_free, require_open
from capitune.moderation.services.settling import settle
from capitune.moderation.states import (
    LADDER,
    LONGEST_MESSAGE,
    LONGEST_NOTE,
    CaseKind,
    Measure,
    ReportReason,
    SanctionKind,
    Standing,
)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is decided, as it was sent. Without ``reason``, that of the case; without ``message``, the usual one in
    its reader's language. ``note`` is for the team; ``abusive``: whoever reported it abused reports.
    """

    decision: str
    reason: str = ""
    message: str = ""
    until: datetime | None = None
    note: str = ""
    abusive: bool = False


@dataclass(frozen=True, slots=True)
class _Fit:
    decision: Measure
    reason: ReportReason
    message: str
    until: datetime | None
    note: str
    abusive: bool


def decide(
    actor: Actor, case_id: uuid.UUID, ruling: Ruling, *, version: int | None = None
) -> ModerationCase:
    """Decide it. All but ``keep`` take the thing away and write to its author.

    Raises ``NotFound``, ``Refused`` (``own_case``, ``own_sanction``), ``Conflict``: ``case_decided``, ``case_claimed``, ``stale_version``,
    as ``accounts.services.suspend``; ``Invalid`` on ``decision``, ``reason``, ``message``, ``until``, ``note``; ``ProofNeeded`` to suspend.
    """
    case = _held_with_its_thing(actor, case_id)
    require_open(case)
    require_free(actor, case)
    if version is not None and case.version != version:
        raise Conflict(code="stale_version", facts={"version": case.version})
    if case.kind is CaseKind.APPEAL:
        raise Invalid.on("decision", "decision_of_appeal")
    fit = _fit(case, ruling)
    seen = targets.look(case.target_type, case.target_id)
    case.before = seen.standing if seen else Standing.HIDDEN
    sanction = None
    if fit.decision is Measure.KEEP:
        targets.put(case.target_type, case.target_id, Standing.SHOWN)
    else:
        targets.put(case.target_type, case.target_id, Standing.HIDDEN, fit.message)
        sanction = _sanction(actor, case, fit)
    settle(actor, case, fit.decision, fit.reason, abusive=fit.abusive)
    if fit.note:
        db.session.add(CaseNote(case_id=case.id, author_id=actor.user_id, words=fit.note))
    data = {"decision": fit.decision.value, "reason": fit.reason.value}
    record(actor, Act.CASE_DECIDED, ("case", case.id), data=data)
    publish(CaseDecided(case.id, sanction.id if sanction else None))
    return case


def _held_with_its_thing(actor: Actor, case_id: uuid.UUID) -> ModerationCase:
    """The thing is held before the case, as everywhere."""
    known = case_by_id(case_id)
    if known is None:
        raise NotFound
    require(actor, Permission.CASE_JUDGE, known)
    targets.look(known.target_type, known.target_id, lock=True)
    return held(actor, case_id)


def _fit(case: ModerationCase, ruling: Ruling) -> _Fit:
    decision, reason = typed.all_of(
        lambda: _decision(ruling.decision), lambda: _reason(case, ruling.reason)
    )
    message, note, until = typed.all_of(
        lambda: typed.paragraphs(ruling.message, "message", most=LONGEST_MESSAGE),
        lambda: typed.paragraphs(ruling.note, "note", most=LONGEST_NOTE),
        lambda: _until(decision, ruling.until),
    )
    return _Fit(
        decision,
        reason,
        message or _usual(case, decision, reason),
        until,
        note or "",
        ruling.abusive and decision is Measure.KEEP,
    )


def _decision(code: str) -> Measure:
    if not code:
        raise Invalid.on("decision", "required")
    if code not in set(Measure):
        raise Invalid.on("decision", "unknown_decision")
    return Measure(code)


def _reason(case: ModerationCase, code: str) -> ReportReason:
    if code and code not in set(ReportReason):
        raise Invalid.on("reason", "unknown_report_reason")
    usual = (
        ReportReason(case.reason.value)
        if case.reason.value in set(ReportReason)
        else ReportReason.OTHER
    )
    return ReportReason(code) if code else usual


def _until(decision: Measure, until: datetime | None) -> datetime | None:
    """An end only of what has one; to read only always has one."""
    if decision not in (Measure.RESTRICT, Measure.READ_ONLY, Measure.SUSPEND):
        return None
    if until is None and decision is Measure.READ_ONLY:
        raise Invalid.on("until", "required")
    if until is not None and until <= now():
        raise Invalid.on("until", "until_past")
    return until


def _usual(case: ModerationCase, decision: Measure, reason: ReportReason) -> str:
    user = user_by_id(case.subject_id)
    if user is None or decision is Measure.KEEP:
        return ""
    with speaking(user.language.value, user.timezone):
        return usual_message(decision, reason)


def _sanction(actor: Actor, case: ModerationCase, fit: _Fit) -> Sanction:
    kind = LADDER[fit.decision]
    if kind is SanctionKind.SUSPENSION and fit.until is None:
        kind = SanctionKind.BAN
    sanction = Sanction(
        user_id=case.subject_id,
        case_id=case.id,
        actor_id=actor.user_id,
        kind=kind,
        reason=fit.reason,
        message=fit.message,
        evidence=f"{case.title}\n\n{case.words}".strip(),
        ends_at=fit.until,
    )
    if fit.decision is Measure.SUSPEND:
        user = user_by_id(case.subject_id)
        if user is None:
            raise NotFound
        words = fit.note or f"{case.target_type.value} {case.target_id}"
        closing = accounts.Closing(fit.reason.value, words, fit.message, fit.until)
        accounts.suspend(actor, user, closing)
    db.session.add(sanction)
    db.session.flush()
    return sanction
