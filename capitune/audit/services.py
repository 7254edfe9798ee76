"""Writing the audit log: in the same transaction as the act."""

import uuid
from typing import Any

import structlog

from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.authz import engine, recent
from capitune.authz.actor import Actor
from capitune.authz.permissions import Permission
from capitune.core.db import db
from capitune.core.errors import Refused
from capitune.core.work import unit_of_work


def record(
    actor: Actor,
    act: Act,
    subject: tuple[str, uuid.UUID | None],
    *,
    context_id: uuid.UUID | None = None,
    data: dict[str, Any] | None = None,
) -> AuditEvent:
    """Write that ``actor`` did ``act`` on ``subject`` (its type and id). ``data`` holds ids and codes
    only, never what a person typed.
    """
    bound = structlog.contextvars.get_contextvars()
    event = AuditEvent(
        act=act,
        actor_id=actor.user_id,
        actor_name=actor.name,
        actor_role=actor.role.value if actor.role else None,
        door=actor.door,
        subject_type=subject[0],
        subject_id=subject[1],
        context_id=context_id,
        data=data or {},
        address=actor.address,
        request_id=bound.get("request_id"),
    )
    db.session.add(event)
    return event


def record_refusal(actor: Actor, refusal: Refused) -> None:
    """Keep an attempt that was refused, in a unit of its own: the act itself was rolled back."""
    if refusal.attempt is None:
        return
    subject = (str(refusal.facts.get("subject", "")).lower(), refusal.facts.get("id"))
    with unit_of_work():
        record(actor, Act(refusal.attempt), subject, data={"code": refusal.code})


def take_audit(actor: Actor, filters: dict[str, Any]) -> AuditEvent:
    """Note that ``actor`` takes away what ``filters`` (ids and codes) find in the log itself."""
    engine.require(actor, Permission.AUDIT_READ)
    recent.require_recent(actor)
    return record(actor, Act.AUDIT_EXPORTED, ("audit", None), data=filters)
