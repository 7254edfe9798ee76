"""The queues of versions to decide on, brought up to date by every act that may change them."""

import uuid

from sqlalchemy import bindparam, delete, tuple_

from capitune.accounts.events import ProfileEdited
from capitune.core.db import db
from capitune.dossiers.models import Document, Dossier, ReviewWait
from capitune.dossiers.queries.waits import queueing, waits

_here = Document.dossier_id == bindparam("dossier_id")
_found = waits(_here).subquery("found")
GONE = delete(ReviewWait).where(
    ReviewWait.dossier_id == bindparam("dossier_id"),
    tuple_(ReviewWait.professional_id, ReviewWait.document_id).not_in(
        _found.select().with_only_columns(_found.c.professional_id, _found.c.document_id)
    ),
)
AS_IT_IS = {"synchronize_session": False}
NEW = queueing(_here)
OF_PERSON = queueing(Dossier.candidate_id == bindparam("user_id"))


def requeue(dossier_id: uuid.UUID) -> None:
    """Have what waits in this dossier stand in the queue of everybody who may decide on it, and in no
    other (two statements). The caller holds the dossier.
    """
    db.session.flush()
    for statement in (GONE, NEW):
        db.session.execute(statement, {"dossier_id": dossier_id}, execution_options=AS_IT_IS)


def rename(event: ProfileEdited) -> None:
    """Show the candidate's new name and picture in the queues of those who decide."""
    db.session.flush()
    db.session.execute(OF_PERSON, {"user_id": event.user_id}, execution_options=AS_IT_IS)
