"""The people and the dossier of the API's tests."""

from dataclasses import dataclass, field

import pytest
from flask import Flask
from sqlalchemy import select

from capitune.accounts.models import User
from capitune.authz.actor import Door, Role
from capitune.core.db import db
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import Assignment, Dossier, Requirement
from capitune.dossiers.queries import assignment_by_id
from capitune.dossiers.states import ReviewerRole
from tests.factories.people import acting, make_person, make_professional
from tests.support.clock import clock
from tests.support.program import Program, program_of

__all__ = ["Cast", "cast", "clock"]

TEMPLATE = "ETU-ROC"


@dataclass
class Cast:
    """Everybody by name, each with a program; and the owner's dossier with who was assigned."""

    app: Flask
    people: dict[str, User]
    programs: dict[str, Program] = field(default_factory=dict)
    _dossier: Dossier | None = None

    def __getitem__(self, name: str) -> Program:
        if name not in self.programs:
            self.programs[name] = program_of(self.app, self.people.get(name))
        return self.programs[name]

    def open_dossier(self, owner: str = "owner", **facts: str) -> Dossier:
        """A new dossier."""
        with unit_of_work():
            return services.open_dossier(
                acting(self.people[owner], Door.API), template_code=TEMPLATE, **facts
            )

    def assign(
        self, dossier: Dossier, name: str, role: ReviewerRole, *, accepted: bool = True
    ) -> Assignment:
        """An assignment that an admin made."""
        admin, professional = (self.people[n] for n in ("admin", name))
        with unit_of_work():
            made = services.make_assignment(
                acting(admin), dossier, professional_id=professional.id, role=role
            )
        asked = assignment_by_id(made.id)
        assert asked is not None
        if accepted:
            with unit_of_work():
                services.accept_assignment(acting(professional), asked)
        return asked

    def requirement(self, dossier: Dossier, code: str) -> Requirement:
        """What the dossier asks for, by document type."""
        wanted = (Requirement.dossier_id == dossier.id, Requirement.code == code)
        return db.session.scalars(select(Requirement).where(*wanted)).one()

    @property
    def dossier(self) -> Dossier:
        """The owner's dossier: the lead is an immigration consultant, a coach helps."""
        if self._dossier is None:
            self._dossier = self.open_dossier()
            self.assign(self._dossier, "pro", ReviewerRole.LEAD)
            self.assign(self._dossier, "coach", ReviewerRole.COACH)
        return self._dossier


@pytest.fixture
def cast(app: Flask) -> Cast:
    """Everybody who has a part."""
    people = {
        "owner": make_person(first_name="Oumar", last_name="Owner"),
        "other": make_person(first_name="Olga", last_name="Other"),
        "pro": make_professional("immigration", first_name="Paul", last_name="Pro"),
        "coach": make_professional("coach", first_name="Cora", last_name="Coach"),
        "unassigned": make_professional("immigration", first_name="Una", last_name="Unassigned"),
        "unverified_pro": make_professional(first_name="Uwe", last_name="Unverified"),
        "moderator": make_person(Role.MODERATOR, first_name="Mona", last_name="Moderator"),
        "admin": make_person(Role.ADMIN, first_name="Ada", last_name="Admin"),
    }
    return Cast(app, people)
