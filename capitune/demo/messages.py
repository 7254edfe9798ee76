"""What Jean and Anne wrote to each other: yesterday, and a question of this morning that waits."""

import uuid
from datetime import timedelta

from sqlalchemy import update

from capitune.authz.actor import Actor
from capitune.core.db import db
from capitune.core.ids import new_id
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Message
from capitune.dossiers.queries import dossier_by_id, message_by_id

YESTERDAY = (
    (
        "anne",
        "Bonjour Jean, votre lettre d’acceptation est validée\u202f: bonne nouvelle. Il me reste le relevé d’octobre.",
    ),
    ("jean", "Merci beaucoup\u202f! Je l’envoie demain matin, dès que la banque me le donne."),
    ("anne", "Parfait. Je regarde votre plan d’études d’ici là."),
)
MISSING = "Bonjour {prénom}, il manque encore à votre dossier {numéro}\u202f: {document manquant}."
ASKED = (
    "Pour la page 2 de vos relevés, une photo prise à plat, à la lumière du jour, suffit. Dites-moi si le verso "
    "existe\u202f: certaines universités ne l’impriment pas."
)


def talk(jean: Actor, anne: Actor, dossier_id: uuid.UUID) -> None:
    """Write them, each as the person who did; those of yesterday are put there."""
    with unit_of_work():
        services.keep_reply(anne, title="Ce qui manque", body=MISSING)
    people = {"jean": jean, "anne": anne}
    last = [_written(people[name], dossier_id, words) for name, words in YESTERDAY][-1]
    with unit_of_work():
        earlier = Message.created_at - timedelta(hours=22)
        mine = update(Message).where(Message.dossier_id == dossier_id)
        db.session.execute(mine.values(created_at=earlier))
        found = message_by_id(last.id)
        if found:
            services.mark_seen(jean, found)
    _written(anne, dossier_id, ASKED, awaits=True)


def _written(person: Actor, dossier_id: uuid.UUID, words: str, *, awaits: bool = False) -> Message:
    dossier = dossier_by_id(dossier_id)
    if dossier is None:
        raise LookupError("the demo lost the dossier it had just made")
    with unit_of_work():
        return services.send_message(
            person, dossier, body=words, client_id=new_id(), reply_expected=awaits
        )
