"""Editing, archiving, staging and deleting a dossier."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import delete, exists, select

from capitune.accounts.typed import words
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.permissions import Permission
from capitune.core.clock import now, today
from capitune.core.db import db
from capitune.core.errors import Conflict, FieldError, Invalid
from capitune.core.events import publish
from capitune.dossiers.events import DossierDeleted, DossierEdited
from capitune.dossiers.models import Assignment, Document, Dossier, Payment
from capitune.dossiers.services.caseload import recase
from capitune.dossiers.services.figures import recompute
from capitune.dossiers.services.hold import hold
from capitune.dossiers.services.timeline import reschedule
from capitune.dossiers.states import AssignmentStatus, Stage, is_stage_move
from capitune.dossiers.typed import paragraphs

LONGEST_TITLE, LONGEST_DESCRIPTION = 120, 2000
FURTHEST_YEAR = 2100


def edit_dossier(
    actor: Actor, dossier: Dossier, *, changes: dict[str, Any], version: int | None = None
) -> Dossier:
    """Change ``title``, ``description`` or ``planned_submission_on``.

    Raises ``Invalid`` (also ``unknown_field``), ``Conflict`` (``stale_version``) when ``version`` is
    not the present one.
    """
    dossier = hold(actor, Permission.DOSSIER_EDIT, dossier)
    if version is not None and version != dossier.version:
        raise Conflict(code="stale_version", facts={"version": dossier.version})
    unknown = sorted(changes.keys() - EDITABLE.keys())
    if unknown:
        errors = tuple(FieldError(name, "unknown_field") for name in unknown)
        raise Invalid(code="unknown_field", errors=errors)
    fit = {name: EDITABLE[name](value) for name, value in changes.items()}
    different = {name: value for name, value in fit.items() if value != getattr(dossier, name)}
    if not different:
        return dossier
    for name, value in different.items():
        setattr(dossier, name, value)
    if "planned_submission_on" in different:
        reschedule(dossier)
        recompute(dossier)
    elif "title" in different:
        recase(dossier.id)
    return _changed(actor, dossier, Act.DOSSIER_EDITED, fields=sorted(different))


def archive(actor: Actor, dossier: Dossier) -> Dossier:
    """Set it aside; twice is once."""
    dossier = hold(actor, Permission.DOSSIER_ARCHIVE, dossier)
    if dossier.archived_at is not None:
        return dossier
    dossier.archived_at = now()
    recompute(dossier)
    return _changed(actor, dossier, Act.DOSSIER_ARCHIVED)


def reopen(actor: Actor, dossier: Dossier) -> Dossier:
    """Take it up again; twice is once."""
    dossier = hold(actor, Permission.DOSSIER_ARCHIVE, dossier)
    if dossier.archived_at is None:
        return dossier
    dossier.archived_at = None
    recompute(dossier)
    return _changed(actor, dossier, Act.DOSSIER_REOPENED)


def move_stage(actor: Actor, dossier: Dossier, stage: Stage) -> Dossier:
    """Move one stage forward or back; to where it is already changes nothing.

    Raises ``Conflict``: ``illegal_stage``, or ``documents_missing`` (``validated`` needs every counted
    document validated).
    """
    dossier = hold(actor, Permission.DOSSIER_STAGE, dossier)
    if dossier.stage is stage:
        return dossier
    if not is_stage_move(dossier.stage, stage):
        raise Conflict(code="illegal_stage", facts={"stage": dossier.stage.value})
    missing = dossier.counted_count - dossier.validated_count
    if stage is Stage.VALIDATED and missing:
        raise Conflict(code="documents_missing", facts={"missing": missing})
    before, dossier.stage = dossier.stage, stage
    recompute(dossier)
    return _changed(actor, dossier, Act.DOSSIER_STAGED, **{"from": before.value, "to": stage.value})


def delete_dossier(actor: Actor, dossier: Dossier) -> None:
    """Delete one that holds nothing: no version, no payment, no professional asked or assigned.

    Raises ``Conflict`` (``dossier_not_empty``): such a dossier is archived instead.
    """
    dossier = hold(actor, Permission.DOSSIER_DELETE, dossier)
    versions = exists().where(Document.dossier_id == dossier.id, Document.deleted_at.is_(None))
    people = exists().where(
        Assignment.dossier_id == dossier.id, Assignment.status != AssignmentStatus.REFUSED
    )
    paid = exists().where(Payment.dossier_id == dossier.id)
    if db.session.scalar(select(versions | people | paid)):
        raise Conflict(code="dossier_not_empty")
    data = {"number": dossier.number}
    record(actor, Act.DOSSIER_DELETED, ("dossier", dossier.id), context_id=dossier.id, data=data)
    db.session.expunge(dossier)
    db.session.execute(delete(Dossier).where(Dossier.id == dossier.id))
    publish(DossierDeleted(dossier.id, actor.user_id))


def fit_title(value: str) -> str:
    """A title of one line. Raises ``Invalid``."""
    return words(value or "", "title", most=LONGEST_TITLE)


def fit_description(value: str | None) -> str:
    """A description, possibly empty. Raises ``Invalid``."""
    return paragraphs(value or "", "description", most=LONGEST_DESCRIPTION)


def fit_planned(value: date | None) -> date | None:
    """A planned date that is still to come, or none. Raises ``Invalid`` (``date_past``, ``date_far``)."""
    if value is not None and value < today():
        raise Invalid.on("planned_submission_on", "date_past")
    if value is not None and value.year > FURTHEST_YEAR:
        raise Invalid.on("planned_submission_on", "date_far")
    return value


EDITABLE: dict[str, Callable[[Any], Any]] = {
    "title": fit_title,
    "description": fit_description,
    "planned_submission_on": fit_planned,
}


def _changed(actor: Actor, dossier: Dossier, act: Act, **data: Any) -> Dossier:
    dossier.version += 1
    record(actor, act, ("dossier", dossier.id), context_id=dossier.id, data=data)
    publish(DossierEdited(dossier.id, actor.user_id))
    return dossier
