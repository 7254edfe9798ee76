"""The steps of Jean's dossier: one added, one done, one on hold."""

import uuid
from datetime import timedelta

from sqlalchemy import select

from capitune.authz.actor import Actor
from capitune.core.clock import today
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Step
from capitune.dossiers.queries import dossier_by_id, step_by_id
from capitune.dossiers.states import Owner

MEETING = "Relire ensemble la lettre d’explication, par téléphone"
REASON = "L’établissement n’a pas encore demandé l’attestation à la province."


def plan(anne: Actor, dossier_id: uuid.UUID) -> None:
    """What Anne does about them."""
    with unit_of_work():
        dossier = dossier_by_id(dossier_id)
        if dossier is None:
            raise LookupError("the demo lost the dossier it had just made")
        on = today() + timedelta(days=6)
        services.add_step(anne, dossier, title=MEETING, owner=Owner.CANDIDATE, target_on=on)
        services.mark_step(anne, _step(dossier_id, "ORIENT"), done=True)
        services.hold_step(anne, _step(dossier_id, "PAL"), REASON)


def _step(dossier_id: uuid.UUID, code: str) -> Step:
    key = db.session.scalar(select(Step.id).filter_by(dossier_id=dossier_id, code=code))
    found = step_by_id(key) if key else None
    if found is None:
        raise LookupError(f"the demo has no step {code}")
    return found
