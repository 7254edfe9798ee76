"""A dossier with documents in every state, and the browsers of those who meet there."""

from dataclasses import dataclass, field

import pytest
from flask import Flask

from capitune.accounts.models import User
from capitune.authz.actor import Role
from capitune.core.db import db
from capitune.dossiers.models import Document, Dossier
from capitune.dossiers.states import ReviewerRole
from tests.factories.documents import receive, reject, send, validate
from tests.factories.dossiers import assign, make_dossier
from tests.factories.people import make_person, make_professional
from tests.support.browserless import Browserless
from tests.support.signing import browser_of


@dataclass
class Scene:
    """Aminata's dossier; Anne holds an immigration licence, Bruno one for finance."""

    app: Flask
    people: dict[str, User]
    dossier: Dossier
    documents: dict[str, Document]
    _browsers: dict[str, Browserless] = field(default_factory=dict)

    def browser(self, name: str) -> Browserless:
        """The browser of this person, signed in."""
        if name not in self._browsers:
            self._browsers[name] = browser_of(self.app, self.people.get(name))
        return self._browsers[name]

    @property
    def url(self) -> str:
        """The page of the dossier."""
        return f"/dossiers/{self.dossier.id}"


@pytest.fixture
def scene(app: Flask) -> Scene:
    """Everybody, and a version in each state."""
    people = {
        "aminata": make_person(first_name="Aminata", last_name="Diallo"),
        "other": make_person(first_name="Moussa", last_name="Traoré"),
        "anne": make_professional("immigration", first_name="Anne", last_name="Lefebvre"),
        "bruno": make_professional("finance", first_name="Bruno", last_name="Tremblay"),
        "carla": make_professional("immigration", first_name="Carla", last_name="Roy"),
        "unverified": make_professional(first_name="Paul", last_name="Petit"),
        "moderator": make_person(Role.MODERATOR),
        "admin": make_person(Role.ADMIN),
    }
    dossier = make_dossier(people["aminata"])
    assign(dossier, people["anne"], ReviewerRole.LEAD)
    assign(dossier, people["bruno"], ReviewerRole.FINANCE)
    documents = {
        "validated": validate(receive(dossier, "ID_PHOTO"), people["anne"]),
        "rejected": reject(
            receive(dossier, "EDU_TRANSCRIPTS"), people["anne"], "ILLEGIBLE", "INCOMPLETE_PAGES"
        ),
        "received": receive(dossier, "ID_PASSPORT"),
        "second": receive(dossier, "EDU_DIPLOMAS"),
        "scanning": send(dossier, "EDU_PLAN"),
    }
    db.session.remove()
    return Scene(app, people, dossier, documents)
