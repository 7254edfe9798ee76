"""What the pages of the list need: links that work, people half way through something, ids of the demo."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import select

import config
from capitune.accounts import codes, services
from capitune.accounts.models import EmailChange, FactorRescue, User
from capitune.accounts.proof import Proof
from capitune.accounts.services import one_time, rescue
from capitune.accounts.services.leaving import depart
from capitune.accounts.states import CodePurpose
from capitune.app import create_app
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Role
from capitune.core.db import db
from capitune.core.listing import encode
from capitune.core.post import Mail
from capitune.core.work import unit_of_work
from capitune.dossiers import services as dossiers
from capitune.dossiers.invitations import token_of as token_of_invitation
from capitune.dossiers.models import (
    Assignment,
    BudgetLine,
    CannedReply,
    Document,
    Dossier,
    Message,
    Note,
    Payment,
    SavedView,
    Step,
    Tag,
    Template,
)
from capitune.dossiers.states import Scan
from capitune.inside.models import Comment, Post
from capitune.inside.states import PostStatus
from capitune.legal.states import Kind
from capitune.moderation import services as moderation
from capitune.moderation.queries.cases import sanction_of
from capitune.notifications.ways_out import ALL, WayOut, token_of
from capitune.professionals.models import Credential
from capitune.resources.states import ResourceKind
from tests.browser.journey.product import Product
from tests.factories.announcements import announced
from tests.factories.cases import reported
from tests.factories.credentials import make_credential
from tests.factories.dossiers import TEMPLATE, make_dossier, propose, suggest
from tests.factories.factors import enrol
from tests.factories.invitations import invite
from tests.factories.legal import agreed_before, drafted, text_in_force
from tests.factories.offers import make_offer
from tests.factories.people import acting, make_person, nobody
from tests.factories.posts import posted
from tests.factories.resources import shelved
from tests.factories.watching import met_rule
from tests.support.browserless import Browserless
from tests.support.signing import browser_of


@dataclass(frozen=True, slots=True)
class Places:
    """What stands in braces in the list, and the cookies of those who type no password."""

    values: Mapping[str, str]
    cookies: Mapping[str, str]


def make(product: Product) -> Places:
    """Make them in the database of the product, by its own acts."""
    app = create_app(config.load(product.environ))
    with app.app_context():
        awa, owing = make_person(), make_person(Role.ADMIN)
        enrol(awa)
        with unit_of_work():
            services.begin_app(acting(owing), owing)
        values = {**_links(), **_of_the_demo(awa), "new_email": _new_email(awa)}
        asked = make_person()
        agreed_before(asked)
        cookies = {
            "asked": browser_of(app, asked),
            "awa": browser_of(app, awa),
            "owing": browser_of(app, owing, Proof.PASSWORD),
        }
        held = {name: _cookie(one) for name, one in {**cookies, "half in": _half_in(app)}.items()}
        db.session.remove()
        db.engine.dispose()
    return Places(values, held)


def _links() -> dict[str, str]:
    """A link of each letter, each of somebody else; it works as often as it is only opened."""
    changed, leaving, lost = make_person(), make_person(), make_person()
    token = _new_email(changed)
    with unit_of_work():
        services.confirm_email_change(acting(changed), changed, token)
        departure = depart(acting(leaving), leaving)
        asked = services.ask_rescue(nobody(), lost)
    change = db.session.scalars(select(EmailChange.id).filter_by(user_id=changed.id)).one()
    return {
        "verify": _code(CodePurpose.VERIFY_EMAIL, make_person(verified=False)),
        "reset": _code(CodePurpose.RESET_PASSWORD, make_person()),
        "unlock": _code(CodePurpose.LIFT_LOCK, make_person()),
        "invitation": _code(CodePurpose.RESET_PASSWORD, make_person(Role.MODERATOR)),
        "undo": codes.link(codes.UNDO_EMAIL, change),
        "come_back": services.way_back(departure),
        "take_rescue": codes.link(rescue.OFFER, _offered().id),
        "stop_rescue": codes.link(rescue.PURPOSE, asked.id),
        "unsubscribe": token_of(WayOut(lost.id, ALL)),
    }


def _offered() -> FactorRescue:
    admin, lost = make_person(Role.ADMIN), make_person()
    enrol(lost)
    with unit_of_work():
        return services.offer_rescue(acting(admin), lost, "lost_device")


def _code(purpose: CodePurpose, user: User) -> str:
    with unit_of_work():
        return codes.link(purpose, one_time.renew(nobody(), user, purpose).id)


def _new_email(user: User) -> str:
    """The token of the link to a new address of theirs."""
    with unit_of_work():
        longer = f"une.adresse.longue.et.sans.espace.{user.email}"
        change = services.ask_email_change(acting(user), user, longer)
    assert change.code_id is not None
    return codes.link(CodePurpose.CHANGE_EMAIL, change.code_id)


def _half_in(app: Flask) -> Browserless:
    """The browser of somebody whose password was right, and who has a second factor."""
    user, browser = make_person(), browser_of(app, None)
    enrol(user)
    with unit_of_work():
        pending = services.begin_second_step(nobody(), user)
    with browser.session_transaction() as session:
        session["pending"] = pending
    return browser


def _cookie(browser: Browserless) -> str:
    cookie = browser.get_cookie("session")
    assert cookie is not None
    return cookie.value


def _comment(author: User) -> Comment:
    return db.session.get_one(Comment, _one(Comment, author_id=author.id).id)


def _decided(author: User, reporter: User) -> uuid.UUID:
    """A warning to them, after a report."""
    case_id = reported(posted(author), reporter, "spam").case_id
    with unit_of_work():
        moderation.decide(acting(_person("admin")), case_id, moderation.Ruling("warn"))
    sanction = sanction_of(case_id)
    assert sanction
    return sanction.id


def _of_the_demo(awa: User) -> dict[str, str]:
    """Jean's dossier, a document of his that waits, who accompanies him; what awa asked of Anne."""
    jean, anne, paul = (_person(name) for name in ("jean.candidat", "anne.pro", "paul.pro"))
    dossier = _one(Dossier, candidate_id=jean.id)
    document = _one(Document, dossier_id=dossier.id, scan=Scan.CLEAN)
    newer = _one(Document, dossier_id=dossier.id, number=2)
    own = make_dossier(awa)
    found: dict[str, uuid.UUID] = {
        "dossier": dossier.id,
        "line": _one(BudgetLine, dossier_id=dossier.id, amount_cents=90000).id,
        "payment": _one(Payment, dossier_id=dossier.id, recorded_by_id=jean.id).id,
        "post": _one(Post, author_id=anne.id, status=PostStatus.PUBLISHED).id,
        "comment": _one(Comment, author_id=jean.id).id,
        "case": reported(_comment(jean), awa, "spam", kind="comment").case_id,
        "decision": _decided(anne, awa),
        "note": _one(Note, dossier_id=dossier.id).id,
        "message": db.session.scalars(
            select(Message.id)
            .where(Message.author_id == anne.id)
            .order_by(Message.id.desc())
            .limit(1)
        ).one(),
        "reply": _one(CannedReply, user_id=anne.id).id,
        "view": _one(SavedView, user_id=anne.id).id,
        "tag": db.session.scalars(select(Tag.id).where(Tag.user_id == anne.id).limit(1)).one(),
        "step": db.session.scalars(
            select(Step.id).where(Step.dossier_id == dossier.id, Step.added_by_id.is_not(None))
        ).one(),
        "document": document.id,
        "newer": newer.id,
        "older": _one(Document, requirement_id=newer.requirement_id, number=1).id,
        "requirement": document.requirement_id,
        "assignment": _one(Assignment, dossier_id=dossier.id).id,
        "proposal": propose(own, anne).id,
        "suggestion": suggest(dossier, anne).id,
        "offer": make_offer(awa, anne).id,
        "professional": anne.id,
        "person": paul.id,
        "credential": _one(Credential, user_id=paul.id).id,
        "invited": invite(anne)[0],
        "draft": make_credential(paul).id,
        "template": _drafted().id,
        "announcement": announced("moderator").id,
        "rule": met_rule().rule_id,
        "course": shelved(ResourceKind.COURSE).id,
        "checklist": shelved(ResourceKind.CHECKLIST).id,
        "legal": drafted(Kind.TERMS).id,
        "legal_past": text_in_force(Kind.PRIVACY).id,
        "mail": db.session.scalars(select(Mail.id).limit(1)).one(),
        "event": db.session.scalars(select(AuditEvent.id).limit(1)).one(),
    }
    made = {name: str(value) for name, value in found.items()}
    made["pick"], made["glass"] = encode(dossier.id), made["dossier"]
    with unit_of_work():
        dossiers.break_glass(acting(_person("admin")), dossier, "Pour voir ces deux pages de près.")
    return made | {"answer": token_of_invitation(found["invited"])}


def _drafted() -> Template:
    """A version that nobody is offered yet."""
    with unit_of_work():
        return dossiers.draft_version(acting(make_person(Role.ADMIN)), TEMPLATE)


def _person(name: str) -> User:
    return _one(User, email=f"{name}@example.com")


def _one(what: Any, **columns: Any) -> Any:
    """The newest row with these values."""
    return db.session.scalars(select(what).filter_by(**columns).order_by(what.id.desc())).first()
