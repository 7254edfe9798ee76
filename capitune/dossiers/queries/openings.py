"""Reading who has opened a version."""

from datetime import timedelta

from sqlalchemy import bindparam, literal, literal_column, select

from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Actor
from capitune.core.clock import now
from capitune.core.db import Moment, db
from capitune.dossiers.models import Document

# Reading on, page after page, is one opening.
ONE_READING = timedelta(minutes=30)

READING = (
    select(literal(1))
    .where(
        AuditEvent.subject_id == bindparam("document_id"),
        AuditEvent.actor_id == bindparam("actor_id"),
        AuditEvent.act == Act.DOCUMENT_OPENED,
        AuditEvent.data["purpose"].astext == "preview",
        AuditEvent.at > bindparam("since", type_=Moment),
    )
    .limit(literal_column("1"))
)


def is_reading(actor: Actor, document: Document) -> bool:
    """True when their opening is in the journal already, not half an hour ago (one statement)."""
    parameters = {
        "document_id": document.id,
        "actor_id": actor.user_id,
        "since": now() - ONE_READING,
    }
    return db.session.execute(READING, parameters).first() is not None
