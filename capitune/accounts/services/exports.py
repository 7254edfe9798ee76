"""A copy of one's data."""

import uuid
from datetime import timedelta

from sqlalchemy import update

from capitune.accounts import queries
from capitune.accounts.models import Export, User
from capitune.accounts.services.letters import send
from capitune.accounts.states import ExportStatus
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.authz.recent import require_recent
from capitune.core import outbox
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict
from capitune.core.ids import new_id

KEPT = timedelta(days=7)
MOST = 3


def ask_export(actor: Actor, user: User) -> Export:
    """Have a copy of one's data prepared. Asked again while one is being prepared, it is that one.
    Raises ``Conflict`` (``exports_enough``) while three can be taken away already.
    """
    require(actor, Permission.ACCOUNT_SELF, user)
    queries.lock_user(user.id)
    known = [e for e in queries.exports_of(user.id) if e.status is not ExportStatus.EXPIRED]
    preparing = next((e for e in known if e.status is ExportStatus.PREPARING), None)
    if preparing is not None:
        return preparing
    if len([e for e in known if e.is_ready_at(now())]) >= MOST:
        raise Conflict(code="exports_enough")
    export_id = new_id()
    # The key is known from the start, so that an erasure finds what a killed worker had stored.
    made = Export(id=export_id, user_id=user.id, storage_key=f"exports/{export_id}")
    db.session.add(made)
    db.session.flush()
    outbox.put("accounts.export", {"export_id": str(made.id)}, key=f"export:{made.id}")
    record(actor, Act.EXPORT_ASKED, ("export", made.id))
    return made


def record_export(export_id: uuid.UUID, size: int) -> None:
    """It is ready, of ``size`` bytes; a letter says so, and its deletion is planned. Twice is once."""
    made = db.session.scalar(
        update(Export)
        .where(Export.id == export_id, Export.status == ExportStatus.PREPARING)
        .values(status=ExportStatus.READY, size=size, ready_at=now(), expires_at=now() + KEPT)
        .returning(Export)
    )
    if made is None:
        return
    user = queries.user_by_id(made.user_id)
    if user is not None:
        send("export_ready", user, about=made.id)
    payload = {"export_id": str(made.id)}
    outbox.put("accounts.export_remove", payload, key=f"export_remove:{made.id}", delay=KEPT)


def record_removal(export_id: uuid.UUID) -> None:
    """Its archive is gone."""
    db.session.execute(
        update(Export).where(Export.id == export_id).values(status=ExportStatus.EXPIRED)
    )


def open_export(actor: Actor, export: Export) -> Export:
    """Take it away. Raises ``ProofNeeded`` without a fresh proof of who one is, ``Conflict``
    (``export_not_ready``, ``export_expired``).
    """
    require_recent(actor)
    require(actor, Permission.EXPORT_READ, export)
    if export.status is ExportStatus.PREPARING:
        raise Conflict(code="export_not_ready")
    if not export.is_ready_at(now()):
        raise Conflict(code="export_expired")
    record(actor, Act.EXPORT_OPENED, ("export", export.id))
    return export
