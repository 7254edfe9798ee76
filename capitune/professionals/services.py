"""Professionals: signing up, and the licence that staff has checked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.dialects.postgresql import insert

from capitune.accounts import services as accounts
from capitune.accounts import typed
from capitune.accounts.models import User
from capitune.accounts.services import SignedUp, SignUp
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor, Role
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.db import db
from capitune.core.errors import Invalid
from capitune.core.events import publish
from capitune.core.ids import new_id
from capitune.professionals.events import LicenceVerified, LicenceWithdrawn
from capitune.professionals.models import Practice
from capitune.professionals.states import Domain, Profession, Scope

LONGEST_ORGANIZATION = 160
LONGEST_PROVINCE = 40


@dataclass(frozen=True, slots=True)
class PracticeFacts:
    """What a professional declares; ``province`` is ISO 3166-2 (``CA-QC``) or a short text."""

    organization: str
    profession: str
    domain: str
    province: str


def sign_up_professional(actor: Actor, form: SignUp, practice: PracticeFacts) -> SignedUp:
    """Sign a professional up and send them a code; not verified as a professional by that.

    Raises ``Invalid`` with all wrong fields. A known address answers the same (see ``register``).
    """
    facts, registration = typed.all_of(
        lambda: _checked(practice), lambda: accounts.register(actor, form, Role.PROFESSIONAL)
    )
    if registration.user is not None:
        _keep(registration.user, facts)
    answer: SignedUp = registration.answer
    return answer


def set_up_practice(actor: Actor, user: User, practice: PracticeFacts) -> Practice:
    """Write what a professional declares about their practice. Raises ``Invalid``."""
    require(actor, Permission.PROFESSIONAL_VERIFY, user)
    return _keep(user, _checked(practice))


def verify(actor: Actor, user: User, scopes: Iterable[str], until: datetime | None = None) -> User:
    """Record that the licence of ``user`` was checked: what it allows, and until when.

    Allowing less than before ends what they have open. Raises ``Invalid`` (``not_a_professional``,
    ``unknown_scope``, ``scope_needed``).
    """
    require(actor, Permission.PROFESSIONAL_VERIFY, user)
    if user.role is not Role.PROFESSIONAL:
        raise Invalid.on("user", "not_a_professional")
    wanted = {typed.one_of(scope, "scopes", set(Scope), "unknown_scope") for scope in scopes}
    if not wanted:
        raise Invalid.on("scopes", "scope_needed")
    narrower = not wanted >= set(user.licence_scopes)
    user.licence_scopes, user.licence_until = sorted(wanted), until
    if narrower:
        accounts.revoke_all(user, "licence_changed")
    record(actor, Act.PROFESSIONAL_VERIFIED, ("user", user.id), data={"scopes": sorted(wanted)})
    publish(LicenceVerified(user.id))
    return user


def withdraw(actor: Actor, user: User) -> User:
    """The licence of ``user`` counts no more, from now on; what they have open ends."""
    require(actor, Permission.PROFESSIONAL_VERIFY, user)
    user.licence_scopes, user.licence_until = [], None
    accounts.revoke_all(user, "licence_withdrawn")
    record(actor, Act.PROFESSIONAL_UNVERIFIED, ("user", user.id))
    publish(LicenceWithdrawn(user.id))
    return user


def _checked(practice: PracticeFacts) -> dict[str, object]:
    organization, profession, domain, province = typed.all_of(
        lambda: typed.words(practice.organization, "organization", most=LONGEST_ORGANIZATION),
        lambda: typed.one_of(
            practice.profession, "profession", set(Profession), "unknown_profession"
        ),
        lambda: typed.one_of(practice.domain, "domain", set(Domain), "unknown_domain"),
        lambda: typed.words(practice.province, "province", most=LONGEST_PROVINCE),
    )
    return {
        "organization": organization,
        "profession": Profession(profession),
        "domain": Domain(domain),
        "province": province,
    }


def _keep(user: User, facts: dict[str, object]) -> Practice:
    """The practice of ``user``, made or made anew."""
    statement = insert(Practice).values(id=new_id(), user_id=user.id, **facts)
    kept = statement.on_conflict_do_update(index_elements=["user_id"], set_=facts)
    return db.session.execute(
        kept.returning(Practice), execution_options={"populate_existing": True}
    ).scalar_one()
