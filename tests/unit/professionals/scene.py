"""Professionals and admins who act, for the tests of credentials."""

from dataclasses import dataclass, field

from sqlalchemy import inspect, select

from capitune.accounts.models import User
from capitune.accounts.states import Profession
from capitune.authz.actor import Actor, Role
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.professionals import contactcodes, registers, services
from capitune.professionals.models import Credential
from capitune.professionals.queries.credentials import reloaded
from capitune.professionals.services import Declaration, PracticeFacts, RegisterFacts
from capitune.professionals.states import ApprovalOutcome
from tests.factories.people import acting, make_person, make_professional

RCIC = Declaration("cicc", "R123456", "rcic")
MIFI = Declaration("mifi", "Q 17", "other")
NONE = Declaration("none", "", "other")
SEED = Actor.system("seed")
CONTACT = "register@cabinet.example"
FACTS = RegisterFacts(registers.CICC, "Anne Lefebvre", CONTACT, "active")
MIFI_FACTS = RegisterFacts(registers.MIFI, "Anne Lefebvre", CONTACT, "active")


@dataclass
class Scene:
    """Two admins; professionals are made when they are needed. Each act is a unit of work of its own."""

    admin: Actor = field(default_factory=lambda: acting(make_person(Role.ADMIN)))
    second: Actor = field(default_factory=lambda: acting(make_person(Role.ADMIN)))

    def professional(self, profession: Profession = Profession.IMMIGRATION_CONSULTANT) -> User:
        """Someone who signed up with that profession."""
        user = make_professional()
        practice = PracticeFacts("Cabinet", profession.value, "immigration", "CA-NB")
        with unit_of_work():
            services.set_up_practice(SEED, user, practice)
        return user

    def submitted(self, user: User, declaration: Declaration = RCIC) -> Credential:
        """Declared and in the queue."""
        with unit_of_work():
            credential = services.declare(acting(user), declaration)
        with unit_of_work():
            return services.submit(acting(user), credential)

    def record(self, credential: Credential, facts: RegisterFacts = FACTS) -> Credential:
        """Looked up by the first admin."""
        with unit_of_work():
            return services.record_facts(self.admin, credential, facts)

    def proved(self, credential: Credential, user: User) -> Credential:
        """The code sent to the register's address was typed back."""
        with unit_of_work():
            code = services.send_contact_code(self.admin, credential)
        with unit_of_work():
            digits = contactcodes.digits(code.id)
            return services.prove_contact(acting(user), credential, digits)

    def approve(self, credential: Credential, *by: Actor) -> list[ApprovalOutcome]:
        """Approved by these admins, by both when none is named."""
        outcomes = []
        for admin in by or (self.admin, self.second):
            with unit_of_work():
                outcomes.append(services.approve(admin, credential))
        return outcomes

    def approved(
        self, user: User, declaration: Declaration = RCIC, facts: RegisterFacts | None = None
    ) -> Credential:
        """Ready, then approved by both."""
        credential = self.ready(user, declaration, facts)
        self.approve(credential)
        return fresh(credential)

    def ready(
        self, user: User, declaration: Declaration = RCIC, facts: RegisterFacts | None = None
    ) -> Credential:
        """Declared, submitted and, where there is a register, looked up, with its contact proved."""
        credential = self.submitted(user, declaration)
        if declaration.body == "none":
            return credential
        self.record(credential, facts or (MIFI_FACTS if declaration.body == "mifi" else FACTS))
        return self.proved(credential, user)


def fresh(credential: Credential) -> Credential:
    """The credential as it is stored now."""
    found = reloaded(credential.id)
    assert found is not None
    return found


def scopes(user: User) -> list[str]:
    """The licence scopes stored on the account."""
    key = inspect(user).identity[0]
    found = db.session.scalar(select(User.licence_scopes).where(User.id == key))
    return found or []
