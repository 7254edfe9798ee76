"""What the clock does about documents that are valid for a while only."""

import uuid
from datetime import date

from capitune.core.errors import NotFound
from capitune.core.events import publish
from capitune.dossiers.events import RequirementExpiring
from capitune.dossiers.queries.loaders import dossier_by_id, reloaded, requirement_by_id
from capitune.dossiers.services.figures import recompute
from capitune.dossiers.services.hold import lock

NOTICES = (90, 30)  # days before the end at which both sides are told, once each


def warn_of_expiry(requirement_id: uuid.UUID, day: date) -> bool:
    """Tell the candidate and those who may decide on it that a document ends soon; False when that was told, or
    a newer one came meanwhile. Late, only the nearer notice leaves.
    """
    requirement = requirement_by_id(requirement_id)
    if requirement is None:
        return False
    lock(requirement.dossier_id)
    requirement = reloaded(requirement)
    if requirement is None or requirement.expires_on is None or requirement.expires_on < day:
        return False
    left, told = (requirement.expires_on - day).days, requirement.expiry_told
    notice = min((n for n in NOTICES if left <= n), default=None)
    if notice is None or (told is not None and told <= notice):
        return False
    requirement.expiry_told = notice
    publish(RequirementExpiring(requirement.dossier_id, None, requirement.id))
    return True


def follow_the_day(dossier_id: uuid.UUID) -> None:
    """Have the next action of a dossier say what lapsed. Raises ``NotFound`` when it is gone."""
    lock(dossier_id)
    dossier = dossier_by_id(dossier_id)
    if dossier is None:
        raise NotFound
    recompute(dossier)
