"""What Anne, Bruno and the team wrote in the community, and what the others thought of it."""

from collections.abc import Mapping

from capitune.accounts.models import User
from capitune.authz.actor import Actor, Door
from capitune.core.clock import now
from capitune.core.work import unit_of_work
from capitune.inside import services
from capitune.inside.typed import Said

POSTS = (
    (
        "admin",
        Said(
            "Personne ne peut garantir un visa",
            "Une promesse de résultat est toujours un signal d’alerte, qui qu’en soit l’auteur. Avant de payer ou "
            "d’envoyer un document\u202f:\n\n- cherchez la personne dans **l’annuaire** ou au registre officiel de son ordre\u202f;\n"
            "- demandez une convention de services écrite\u202f;\n- ne payez jamais par transfert à une personne.\n\n"
            "En cas de doute, posez la question ici\u202f: une question n’est jamais une faute.",
            "testimonials",
            ("scam-alert",),
        ),
    ),
    (
        "bruno.pro",
        Said(
            "Relevés bancaires\u202f: trois erreurs que je vois chaque semaine",
            "1. Un dépôt récent sans explication\u202f: joignez une lettre de la personne qui l’a fait.\n"
            "2. Un relevé sans nom ni adresse\u202f: demandez la version officielle à la banque.\n"
            "3. Des pages qui manquent\u202f: envoyez-les toutes, même les blanches.",
            "budget",
            ("proof-of-funds", "banking"),
        ),
    ),
    (
        "anne.pro",
        Said(
            "Lettre d’attestation provinciale\u202f: trois points à vérifier",
            "Avant de déposer, relisez la page officielle, puis vérifiez\u202f:\n\n"
            "- que le programme de votre lettre d’acceptation est bien celui de l’attestation\u202f;\n"
            "- que l’établissement est désigné\u202f;\n- que la date de validité couvre le jour de votre dépôt.\n\n"
            "> Les règles changent souvent\u202f: la date de la page compte autant que la page.",
            "documents",
            ("pal", "study-permit"),
        ),
    ),
)
QUESTION = "Merci\u202f! Faut-il une nouvelle attestation si je change de programme après avoir déposé\u202f?"
ANSWER = (
    "Posez-vous d’abord la question pour votre établissement\u202f: c’est lui qui l’émet. Relisez la page officielle à la "
    "date du changement, puis écrivez-moi dans votre dossier."
)
THANKS = (("anne.pro", ("jean.candidat", "marie.candidate", "bruno.pro")), ("admin", ("anne.pro",)))


def write(people: Mapping[str, User]) -> None:
    """Three posts, and thanks for two of them."""
    keys = {}
    for name, said in POSTS:
        with unit_of_work():
            keys[name] = services.publish(_acting(people[name]), said).id
    for name, readers in THANKS:
        for reader in readers:
            with unit_of_work():
                services.like(_acting(people[reader]), keys[name])
    with unit_of_work():
        asked = services.write_comment(_acting(people["jean.candidat"]), keys["anne.pro"], QUESTION)
    with unit_of_work():
        services.write_comment(
            _acting(people["anne.pro"]), keys["anne.pro"], ANSWER, parent_id=asked.id
        )
    with unit_of_work():
        services.bookmark(_acting(people["marie.candidate"]), keys["anne.pro"])


def _acting(person: User) -> Actor:
    return Actor(person.id, person.role, Door.WEB, scopes=person.scopes_at(now()))
