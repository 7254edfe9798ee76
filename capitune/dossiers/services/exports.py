"""Taking a dossier away."""

from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.dossiers.models import Dossier
from capitune.dossiers.queries.exports import AskedFor, exported
from capitune.dossiers.states import Scan


def export_dossier(actor: Actor, dossier: Dossier) -> list[AskedFor]:
    """Note that it is taken away, and what it holds: never notes, which are no part of what is asked for
    or sent.
    """
    require(actor, Permission.DOSSIER_EXPORT, dossier)
    found = exported(dossier.id)
    files = sum(file.scan is Scan.CLEAN for asked in found for file in asked.files)
    subject = ("dossier", dossier.id)
    record(actor, Act.DOSSIER_EXPORTED, subject, context_id=dossier.id, data={"files": files})
    return found
