"""The twelve people of the access table, and the one dossier that they all ask for."""

import io
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from capitune.accounts import services as accounts
from capitune.accounts.models import User
from capitune.accounts.states import Standing
from capitune.authz.actor import Actor, Door, Role
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.files.intake import StoredFile
from capitune.core.ids import new_id
from capitune.core.storage import current_storage
from capitune.core.work import unit_of_work
from capitune.dossiers import services as dossiers
from capitune.dossiers.models import Dossier, Requirement
from capitune.dossiers.states import Kind, ReviewerRole, Scan
from capitune.notifications.models import Notification
from tests.support.browserless import Browserless

PERSONAS = (
    "anonymous",
    "unverified",
    "owner",
    "other",
    "assigned",
    "out_of_scope",
    "former",
    "unassigned",
    "unverified_pro",
    "suspended",
    "moderator",
    "admin",
)
NOBODY = {"anonymous", "unverified", "suspended"}
IMMIGRATION, COACH = frozenset({"immigration"}), frozenset({"coach"})
PEOPLE: Mapping[str, tuple[Role, frozenset[str]]] = {
    "unverified": (Role.CANDIDATE, frozenset()),
    "owner": (Role.CANDIDATE, frozenset()),
    "other": (Role.CANDIDATE, frozenset()),
    "assigned": (Role.PROFESSIONAL, IMMIGRATION),
    "out_of_scope": (Role.PROFESSIONAL, COACH),
    "former": (Role.PROFESSIONAL, IMMIGRATION),
    "unassigned": (Role.PROFESSIONAL, IMMIGRATION),
    "unverified_pro": (Role.PROFESSIONAL, frozenset()),
    "suspended": (Role.CANDIDATE, frozenset()),
    "moderator": (Role.MODERATOR, frozenset()),
    "admin": (Role.ADMIN, frozenset()),
    # Not in the table: named by the admin for the dossier, has not answered.
    "asked": (Role.PROFESSIONAL, IMMIGRATION),
}
PDF = b"%PDF-1.4\n%made for a test\n"


@dataclass(slots=True)
class World:
    """Everybody, their browsers and tokens, and the ids that addresses name."""

    app: Flask
    users: dict[str, User] = field(default_factory=dict)
    browsers: dict[str, Browserless] = field(default_factory=dict)
    csrf: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    refresh: dict[str, str] = field(default_factory=dict)
    ids: dict[str, uuid.UUID] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        """The person as services see them."""
        user = self.users[name]
        return Actor(user.id, user.role, Door.WEB, scopes=user.scopes_at(now()))


def build(app: Flask) -> World:
    """Make the world through the product's own acts."""
    world = World(app)
    with unit_of_work():
        for name, (role, scopes) in PEOPLE.items():
            world.users[name] = _person(name, role, scopes)
        db.session.flush()
    with unit_of_work():
        _dossier(world)
        _sign_in(world)
        world.users["unverified"].email_verified_at = None
        world.users["suspended"].standing = Standing.SUSPENDED
    db.session.remove()
    for name in PERSONAS:
        page = "/login" if name in NOBODY else "/dashboard"
        world.csrf[name] = world.browsers[name].token(page)
    return world


def _person(name: str, role: Role, scopes: frozenset[str]) -> User:
    email = f"{name}@access.example"
    user = User(
        email=email,
        email_key=email,
        password_hash="never matches",
        role=role,
        first_name=name.title(),
        last_name="Access",
        email_verified_at=now(),
        licence_scopes=sorted(scopes),
        licence_until=now() + timedelta(days=365) if scopes else None,
    )
    db.session.add(user)
    return user


def _dossier(world: World) -> None:
    owner, admin = world.actor("owner"), world.actor("admin")
    dossier = dossiers.open_dossier(owner, template_code="study_permit")
    roles = {"assigned": ReviewerRole.IMMIGRATION, "former": ReviewerRole.LEAD}
    for name, role in {
        **roles,
        "out_of_scope": ReviewerRole.COACH,
        "asked": ReviewerRole.LEAD,
    }.items():
        assignment = dossiers.make_assignment(
            admin, dossier, professional_id=world.users[name].id, role=role
        )
        world.ids[f"assignment of {name}"] = assignment.id
        if name != "asked":
            dossiers.accept_assignment(world.actor(name), assignment)
        if name == "former":
            dossiers.end_assignment(admin, assignment)
    requirement = db.session.scalars(
        select(Requirement).where(
            Requirement.dossier_id == dossier.id,
            Requirement.reviewer_role == ReviewerRole.IMMIGRATION,
        )
    ).first()
    assert requirement is not None
    key = f"files/{new_id()}"
    current_storage().put(key, io.BytesIO(PDF), content_type="application/pdf")
    stored = StoredFile(key, "passport.pdf", "application/pdf", len(PDF), 1, b"0" * 32)
    document = dossiers.add_document(owner, requirement, stored=stored, kind=Kind.ORIGINAL)
    dossiers.record_scan(Actor.system("scanner"), document.id, Scan.CLEAN)
    told = Notification(user_id=owner.user_id, kind="document_received", key="access", url="/")
    db.session.add(told)
    db.session.flush()
    _name(world, dossier, requirement, document.id, told.id)


def _name(
    world: World, dossier: Dossier, requirement: Requirement, document: uuid.UUID, told: uuid.UUID
) -> None:
    world.ids |= {
        "dossier_id": dossier.id,
        "requirement_id": requirement.id,
        "document_id": document,
        "assignment_id": world.ids["assignment of assigned"],
        "notification_id": told,
        "user_id": world.users["unverified_pro"].id,
    }


def _sign_in(world: World) -> None:
    for name in PERSONAS:
        browser = Browserless(world.app, world.app.response_class, use_cookies=True)
        world.browsers[name] = browser
        if name not in world.users:
            continue
        user, nobody = world.users[name], Actor.anonymous(Door.WEB)
        secret = accounts.open_session(nobody, user, remember=False, device="access")
        with browser.session_transaction() as session:
            session["_user_id"] = secret
        pair = accounts.open_tokens(nobody, user, "access")
        world.tokens[name], world.refresh[name] = pair.token, pair.refresh_token
