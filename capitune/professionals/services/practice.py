"""Professionals: signing up, and what they declare about their practice."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy.dialects.postgresql import insert

from capitune.accounts import names, typed
from capitune.accounts import services as accounts
from capitune.accounts.models import User
from capitune.accounts.services import SignedUp, SignUp
from capitune.authz.actor import Actor, Role
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.db import db
from capitune.core.events import publish
from capitune.core.ids import new_id
from capitune.professionals.events import PracticeEdited
from capitune.professionals.models import Practice
from capitune.professionals.states import Domain, Profession

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
        keep(registration.user, facts)
    answer: SignedUp = registration.answer
    return answer


def set_up_practice(actor: Actor, user: User, practice: PracticeFacts) -> Practice:
    """Write what a professional declares about their practice. Raises ``Invalid``."""
    require(actor, Permission.PROFESSIONAL_VERIFY, user)
    return keep(user, _checked(practice))


def _organization(value: str) -> str:
    tidy = names.name(value, "organization", most=LONGEST_ORGANIZATION)
    names.refuse_reserved((tidy,), Role.PROFESSIONAL, "organization")
    return tidy


# What every practice has, and how each is judged.
BASE: dict[str, Callable[[Any], Any]] = {
    "organization": _organization,
    "profession": lambda value: Profession(
        typed.one_of(value, "profession", set(Profession), "unknown_profession")
    ),
    "domain": lambda value: Domain(typed.one_of(value, "domain", set(Domain), "unknown_domain")),
    "province": lambda value: typed.words(value, "province", most=LONGEST_PROVINCE),
}


def _checked(practice: PracticeFacts) -> dict[str, object]:
    sent = asdict(practice)
    values = typed.all_of(*(_bound(check, sent[name]) for name, check in BASE.items()))
    return dict(zip(BASE, values, strict=True))


def _bound(check: Callable[[Any], Any], value: Any) -> Callable[[], Any]:
    return lambda: check(value)


def keep(user: User, facts: dict[str, Any], changed: dict[str, Any] | None = None) -> Practice:
    """The practice of ``user``, made with ``facts``; where there is one, ``changed`` (all, when None) replaces."""
    statement = insert(Practice).values(id=new_id(), user_id=user.id, **facts)
    renewed = facts if changed is None else changed
    kept = statement.on_conflict_do_update(index_elements=["user_id"], set_=renewed)
    practice: Practice = db.session.execute(
        kept.returning(Practice), execution_options={"populate_existing": True}
    ).scalar_one()
    publish(PracticeEdited(user.id))
    return practice
