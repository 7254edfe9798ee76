"""Copies of people's data, as the job leaves them."""

import uuid
from datetime import timedelta

from capitune.accounts.models import Export, User
from capitune.accounts.states import ExportStatus
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.work import unit_of_work


def give_export(owner: User) -> uuid.UUID:
    """A copy of the owner's data that can be taken away, and its id."""
    made = Export(user_id=owner.id, storage_key="exports/made", status=ExportStatus.READY, size=1)
    made.ready_at, made.expires_at = now(), now() + timedelta(days=7)
    with unit_of_work():
        db.session.add(made)
    return made.id
