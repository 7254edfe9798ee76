"""The twelve people of the access table, and the one dossier that they all ask for."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import Flask
from sqlalchemy import select

from capitune.accounts import services as accounts
from capitune.accounts.models import FactorRescue, User
from capitune.accounts.proof import Proof
from capitune.accounts.queries import openings
from capitune.accounts.states import Standing
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Role
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.ids import new_id
from capitune.core.post import Mail
from capitune.core.work import unit_of_work
from capitune.dossiers.models import DocumentType, Fee, RejectionReason
from capitune.dossiers.states import ReviewerRole
from capitune.legal.states import Kind
from capitune.moderation import services as moderation
from capitune.moderation.queries.cases import case_by_id, sanction_of
from capitune.notifications.models import Notification
from capitune.professionals import services as professionals
from capitune.professionals.models import ImpersonationCase
from capitune.professionals.states import CredentialStatus
from capitune.resources.states import ResourceKind
from tests.factories.announcements import announced
from tests.factories.budgets import pay, permit_of, price, quote
from tests.factories.cases import reported
from tests.factories.credentials import make_credential, make_proof
from tests.factories.documents import receive
from tests.factories.dossiers import assign, make_dossier, propose, suggest, unassign
from tests.factories.exports import give_export
from tests.factories.invitations import make_invitation
from tests.factories.legal import drafted
from tests.factories.listed import make_listed
from tests.factories.messages import keep, write, write_with_file
from tests.factories.notes import note_on
from tests.factories.offers import make_offer
from tests.factories.people import acting, make_person, nobody
from tests.factories.pictures import give_picture
from tests.factories.posts import commented, posted
from tests.factories.resources import shelved
from tests.factories.steps import add
from tests.factories.tags import tag_of, view_of
from tests.factories.uploads import begin
from tests.factories.watching import first_rule, met_rule
from tests.support.browserless import Browserless
from tests.support.signing import browser_of

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
IMMIGRATION, COACH = frozenset({"federal", "immigration"}), frozenset({"coach"})
# Words that stand in an internal note and nowhere else.
SECRET_NOTE = "Chantecler"
# The same, in a professional's own tag.
SECRET_TAG = "Coquelicot"
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
}


@dataclass(slots=True)
class World:
    """Everybody, their browsers and tokens, and the ids that addresses name."""

    app: Flask
    users: dict[str, User] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    csrf: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    refresh: dict[str, str] = field(default_factory=dict)
    ids: dict[str, uuid.UUID] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    def browser(self, name: str) -> Browserless:
        """The browser of this person, as it was when the world was made."""
        browser = browser_of(self.app, None)
        browser.set_cookie("session", self.cookies[name])
        return browser

    @property
    def program(self) -> Browserless:
        """A client without cookies."""
        return browser_of(self.app, None)


def build(app: Flask) -> World:
    """Make the world through the product's own acts."""
    world = World(app)
    for name, (role, scopes) in PEOPLE.items():
        world.users[name] = make_person(
            role, email=f"{name}@access.example", licence_scopes=sorted(scopes)
        )
    _dossier(world)
    _inside(world)
    _licences(world)
    _sign_in(world)
    with unit_of_work():
        world.users["unverified"].email_verified_at = None
        world.users["suspended"].standing = Standing.SUSPENDED
    db.session.remove()
    return world


def _dossier(world: World) -> None:
    users = world.users
    dossier = make_dossier(users["owner"])
    accepted = assign(dossier, users["assigned"], ReviewerRole.IMMIGRATION)
    assign(dossier, users["out_of_scope"], ReviewerRole.COACH)
    unassign(assign(dossier, users["former"]))
    older, document = receive(dossier), receive(dossier)
    told = Notification(
        user_id=users["owner"].id,
        kind="document_validated",
        key="access",
        facts={},
        url="/dossiers",
    )
    with unit_of_work():
        db.session.add(told)
    world.ids |= {
        "dossier_id": dossier.id,
        "requirement_id": document.requirement_id,
        "document_id": document.id,
        "other_id": older.id,
        "upload_id": begin(dossier, "FIN_BANK").id,
        "assignment_id": accepted.id,
        "proposal_id": propose(dossier, users["assigned"], ReviewerRole.LEAD).id,
        "notification_id": told.id,
        "user_id": users["unverified_pro"].id,
        "professional_id": users["assigned"].id,
        "avatar_id": give_picture(users["unverified_pro"]).avatar_id or new_id(),
        "passkey_id": new_id(),  # nobody's
        "rescue_id": _rescue(users["other"]).id,
        "template_id": dossier.template_id,
        "type_id": db.session.scalars(select(DocumentType.id).limit(1)).one(),
        "reason_id": db.session.scalars(select(RejectionReason.id).limit(1)).one(),
        "fee_id": db.session.scalars(select(Fee.id).limit(1)).one(),
        "announcement_id": announced("candidate").id,
        "rule_id": first_rule().id,
        "hit_id": met_rule().id,
        "text_id": drafted(Kind.TERMS).id,
        "mail_id": db.session.scalars(select(Mail.id).limit(1)).one(),
        "event_id": db.session.scalars(select(AuditEvent.id).limit(1)).one(),
    }
    world.ids |= {
        "line_id": price(dossier, users["assigned"]).id,
        "fee_line_id": permit_of(dossier),
    }
    quote(dossier, users["assigned"])
    world.ids["suggestion_id"] = suggest(dossier, users["assigned"]).id
    world.ids["message_id"] = write(dossier, users["assigned"]).id
    world.ids["reply_id"] = keep(users["assigned"]).id
    world.ids["note_id"] = note_on(dossier, users["assigned"], SECRET_NOTE).id
    world.ids["tag_id"] = tag_of(users["assigned"], SECRET_TAG, dossier).id
    world.ids["view_id"] = view_of(users["assigned"]).id
    world.ids["file_id"] = write_with_file(dossier, users["assigned"]).id
    world.ids["payment_id"] = pay(dossier, users["owner"]).id
    world.ids["step_id"] = add(dossier, users["assigned"]).id
    make_listed(users["assigned"])
    with unit_of_work():
        asked = professionals.ask_contact(
            acting(users["owner"]), users["assigned"].id, "Bonjour.", acknowledged=True
        )
    world.ids["request_id"] = asked.id
    world.ids["invitation_id"] = make_invitation(users["assigned"]).id
    world.ids["offer_id"] = make_offer(users["owner"], users["former"]).id
    world.ids |= {"export_id": give_export(users["owner"])}
    world.texts |= {"number": dossier.number, "version": str(document.version)}


def _inside(world: World) -> None:
    """A post of the professional who is assigned, a comment of the candidate."""
    post = posted(world.users["assigned"])
    world.ids["post_id"] = post.id
    world.ids["resource_id"] = shelved(ResourceKind.COURSE).id
    comment = commented(post, world.users["owner"])
    world.ids["comment_id"] = comment.id
    other, admin = world.users["other"], acting(world.users["admin"])
    case = case_by_id(reported(comment, other, "spam", kind="comment").case_id)
    assert case
    world.ids["case_id"], world.texts["case_version"] = case.id, str(case.version)
    rude = reported(commented(post, world.users["former"]), other, "hate", kind="comment")
    with unit_of_work():
        moderation.decide(admin, rude.case_id, moderation.Ruling("warn"))
    sanction = sanction_of(rude.case_id)
    assert sanction
    world.ids["sanction_id"] = sanction.id


def _licences(world: World) -> None:
    """Licences of the professional who is not verified, in every state that an act needs."""
    owner = world.users["unverified_pro"]
    asked = make_credential(
        owner,
        CredentialStatus.SUBMITTED,
        register_contact="a@register.example",
        contact_proof_at=now(),
    )
    contested = make_credential(owner, CredentialStatus.SUBMITTED)
    with unit_of_work():
        case = ImpersonationCase(body=contested.body, number_norm=contested.number_norm)
        db.session.add(case)
    world.ids |= {
        "credential_id": asked.id,
        "proof_id": make_proof(asked).id,
        "draft_id": make_credential(owner).id,
        "contested_id": contested.id,
        "approved_id": make_credential(owner, CredentialStatus.APPROVED).id,
    }


def _rescue(user: User) -> FactorRescue:
    """Somebody lost every factor, and proved their mailbox."""
    asked = FactorRescue(
        user_id=user.id, code_expires_at=now(), code_tries=1, mailbox_proved_at=now()
    )
    with unit_of_work():
        db.session.add(asked)
        db.session.flush()
    return asked


def _sign_in(world: World) -> None:
    for name in PERSONAS:
        user = world.users.get(name)
        browser = browser_of(world.app, user)
        world.csrf[name] = browser.token("/login" if user is None else "/dashboard")
        cookie = browser.get_cookie("session")
        assert cookie is not None
        world.cookies[name] = cookie.value
        if user is not None:
            with unit_of_work():
                pair = accounts.open_tokens(nobody(), user, "access", Proof.FACTOR)
            world.tokens[name], world.refresh[name] = pair.token, pair.refresh_token
    browser_of(world.app, world.users["owner"])  # a device of theirs that this world does not use
    world.ids["session_id"] = max(opened.id for opened in openings(world.users["owner"]))
