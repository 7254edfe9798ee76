"""Storage against rows, each night or by hand: what was done is in the audit log, what is lost on a desk."""

import structlog

from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.core.reconcile import Missed, Unnamed, look_for_missing, remove_unnamed
from capitune.core.work import unit_of_work

log = structlog.get_logger(__name__)

CLOCK = Actor.system("clock")


def reconcile(*, even_many: bool = False) -> tuple[Missed, Unnamed]:
    """Note the files that the store has lost, remove those that no row names. Safe to run twice.

    Outside a unit of work. Raises ``StorageUnavailable``, also in the middle: what was done until then stays
    done. ``even_many``: see ``core.reconcile.remove_unnamed``.
    """
    missed = look_for_missing()
    unnamed = remove_unnamed(even_many=even_many)
    log.info(
        "storage_reconciled",
        due=missed.due,
        missing=missed.missing,
        objects=unnamed.objects,
        unnamed=unnamed.unnamed,
        removed=unnamed.removed,
    )
    if unnamed.removed or missed.new:
        data = {"removed": unnamed.removed, "missing": missed.missing, "new": missed.new}
        with unit_of_work():
            record(CLOCK, Act.STORAGE_RECONCILED, ("storage", None), data=data)
    return missed, unnamed
