"""What a professional looks for again and again. Not audited: how one orders one's own clients."""

import uuid

from sqlalchemy import func, select

from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid
from capitune.core.ids import new_id
from capitune.dossiers.models import SavedView
from capitune.dossiers.services.ownnames import own_name
from capitune.dossiers.sought import Sought

MOST = 20


def save_view(actor: Actor, *, name: str, looked_for: Sought, is_list: bool) -> SavedView:
    """Keep these filters under a name. Raises ``Conflict`` (``too_many_views``); ``Invalid`` on ``name``
    (``required``, ``too_long``, ``bad_text``, ``view_exists``: capitals and accents make no difference).
    """
    require(actor, Permission.CASELOAD_KEEP)
    fit = own_name(actor, name)
    mine = select(func.count()).where(SavedView.user_id == actor.user_id)
    if (db.session.scalar(mine) or 0) >= MOST:
        raise Conflict(code="too_many_views", facts={"most": MOST})
    _free(actor, fit)
    view = SavedView(
        id=new_id(),
        user_id=actor.user_id,
        name=fit,
        folded=func.fold(fit),
        is_list=is_list,
        chosen=looked_for.chosen,
    )
    db.session.add(view)
    return view


def rename_view(actor: Actor, view: SavedView, *, name: str) -> SavedView:
    """Call it otherwise. Raises ``Invalid`` as ``save_view``."""
    require(actor, Permission.VIEW_EDIT, view)
    fit = own_name(actor, name)
    _free(actor, fit, view.id)
    view.name, view.folded = fit, func.fold(fit)
    return view


def remove_view(actor: Actor, view: SavedView) -> None:
    """Keep it no longer."""
    require(actor, Permission.VIEW_EDIT, view)
    db.session.delete(view)


def _free(actor: Actor, name: str, of: uuid.UUID | None = None) -> None:
    mine = (SavedView.user_id == actor.user_id, SavedView.folded == func.fold(name))
    if db.session.scalar(select(SavedView.id).where(*mine)) not in (None, of):
        raise Invalid.on("name", "view_exists")
