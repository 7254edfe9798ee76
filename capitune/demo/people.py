"""The people of the demo."""

from capitune.accounts.models import User
from capitune.accounts.services import Closing, DemoPerson, add_demo_person, edit_profile, suspend
from capitune.authz.actor import Actor, Door, Role
from capitune.core.clock import now
from capitune.demo import credentials
from capitune.professionals.services import PracticeFacts, set_up_practice

SEED = Actor.system("seed")
PASSWORD = "Capitune-demo-2026"  # noqa: S105 printed in the README, refused in production

PEOPLE = {
    "jean.candidat": ("Jean", "Mbarga", Role.CANDIDATE, "CM", "Africa/Douala"),
    "marie.candidate": ("Marie", "Lopez", Role.CANDIDATE, "MX", "America/Mexico_City"),
    "anne.pro": ("Anne", "Lefebvre", Role.PROFESSIONAL, "CA", "America/Moncton"),
    "bruno.pro": ("Bruno", "Tremblay", Role.PROFESSIONAL, "CA", "America/Toronto"),
    "paul.pro": ("Paul", "Gagnon", Role.PROFESSIONAL, "CA", "America/Toronto"),
    "luc.candidat": ("Luc", "Renard", Role.CANDIDATE, "FR", "Europe/Paris"),
    "mod": ("Sofia", "Moreau", Role.MODERATOR, "CA", "America/Toronto"),
    "admin": ("Camille", "Roy", Role.ADMIN, "CA", "America/Toronto"),
    "admin2": ("Olivier", "Caron", Role.ADMIN, "CA", "America/Toronto"),
}
PRACTICES = {
    "anne.pro": PracticeFacts(
        "Cap Est Immigration", "immigration_consultant", "immigration", "CA-NB"
    ),
    "bruno.pro": PracticeFacts("Tremblay Finances", "finance_consultant", "finance", "CA-QC"),
    "paul.pro": PracticeFacts("Gagnon Conseil", "immigration_consultant", "immigration", "CA-QC"),
}
SUSPENDED = {
    "luc.candidat": Closing(
        "spam",
        "A dozen adverts for a paid course, sent to professionals as contact requests.",
        "Vous avez envoyé de la publicité à des professionnels. Répondez à ce courriel si c’est une erreur.",
    )
}
# Who has no dossier yet has said what they want: the next action is to open one.
GOALS = {"jean.candidat": ["study"], "marie.candidate": ["study", "work"]}


def make() -> dict[str, User]:
    """All of them, by the first part of their address."""
    made = {name: _person(name) for name in PEOPLE}
    for name, practice in PRACTICES.items():
        set_up_practice(SEED, made[name], practice)
    credentials.check(made)
    for name, goals in GOALS.items():
        person = made[name]
        edit_profile(Actor(person.id, person.role, Door.WEB), person, {"goals": goals})
    for name, closing in SUSPENDED.items():
        suspend(_admin(made["admin"]), made[name], closing)
    return made


def _admin(person: User) -> Actor:
    return Actor(person.id, person.role, Door.WEB, proved_at=now())


def _person(name: str) -> User:
    first_name, last_name, role, country, timezone = PEOPLE[name]
    person = DemoPerson(
        email=f"{name}@example.com",
        password=PASSWORD,
        first_name=first_name,
        last_name=last_name,
        role=role,
        country=country,
        timezone=timezone,
    )
    return add_demo_person(SEED, person)
