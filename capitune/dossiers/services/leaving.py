"""What ends in dossiers when somebody closes their account."""

from sqlalchemy import or_, select

from capitune.accounts.events import AccountLeft
from capitune.authz.actor import Actor
from capitune.core.db import db
from capitune.dossiers.models import Assignment, Dossier
from capitune.dossiers.services.assignments import end
from capitune.dossiers.services.hold import lock
from capitune.dossiers.states import OPEN_ASSIGNMENTS

MACHINE = Actor.system("leaving")


def end_all(event: AccountLeft) -> None:
    """End every assignment of a professional who left, and every one in the dossiers of a candidate who did.

    A consequence, never an act: nobody is asked whether they may. The others are told, as of any end.
    """
    theirs = or_(Assignment.professional_id == event.user_id, Dossier.candidate_id == event.user_id)
    statement = (
        select(Assignment)
        .join(Dossier, Dossier.id == Assignment.dossier_id)
        .where(theirs, Assignment.status.in_(OPEN_ASSIGNMENTS))
        .order_by(Assignment.dossier_id, Assignment.id)
        .execution_options(populate_existing=True)
    )
    # Always in the same order, so that two who leave at once wait for one another and never in a circle.
    for dossier_id in sorted({found.dossier_id for found in db.session.scalars(statement)}):
        lock(dossier_id)
    for assignment in db.session.scalars(statement).all():
        if assignment.status in OPEN_ASSIGNMENTS:  # not dropped with the one before
            end(MACHINE, assignment, by=event.user_id)
