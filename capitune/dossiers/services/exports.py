"""Taking a dossier away."""

from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.dossiers.models import Dossier
from capitune.dossiers.queries import KnownDossier
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


def take_summary(actor: Actor, dossier: KnownDossier) -> None:
    """Note that the summary is taken away. It holds facts, states and amounts: never notes or messages."""
    _take(actor, Act.SUMMARY_TAKEN, dossier)


def prove_deposit(actor: Actor, dossier: KnownDossier) -> None:
    """Note that somebody takes away a list of what was received, and when."""
    _take(actor, Act.DEPOSIT_PROVED, dossier)


def _take(actor: Actor, act: Act, dossier: KnownDossier) -> None:
    require(actor, Permission.DOSSIER_EXPORT, dossier)
    record(actor, act, ("dossier", dossier.id), context_id=dossier.id)
