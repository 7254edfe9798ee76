"""The steps that people plan, change and mark as done themselves."""

from datetime import date
from typing import Any

from sqlalchemy import func, select

from capitune.accounts.typed import words
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.clock import now, today
from capitune.core.db import db
from capitune.core.errors import Conflict, FieldError, Invalid
from capitune.core.events import publish
from capitune.core.ids import new_id
from capitune.dossiers.events import StepChanged
from capitune.dossiers.models import Dossier, Step
from capitune.dossiers.services.figures import recompute
from capitune.dossiers.services.hold import hold
from capitune.dossiers.states import Owner

LONGEST_TITLE = 120
MOST_STEPS = 100
FARTHEST_YEARS = 20
CHANGEABLE = frozenset({"title", "owner", "target_on", "done"})


def plan_step(actor: Actor, dossier: Dossier, *, title: str, owner: Owner, target_on: date) -> Step:
    """One step more, from today on. Raises ``Invalid`` on ``title`` or ``target_on`` (``step_order`` before today,
    ``step_far``), ``Conflict`` (``too_many_steps``).
    """
    dossier = hold(actor, Permission.STEP_PLAN, dossier)
    counted = select(func.count(), func.max(Step.position)).where(Step.dossier_id == dossier.id)
    count, last = db.session.execute(counted).one()
    if count >= MOST_STEPS:
        raise Conflict(code="too_many_steps", facts={"most": MOST_STEPS})
    key, name = new_id(), words(title, "title", most=LONGEST_TITLE)
    step = Step(
        id=key,
        dossier_id=dossier.id,
        code=f"OWN_{key.hex}",
        labels={"fr": name, "en": name},
        owner=owner,
        starts_on=today(),
        target_on=_fit_day(target_on, since=today()),
        position=(last or 0) + 1,
    )
    db.session.add(step)
    return _told(actor, dossier, step, Act.STEP_PLANNED)


def change_step(
    actor: Actor, step: Step, *, changes: dict[str, Any], version: int | None = None
) -> Step:
    """Change ``title``, ``owner`` or ``target_on``; mark it as ``done`` or open it again.

    Raises ``Invalid`` as ``plan_step`` (``step_order`` before it begins), ``Conflict`` (``stale_version``),
    ``Refused`` when a candidate would give it to somebody else.
    """
    step = hold(actor, Permission.STEP_CHANGE, step)
    if version is not None and version != step.version:
        raise Conflict(code="stale_version", facts={"version": step.version})
    different = _different(step, changes)
    if not different:
        return step
    if "owner" in different:
        require(actor, Permission.STEP_PLAN, step.dossier)
    for name, value in different.items():
        setattr(step, name, value)
    step.version += 1
    act = Act.STEP_CHANGED
    if "done_at" in different:
        act = Act.STEP_COMPLETED if step.done_at else Act.STEP_REOPENED
    return _told(actor, step.dossier, step, act)


def _different(step: Step, changes: dict[str, Any]) -> dict[str, Any]:
    unknown = sorted(changes.keys() - CHANGEABLE)
    if unknown:
        errors = tuple(FieldError(name, "unknown_field") for name in unknown)
        raise Invalid(code="unknown_field", errors=errors)
    fit: dict[str, Any] = {}
    if "title" in changes:
        name = words(changes["title"], "title", most=LONGEST_TITLE)
        # A name of the catalogue stays in both languages until another one is written.
        fit["labels"] = step.labels if name in step.labels.values() else {"fr": name, "en": name}
    if "owner" in changes:
        fit["owner"] = changes["owner"]
    if "target_on" in changes:
        fit["target_on"] = _fit_day(changes["target_on"], since=step.starts_on)
    if "done" in changes and changes["done"] != (step.done_at is not None):
        fit["done_at"] = now() if changes["done"] else None
    return {name: value for name, value in fit.items() if value != getattr(step, name)}


def _fit_day(value: date, *, since: date) -> date:
    if value < since:
        raise Invalid.on("target_on", "step_order")
    if value.year > today().year + FARTHEST_YEARS:
        raise Invalid.on("target_on", "step_far")
    return value


def _told(actor: Actor, dossier: Dossier, step: Step, act: Act) -> Step:
    recompute(dossier)
    data = {"step": step.code}
    record(actor, act, ("step", step.id), context_id=dossier.id, data=data)
    publish(StepChanged(dossier.id, actor.user_id))
    return step
