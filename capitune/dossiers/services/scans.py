"""Recording what the scanner said."""

import uuid

from capitune.authz.actor import Actor
from capitune.dossiers.states import Scan


def record_scan(
    actor: Actor, document_id: uuid.UUID, result: Scan, signature: str | None = None
) -> bool:
    """Record the end of a scan; False when there was nothing to record any more."""
    raise NotImplementedError
