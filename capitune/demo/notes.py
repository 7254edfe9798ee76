"""What Anne keeps in mind about Jean's dossier."""

import uuid
from datetime import timedelta

from capitune.authz.actor import Actor
from capitune.core.clock import today
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.queries import dossier_by_id

BODY = (
    "Le relevé d’octobre montre un virement de 4\u202f000\u202f$ sans explication. Lui demander une lettre de la "
    "personne qui l’a fait avant de valider."
)


def keep(anne: Actor, dossier_id: uuid.UUID) -> None:
    """One note, with its reminder in three days."""
    dossier = dossier_by_id(dossier_id)
    if dossier is None:
        raise LookupError("the demo lost the dossier it had just made")
    with unit_of_work():
        services.write_note(anne, dossier, body=BODY, remind_on=today() + timedelta(days=3))
