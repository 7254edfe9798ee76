"""Dossiers: those one may see, opening one, its facts, its stage, its archiving."""

from typing import Any
from uuid import UUID

from flask import Response, request

from capitune.accounts.identity import timezone
from capitune.api import bodies, shapes
from capitune.api.blueprint import bp
from capitune.api.presenters.dossiers import DossierPresenter
from capitune.api.replies import created, listed, nothing, reply
from capitune.api.spec import operation
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.clock import today
from capitune.core.db import db
from capitune.core.errors import NotFound
from capitune.core.listing import decode, limit_of
from capitune.dossiers import services
from capitune.dossiers.models import Dossier
from capitune.dossiers.queries import dossier_by_id, dossiers_with_team
from capitune.dossiers.queries.single import dossier_row

TAG = "dossiers"


@bp.get("/dossiers")
@access(Permission.DOSSIER_LIST)
@operation(200, shapes.Dossiers, tag=TAG, paged=True)
def list_dossiers() -> Response:
    """The dossiers one may see, newest first."""
    limit, after = limit_of(request.args.get("limit")), decode(request.args.get("after"))
    return listed(presenter().page(dossiers_with_team(current_actor(), limit, after)))


@bp.post("/dossiers")
@access(Permission.DOSSIER_CREATE)
@operation(201, shapes.Dossier, tag=TAG)
def open_dossier(json: bodies.NewDossier) -> Response:
    """Open a dossier of one's own from a template."""
    facts = json.model_dump(exclude={"template"})
    dossier = services.open_dossier(current_actor(), template_code=json.template, **facts)
    return created(_shown(dossier.id), f"/api/dossiers/{dossier.id}")


@bp.get("/dossiers/<uuid:dossier_id>")
@access(Permission.DOSSIER_READ, subject=dossier_by_id)
@operation(200, shapes.Dossier, tag=TAG)
def read_dossier(dossier: Dossier) -> Response:
    """One dossier."""
    return reply(_shown(dossier.id))


@bp.patch("/dossiers/<uuid:dossier_id>")
@access(Permission.DOSSIER_EDIT, subject=dossier_by_id)
@operation(200, shapes.Dossier, tag=TAG, refuses=(409,))
def edit_dossier(dossier: Dossier, json: bodies.DossierChanges) -> Response:
    """Change its own facts; what is not sent stays. A stale ``version`` is refused (409)."""
    changes: dict[str, Any] = json.model_dump(exclude_unset=True, exclude={"version"})
    services.edit_dossier(current_actor(), dossier, changes=changes, version=json.version)
    return reply(_shown(dossier.id))


@bp.delete("/dossiers/<uuid:dossier_id>")
@access(Permission.DOSSIER_DELETE, subject=dossier_by_id)
@operation(204, tag=TAG, refuses=(409,))
def delete_dossier(dossier: Dossier) -> Response:
    """Delete a dossier that holds nothing yet."""
    services.delete_dossier(current_actor(), dossier)
    return nothing()


@bp.post("/dossiers/<uuid:dossier_id>/stage")
@access(Permission.DOSSIER_STAGE, subject=dossier_by_id)
@operation(200, shapes.Dossier, tag=TAG, refuses=(409,))
def move_stage(dossier: Dossier, json: bodies.StageMove) -> Response:
    """Move it one stage forward or back."""
    services.move_stage(current_actor(), dossier, json.stage)
    return reply(_shown(dossier.id))


@bp.post("/dossiers/<uuid:dossier_id>/archive")
@access(Permission.DOSSIER_ARCHIVE, subject=dossier_by_id)
@operation(200, shapes.Dossier, tag=TAG)
def archive_dossier(dossier: Dossier) -> Response:
    """Set it aside; twice is once."""
    services.archive(current_actor(), dossier)
    return reply(_shown(dossier.id))


@bp.post("/dossiers/<uuid:dossier_id>/reopen")
@access(Permission.DOSSIER_ARCHIVE, subject=dossier_by_id)
@operation(200, shapes.Dossier, tag=TAG)
def reopen_dossier(dossier: Dossier) -> Response:
    """Take it up again; twice is once."""
    services.reopen(current_actor(), dossier)
    return reply(_shown(dossier.id))


def presenter() -> DossierPresenter:
    """Presents dossiers to whoever asks, on their own day."""
    return DossierPresenter(today(timezone()))


def _shown(dossier_id: UUID) -> shapes.Dossier:
    """The dossier as it is now, what this request changed included."""
    db.session.flush()
    row = dossier_row(dossier_id)
    if row is None:
        raise NotFound
    return presenter().one(row)
