"""How Anne orders her clients."""

import uuid

from capitune.authz.actor import Actor
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.queries import dossier_by_id
from capitune.dossiers.sought import MINE, Sought
from capitune.dossiers.states import Tint


def order(anne: Actor, dossier_id: uuid.UUID) -> None:
    """Three tags, two of them on Jean's dossier, and what waits for her as a view."""
    dossier = dossier_by_id(dossier_id)
    if dossier is None:
        raise LookupError("the demo lost the dossier it had just made")
    with unit_of_work():
        bursary = services.keep_tag(anne, name="Boursier", tint=Tint.TEAL)
        soon = services.keep_tag(anne, name="Rentrée de septembre", tint=Tint.NAVY)
        services.keep_tag(anne, name="À relancer", tint=Tint.RUST)
        services.save_view(anne, name="À vérifier", looked_for=Sought(turn=MINE), is_list=True)
        services.set_tags(anne, dossier, [bursary.id, soon.id])
