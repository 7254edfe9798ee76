"""What the library of the demo holds: a guide, a course, a checklist, by the team."""

from datetime import timedelta

from capitune.accounts.models import User
from capitune.authz.actor import Actor, Door
from capitune.core.clock import today
from capitune.core.work import unit_of_work
from capitune.resources import services
from capitune.resources.states import ResourceKind
from capitune.resources.told import Told

GUIDE_FR = """Une personne qui vend un visa « garanti » ment : personne ne peut garantir une décision.

## Qui peut conseiller contre paiement

Trois titres seulement : membres d’un barreau ou d’un ordre de parajuristes, notaires de la Chambre des notaires du
Québec, titulaires d’un permis du Collège des consultants en immigration et en citoyenneté.

## Vérifier en trois gestes

1. Demandez le **nom et le numéro** tels qu’ils figurent au registre.
2. Ouvrez vous-même le **registre officiel** ; ne suivez pas un lien qu’on vous envoie.
3. Appelez la personne **au numéro du registre**, pas à celui du message.

## Les signes qui doivent vous arrêter

- une garantie, une urgence, un contact « à l’ambassade » ;
- un paiement par transfert d’argent ou carte-cadeau ;
- une conversation qui passe tout de suite à une autre messagerie.
"""
GUIDE_EN = """Whoever sells a “guaranteed” visa lies: nobody can guarantee a decision.

## Who may advise for a fee

Three titles only: members of a law society (lawyers and paralegals), notaries of the Chambre des notaires du Québec,
licensees of the College of Immigration and Citizenship Consultants.

## Check in three steps

1. Ask for the **name and the number** as they stand in the register.
2. Open the **official register** yourself; follow no link that you are sent.
3. Call the person **at the number in the register**, not the one in the message.

## What should stop you

- a guarantee, a hurry, a contact “at the embassy”;
- a payment by money transfer or gift card;
- a conversation that moves at once to another messenger.
"""
COURSE_FR = """# Avant de commencer

Rassemblez vos pièces d’identité et votre lettre d’admission. Notez les dates d’expiration : un passeport court raccourcit
le permis.

# Les preuves

Chaque preuve a un type, une date et une langue. Ce qui n’est ni en français ni en anglais demande une traduction
certifiée.

# Déposer

Relisez tout une fois. Gardez la confirmation et le numéro de demande : ne les publiez jamais.
"""
COURSE_EN = """# Before you begin

Gather your identity documents and your letter of acceptance. Note when each expires: a short passport makes a short
permit.

# The proofs

Each proof has a type, a date and a language. What is neither in French nor in English needs a certified translation.

# Submitting

Read all of it once more. Keep the confirmation and the application number: never publish them.
"""
IRCC = ("IRCC", "https://www.canada.ca/fr/immigration-refugies-citoyennete.html")
COLLEGE = ("Collège des consultants (CICC)", "https://college-ic.ca/protecting-the-public")


def write(made: dict[str, User]) -> None:
    """As Sofia of the team would."""
    sofia = made["mod"]
    actor = Actor(sofia.id, sofia.role, Door.WEB)
    for told in (_checklist(), _course(), _guide()):
        with unit_of_work():
            resource = services.write_resource(actor, told)
            services.publish_resource(actor, resource.id, resource.version)


def _told(
    kind: ResourceKind,
    french: tuple[str, str, str],
    english: tuple[str, str, str],
    source: tuple[str, str],
    template: str = "",
) -> Told:
    texts = {
        language: dict(zip(("title", "summary", "body"), words, strict=True))
        for language, words in (("fr", french), ("en", english))
    }
    return Told(kind, texts, *source, today(), today() + timedelta(days=90), template)


def _guide() -> Told:
    french = ("Reconnaître un faux consultant", "Ce qu’on peut vérifier soi-même, en dix minutes.")
    english = ("Recognise a false consultant", "What you can check yourself, in ten minutes.")
    return _told(ResourceKind.GUIDE, (*french, GUIDE_FR), (*english, GUIDE_EN), COLLEGE)


def _course() -> Told:
    french = ("Le permis d’études, pas à pas", "Trois courtes leçons, de l’admission au dépôt.")
    english = (
        "The study permit, step by step",
        "Three short lessons, from acceptance to submission.",
    )
    return _told(ResourceKind.COURSE, (*french, COURSE_FR), (*english, COURSE_EN), IRCC)


def _checklist() -> Told:
    french = ("Liste de contrôle, permis d’études", "Toutes les pièces, à cocher, hors Québec.", "")
    english = ("Checklist, study permit", "Every document, to tick off, outside Québec.", "")
    return _told(ResourceKind.CHECKLIST, french, english, IRCC, "ETU-ROC")
