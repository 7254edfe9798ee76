"""The pipelines of professionals, brought up to date by every act that may change them."""

import uuid

from sqlalchemy import bindparam, delete, func, select, update

from capitune.accounts.events import ProfileEdited
from capitune.authz.actor import Actor
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import NotFound
from capitune.dossiers.models import Assignment, Case, Dossier
from capitune.dossiers.queries.cases import casing
from capitune.dossiers.services.deskcases import put_on_desk
from capitune.dossiers.services.hold import hold
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
    """Have this dossier stand in the pipeline of everybody who accompanies it, as it is now, in no other, and so at
    the desk of the team (three statements). The caller holds the dossier.
    """
    db.session.flush()
    for statement in (GONE, NEW):
        db.session.execute(statement, {"dossier_id": dossier_id}, execution_options=AS_IT_IS)
    put_on_desk(dossier_id)


def rename(event: ProfileEdited) -> None:
    """Show the candidate's new name in the pipelines of those who accompany them."""
    db.session.flush()
    db.session.execute(OF_PERSON, {"user_id": event.user_id}, execution_options=AS_IT_IS)


def set_aside(actor: Actor, dossier: Dossier) -> None:
    """Have it out of one's own pipeline, among the archived ones; for everybody else it stays as it is. Twice is
    once. Not audited: it changes nothing of the dossier.
    """
    moment = now()
    _mark(
        actor,
        dossier,
        aside_at=func.coalesce(Case.aside_at, moment),
        archived_at=func.coalesce(Case.archived_at, moment),
    )


def take_up(actor: Actor, dossier: Dossier) -> None:
    """Have it in one's own pipeline again, unless its candidate has archived it."""
    archived_at = select(Dossier.archived_at).where(Dossier.id == Case.dossier_id)
    _mark(actor, dossier, aside_at=None, archived_at=archived_at.scalar_subquery())


def _mark(actor: Actor, dossier: Dossier, **values: object) -> None:
    dossier = hold(actor, Permission.CASE_KEEP, dossier)
    mine = (Case.professional_id == actor.user_id, Case.dossier_id == dossier.id)
    put = update(Case).where(*mine).values(values).returning(Case.dossier_id)
    if db.session.scalar(put, execution_options=AS_IT_IS) is None:
        raise NotFound
