"""The steps of a dossier as people change them, and their days as the plan gives them."""

import uuid
from datetime import date
from typing import Any

from sqlalchemy import func, select

from capitune.accounts.models import User
from capitune.accounts.typed import words
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.permissions import Permission
from capitune.core.clock import now, zone
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid
from capitune.core.events import publish
from capitune.core.ids import new_id
from capitune.dossiers.calendar import spans
from capitune.dossiers.events import StepsChanged
from capitune.dossiers.models import Dossier, Step
from capitune.dossiers.models.catalogue import TemplateStep
from capitune.dossiers.services.figures import recompute
from capitune.dossiers.services.hold import hold
from capitune.dossiers.states import Owner
from capitune.dossiers.typed import paragraphs

LONGEST_STEP, LONGEST_HOLD = 160, 500
MOST_ADDED = 50
LAST_DAY = date(2100, 12, 31)
DATES = ("starts_on", "target_on")
FACTS = ("title", "owner", *DATES)


def add_step(
    actor: Actor,
    dossier: Dossier,
    *,
    title: str,
    owner: Owner,
    target_on: date,
    starts_on: date | None = None,
) -> Step:
    """Add a step, in its place among the others: after those that end no later.

    Raises ``Invalid`` on ``title`` (as ``words`` does), ``owner`` (``owner_not_yours``: a candidate adds steps of
    their own) or ``target_on`` (``step_before_dossier``, ``step_too_far``, ``step_ends_first``); ``Conflict``
    (``too_many_steps``).
    """
    dossier = hold(actor, Permission.STEP_ADD, dossier)
    _check_owner(actor, owner)
    added = select(func.count()).where(Step.dossier_id == dossier.id, Step.added_by_id.is_not(None))
    if (db.session.scalar(added) or 0) >= MOST_ADDED:
        raise Conflict(code="too_many_steps", facts={"most": MOST_ADDED})
    step = Step(id=new_id(), dossier_id=dossier.id, owner=owner, version=1)
    step.code, step.labels = f"OWN_{step.id.hex.upper()}", _labels(title)
    step.starts_on, step.target_on = _dates(dossier, starts_on or target_on, target_on)
    step.position = _place(dossier, step.target_on)
    step.dated_by_hand, step.added_by_id, step.hold_reason = True, actor.user_id, ""
    db.session.add(step)
    return _told(actor, dossier, step, Act.STEP_ADDED)


def change_step(
    actor: Actor, step: Step, *, changes: dict[str, Any], version: int | None = None
) -> Step:
    """Change ``title`` (of an added one), ``owner``, ``starts_on`` or ``target_on``; days set by hand stay.

    Raises as ``add_step`` does, and ``Invalid`` on ``title`` (``step_of_programme``); ``Conflict``
    (``stale_version``) when ``version`` is not that of now.
    """
    step = _held(actor, Permission.STEP_CHANGE, step, version)
    fresh: dict[str, Any] = {}
    if "title" in changes:
        if step.added_by_id is None:
            raise Invalid.on("title", "step_of_programme")
        fresh["labels"] = _labels(changes["title"])
    if "owner" in changes:
        _check_owner(actor, changes["owner"])
        fresh["owner"] = changes["owner"]
    if changes.keys() & set(DATES):
        target_on = changes.get("target_on") or step.target_on
        starts_on = changes.get("starts_on") or min(step.starts_on, target_on)
        fresh["starts_on"], fresh["target_on"] = _dates(step.dossier, starts_on, target_on)
    changed = [name for name, value in fresh.items() if getattr(step, name) != value]
    if not changed:
        return step
    for name in changed:
        setattr(step, name, fresh[name])
    step.dated_by_hand = step.dated_by_hand or bool(set(changed) & set(DATES))
    if step.added_by_id is not None and "target_on" in changed:
        step.position = _place(step.dossier, step.target_on)
    step.version += 1
    return _told(actor, step.dossier, step, Act.STEP_CHANGED, fields=sorted(changed))


def hold_step(actor: Actor, step: Step, reason: str, version: int | None = None) -> Step:
    """Put it on hold, and say why: it is neither late nor due until it goes on. Again changes the reason.

    Raises ``Invalid`` on ``hold_reason`` (``hold_unexplained``, ``too_long``, ``bad_text``); ``Conflict``
    (``step_done``, ``stale_version``).
    """
    step = _held(actor, Permission.STEP_CHANGE, step, version)
    if step.done_at is not None:
        raise Conflict(code="step_done")
    text = paragraphs(reason, "hold_reason", most=LONGEST_HOLD)
    if not text:
        raise Invalid.on("hold_reason", "hold_unexplained")
    if step.held_at is not None and step.hold_reason == text:
        return step
    step.held_at, step.hold_reason = step.held_at or now(), text
    step.version += 1
    return _told(actor, step.dossier, step, Act.STEP_HELD)


def resume_step(actor: Actor, step: Step, version: int | None = None) -> Step:
    """Let it go on; twice is once."""
    step = _held(actor, Permission.STEP_CHANGE, step, version)
    if step.held_at is None:
        return step
    step.held_at, step.hold_reason = None, ""
    step.version += 1
    return _told(actor, step.dossier, step, Act.STEP_RESUMED)


def mark_step(actor: Actor, step: Step, *, done: bool, version: int | None = None) -> Step:
    """Say that it is done, or is not after all; twice is once.

    A step that a document completes is not a candidate's to mark: raises ``Conflict``
    (``step_completes_itself``, ``stale_version``).
    """
    step = _held(actor, Permission.STEP_COMPLETE, step, version)
    if done == (step.done_at is not None):
        return step
    if actor.is_candidate and step.completes_with:
        raise Conflict(code="step_completes_itself")
    step.done_at = now() if done else None
    if done:
        step.held_at, step.hold_reason = None, ""
    step.version += 1
    act = Act.STEP_COMPLETED if done else Act.STEP_REOPENED
    return _told(actor, step.dossier, step, act)


def follow_changes(
    actor: Actor, step: Step, changes: dict[str, Any], version: int | None = None
) -> Step:
    """Several acts said at once, all or none: facts, ``hold_reason`` (None takes it up again), ``done``.

    ``version`` is that of before the first of them. Raises as each of them does.
    """
    step = _held(actor, Permission.DOSSIER_READ, step, version)
    facts = {name: value for name, value in changes.items() if name in FACTS}
    if facts:
        step = change_step(actor, step, changes=facts)
    if "hold_reason" in changes:
        reason = changes["hold_reason"]
        step = resume_step(actor, step) if reason is None else hold_step(actor, step, reason)
    if "done" in changes:
        step = mark_step(actor, step, done=changes["done"])
    return step


def remove_step(actor: Actor, step: Step) -> None:
    """Remove one that somebody added. Raises ``Conflict`` (``step_of_programme``): those are held or done."""
    step = _held(actor, Permission.STEP_CHANGE, step, None)
    if step.added_by_id is None:
        raise Conflict(code="step_of_programme")
    dossier = step.dossier
    _record(actor, step, Act.STEP_REMOVED)
    db.session.delete(step)
    recompute(dossier)
    publish(StepsChanged(dossier.id, actor.user_id))


def reschedule(dossier: Dossier) -> None:
    """Give the open steps that nobody dated by hand the days of the plan (two statements).

    A part of the act that moves the planned submission, which holds the dossier and recomputes it.
    """
    wanted = select(TemplateStep).where(TemplateStep.template_id == dossier.template_id)
    name = db.session.scalar(select(User.timezone).where(User.id == dossier.candidate_id))
    opened_on = dossier.created_at.astimezone(zone(name)).date()
    parts = db.session.scalars(wanted).all()
    days = spans(parts, opened_on, dossier.planned_submission_on)
    steps = select(Step).where(
        Step.dossier_id == dossier.id, Step.done_at.is_(None), Step.dated_by_hand.is_(False)
    )
    for step in db.session.scalars(steps):
        if step.code in days:
            step.starts_on, step.target_on = days[step.code]


def _held(actor: Actor, permission: Permission, step: Step, version: int | None) -> Step:
    step = hold(actor, permission, step)
    if version is not None and version != step.version:
        raise Conflict(code="stale_version", facts={"version": step.version})
    return step


def _labels(title: str) -> dict[str, str]:
    """The same in both languages: what a person typed is theirs."""
    text = words(title or "", "title", most=LONGEST_STEP)
    return {"fr": text, "en": text}


def _check_owner(actor: Actor, owner: Owner) -> None:
    if actor.is_candidate and owner is not Owner.CANDIDATE:
        raise Invalid.on("owner", "owner_not_yours")


def _dates(dossier: Dossier, starts_on: date, target_on: date) -> tuple[date, date]:
    if target_on < dossier.created_at.date():
        raise Invalid.on("target_on", "step_before_dossier")
    if target_on > LAST_DAY:
        raise Invalid.on("target_on", "step_too_far")
    if starts_on > target_on:
        raise Invalid.on("target_on", "step_ends_first")
    return starts_on, target_on


def _place(dossier: Dossier, target_on: date) -> int:
    """The position of the programme's last step that ends by then; those added there follow it."""
    programme = (Step.dossier_id == dossier.id, Step.added_by_id.is_(None))
    before = select(func.max(Step.position)).where(*programme, Step.target_on <= target_on)
    found = db.session.scalar(before)
    return -1 if found is None else found


def _told(actor: Actor, dossier: Dossier, step: Step, act: Act, **data: Any) -> Step:
    db.session.flush()
    recompute(dossier)
    _record(actor, step, act, **data)
    publish(StepsChanged(dossier.id, actor.user_id))
    return step


def _record(actor: Actor, step: Step, act: Act, **data: Any) -> None:
    facts = {"step": step.code, **data}
    if step.added_by_id is not None:
        facts["title"] = step.labels["fr"]
    subject: tuple[str, uuid.UUID] = ("step", step.id)
    record(actor, act, subject, context_id=step.dossier_id, data=facts)
