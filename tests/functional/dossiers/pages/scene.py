"""A dossier with documents in every state, and those who meet there."""

import re
from dataclasses import dataclass, field

from flask import Flask

from capitune.accounts.models import User
from capitune.authz.actor import Role
from capitune.core.db import db
from capitune.dossiers.models import Document, Dossier
from capitune.dossiers.queries import document_by_id, dossier_by_id
from capitune.dossiers.states import ReviewerRole
from tests.factories.documents import receive, reject, requirement_of, send, validate
from tests.factories.dossiers import assign, make_dossier
from tests.factories.people import make_person, make_professional
from tests.support.browserless import Browserless
from tests.support.signing import browser_of

PLAIN = re.compile(r"<[^>]+>")


@dataclass
class Scene:
    """Aminata's dossier; Anne and Carla hold an immigration licence, Bruno one for finance."""

    app: Flask
    people: dict[str, User]
    dossier: Dossier
    documents: dict[str, Document]
    browsers: dict[str, Browserless] = field(default_factory=dict)

    def browser(self, name: str) -> Browserless:
        """The browser of this person, signed in."""
        return self.browsers[name]

    def document(self, name: str) -> Document:
        """The version, as it is now."""
        found = document_by_id(self.documents[name].id)
        assert found is not None
        return found

    def fresh(self) -> Dossier:
        """The dossier, as it is now."""
        db.session.expire_all()
        found = dossier_by_id(self.dossier.id)
        assert found is not None
        return found

    @property
    def url(self) -> str:
        """The page of the dossier."""
        return f"/dossiers/{self.dossier.id}"

    def row(self, code: str) -> str:
        """The address of one requirement."""
        return f"{self.url}/requirements/{requirement_of(self.dossier, code).id}"

    def opened(self, who: str, code: str) -> str:
        """One requirement, opened in the page of this person."""
        asked = self.browser(who).get(f"{self.row(code)}?open=1", headers={"HX-Request": "true"})
        return asked.get_data(as_text=True)

    def review(self, name: str) -> str:
        """The page on which to decide."""
        return f"{self.url}/documents/{self.documents[name].id}/review"


def build(app: Flask) -> Scene:
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
    scene = Scene(app, people, dossier, documents)
    scene.browsers = {name: browser_of(app, user) for name, user in people.items()}
    scene.browsers["nobody"] = browser_of(app, None)
    db.session.remove()
    return scene


def words(html: str) -> str:
    """What a page says, on one line."""
    return " ".join(PLAIN.sub(" ", html).replace("&#39;", "'").split())
