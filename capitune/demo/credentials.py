"""The licences of the demo's professionals, declared and checked as by the people who would do it.

The numbers are made up. Anne's is checked in full, Bruno's profession has no register, Paul's waits.
"""

from capitune.accounts.models import User
from capitune.authz.actor import Actor, Door
from capitune.professionals import contactcodes, registers, services
from capitune.professionals.models import Credential
from capitune.professionals.services import Declaration, RegisterFacts

ANNE = Declaration("cicc", "R512345", "rcic")
BRUNO = Declaration("none", "", "other")
PAUL = Declaration("cicc", "R598765", "rcic")


def check(people: dict[str, User]) -> None:
    """Declare, submit, look up, approve twice: each as the person who does it."""
    anne, bruno, paul = (people[f"{name}.pro"] for name in ("anne", "bruno", "paul"))
    admins = [_acting(people[name]) for name in ("admin", "admin2")]
    _prove(anne, _submitted(anne, ANNE), admins)
    _approve(_submitted(bruno, BRUNO), admins)
    _submitted(paul, PAUL)


def _submitted(user: User, declaration: Declaration) -> Credential:
    return services.submit(_acting(user), services.declare(_acting(user), declaration))


def _prove(user: User, credential: Credential, admins: list[Actor]) -> None:
    facts = RegisterFacts(
        url=registers.CICC,
        name=user.name,
        contact="anne@cap-est.example",
        status="active",
        number=credential.number,
        licence_class=credential.licence_class.value,
        jurisdiction=credential.jurisdiction,
    )
    services.record_facts(admins[0], credential, facts)
    code = services.send_contact_code(admins[0], credential)
    services.prove_contact(_acting(user), credential, contactcodes.digits(code.id))
    _approve(credential, admins)


def _approve(credential: Credential, admins: list[Actor]) -> None:
    for admin in admins:
        services.approve(admin, credential)


def _acting(user: User) -> Actor:
    return Actor(user_id=user.id, role=user.role, door=Door.SYSTEM)
