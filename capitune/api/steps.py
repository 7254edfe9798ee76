"""The steps of a dossier."""

import uuid

from flask import Response

from capitune.api import bodies, shapes
from capitune.api.blueprint import bp
from capitune.api.presenters import steps as present
from capitune.api.replies import created, nothing, reply
from capitune.api.spec import operation
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.db import db
from capitune.core.errors import NotFound
from capitune.dossiers import services
from capitune.dossiers.models import Dossier, Step
from capitune.dossiers.queries import KnownDossier, dossier_by_id, known_dossier, step_by_id
from capitune.dossiers.queries.steps import step_line, steps_of

TAG = "steps"


@bp.get("/dossiers/<uuid:dossier_id>/steps")
@access(Permission.DOSSIER_READ, subject=known_dossier)
@operation(200, shapes.DossierSteps, tag=TAG)
def list_steps(dossier: KnownDossier) -> Response:
    """All steps of a dossier, in their order. Not paged."""
    return reply({"items": [present.step(line) for line in steps_of(dossier.id)]})


@bp.post("/dossiers/<uuid:dossier_id>/steps")
@access(Permission.STEP_ADD, subject=dossier_by_id)
@operation(201, shapes.DossierStep, tag=TAG, refuses=(409,))
def add_step(dossier: Dossier, json: bodies.NewStep) -> Response:
    """Add a step. A candidate adds steps of their own only."""
    step = services.add_step(current_actor(), dossier, **json.model_dump())
    return created(_shape(step.id), f"/api/dossiers/{dossier.id}/steps")


@bp.patch("/steps/<uuid:step_id>")
@access(Permission.DOSSIER_READ, subject=step_by_id)
@operation(200, shapes.DossierStep, tag=TAG, refuses=(409,))
def change_step(step: Step, json: bodies.StepChanges) -> Response:
    """Change a step, say that it is done, put it on hold with a reason or take it up again (``hold_reason``:
    null). A stale ``version`` is refused (409).
    """
    services.follow_changes(
        current_actor(),
        step,
        json.model_dump(exclude_unset=True, exclude={"version"}),
        json.version,
    )
    return reply(_shape(step.id))


@bp.delete("/steps/<uuid:step_id>")
@access(Permission.STEP_CHANGE, subject=step_by_id)
@operation(204, tag=TAG, refuses=(409,))
def remove_step(step: Step) -> Response:
    """Remove a step that somebody added."""
    services.remove_step(current_actor(), step)
    return nothing()


def _shape(step_id: uuid.UUID) -> shapes.DossierStep:
    db.session.flush()
    line = step_line(step_id)
    if line is None:
        raise NotFound
    return present.step(line)
