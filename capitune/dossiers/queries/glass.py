"""Whether somebody of the team may look into a dossier now."""

import uuid

from sqlalchemy import select

from capitune.authz.actor import Actor
from capitune.core.clock import now
from capitune.core.db import db
from capitune.dossiers.models import GlassGrant


def running_grant(actor: Actor, dossier_id: uuid.UUID) -> GlassGrant | None:
    """The grant that this admin has on this dossier now (one statement; none for anybody else)."""
    if not actor.is_admin:
        return None
    mine = (GlassGrant.admin_id == actor.user_id, GlassGrant.dossier_id == dossier_id)
    runs = (GlassGrant.ended_at.is_(None), GlassGrant.until > now())
    latest = select(GlassGrant).where(*mine, *runs).order_by(GlassGrant.until.desc()).limit(1)
    return db.session.scalar(latest.execution_options(populate_existing=True))
