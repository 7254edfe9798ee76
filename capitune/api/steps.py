"""The steps of a dossier: planned by those who accompany it, done by whoever they belong to."""

import uuid
from typing import Any

from flask import Response

from capitune.accounts.identity import timezone
from capitune.api import bodies, shapes
from capitune.api.blueprint import bp
from capitune.api.presenters import steps as present
from capitune.api.replies import created, reply
from capitune.api.spec import operation
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.clock import today
from capitune.core.db import db
from capitune.core.errors import NotFound
from capitune.dossiers import services
from capitune.dossiers.models import Dossier, Step
from capitune.dossiers.queries import KnownDossier, dossier_by_id, known_dossier, step_by_id
from capitune.dossiers.queries.sheet import STEPS

TAG = "steps"
HERE = "/dossiers/<uuid:dossier_id>/steps"


@bp.get(HERE)
@access(Permission.DOSSIER_READ, subject=known_dossier)
@operation(200, shapes.DossierSteps, tag=TAG)
def list_steps(dossier: KnownDossier) -> Response:
    """All steps, in order."""
    return reply(present.steps(STEPS.rows(key=dossier.id), today(timezone())))


@bp.post(HERE)
@access(Permission.STEP_PLAN, subject=dossier_by_id)
@operation(201, shapes.DossierStep, tag=TAG, refuses=(409,))
def plan_step(dossier: Dossier, json: bodies.NewStep) -> Response:
    """One step more."""
    key = dossier.id
    step = services.plan_step(current_actor(), dossier, **json.model_dump())
    return created(_shown(key, step.id), f"/api/dossiers/{key}/steps")


@bp.patch("/steps/<uuid:step_id>")
@access(Permission.STEP_CHANGE, subject=step_by_id)
@operation(200, shapes.DossierStep, tag=TAG, refuses=(409,))
def change_step(step: Step, json: bodies.StepChanges) -> Response:
    """Change it, mark it as done, open it again. A stale ``version`` is refused (409)."""
    changes: dict[str, Any] = json.model_dump(exclude_unset=True, exclude={"version"})
    services.change_step(current_actor(), step, changes=changes, version=json.version)
    return reply(_shown(step.dossier_id, step.id))


def _shown(dossier_id: uuid.UUID, step_id: uuid.UUID) -> shapes.DossierStep:
    db.session.flush()
    for line in STEPS.rows(key=dossier_id):
        if line.id == step_id:
            return present.step(line, today(timezone()))
    raise NotFound
