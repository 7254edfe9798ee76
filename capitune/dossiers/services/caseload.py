"""The pipelines of professionals, brought up to date by every act that may change them."""

import uuid

from sqlalchemy import bindparam, delete, select

from capitune.accounts.events import ProfileEdited
from capitune.core.db import db
from capitune.dossiers.models import Assignment, Case, Dossier
from capitune.dossiers.queries.cases import casing
from capitune.dossiers.states import AssignmentStatus

AS_IT_IS = {"synchronize_session": False}
_active = select(Assignment.professional_id).where(
    Assignment.dossier_id == bindparam("dossier_id"),
    Assignment.status == AssignmentStatus.ACTIVE,
)
GONE = delete(Case).where(
    Case.dossier_id == bindparam("dossier_id"), Case.professional_id.not_in(_active)
)
NEW = casing(Dossier.id == bindparam("dossier_id"))
OF_PERSON = casing(Dossier.candidate_id == bindparam("user_id"))


def recase(dossier_id: uuid.UUID) -> None:
    """Have this dossier stand in the pipeline of everybody who accompanies it, as it is now, and in no other
    (two statements). The caller holds the dossier.
    """
    db.session.flush()
    for statement in (GONE, NEW):
        db.session.execute(statement, {"dossier_id": dossier_id}, execution_options=AS_IT_IS)


def rename(event: ProfileEdited) -> None:
    """Show the candidate's new name in the pipelines of those who accompany them."""
    db.session.flush()
    db.session.execute(OF_PERSON, {"user_id": event.user_id}, execution_options=AS_IT_IS)
