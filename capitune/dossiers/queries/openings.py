"""Reading who has opened a version."""

from capitune.audit.acts import Act
from capitune.audit.queries import has_opened
from capitune.authz.actor import Actor
from capitune.dossiers.models import Document


def is_reading(actor: Actor, document: Document) -> bool:
    """True when their opening is in the journal already, not half an hour ago (one statement)."""
    return has_opened(actor.user_id, Act.DOCUMENT_OPENED, document.id)
