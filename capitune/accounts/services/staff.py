"""Accounts that others make: by invitation, for nobody chooses another's password; and the people of the demo."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy.dialects.postgresql import insert

from capitune.accounts import addresses, countries, names, passwords, queries, typed
from capitune.accounts.events import AccountVerified
from capitune.accounts.invited import is_invited
from capitune.accounts.models import User
from capitune.accounts.services import one_time
from capitune.accounts.services.consents import keep_first_answers, need_terms
from capitune.accounts.states import CodePurpose, Language
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import STAFF, Actor, Role
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.authz.recent import require_recent
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid
from capitune.core.events import publish
from capitune.core.ids import new_id

INVITATION_LIFE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A person of the demo. Their password is known to everybody who reads the README."""

    email: str
    password: str
    first_name: str
    last_name: str
    role: Role
    country: str = "CA"
    language: Language = Language.FR
    timezone: str = "America/Toronto"


@dataclass(frozen=True, slots=True)
class Invited:
    """Who is invited, as what; the names and the country may be left to them."""

    email: str
    role: str
    first_name: str = ""
    last_name: str = ""
    country: str = ""
    language: str = Language.FR


def invite_person(actor: Actor, invited: Invited) -> User:
    """Make an account without a password; a link to choose one (7 days) goes to the address, in their language.

    Raises ``Invalid`` with all wrong fields, ``Conflict`` (``email_taken``).
    """
    require(actor, Permission.ACCOUNT_MANAGE)
    require_recent(actor)
    user = _insert(password_hash=passwords.UNUSABLE, **_checked(invited))
    act = Act.STAFF_INVITED if user.role in STAFF else Act.ACCOUNT_INVITED
    record(actor, act, ("user", user.id), data={"role": user.role.value})
    send_invitation(actor, user)
    return user


def invite_again(actor: Actor, user: User) -> None:
    """Another link to whoever has not come yet; the older one is dead.

    Raises ``Conflict``: ``not_invited``; ``wait_for_link`` within a minute, and after six in an hour.
    """
    require(actor, Permission.ACCOUNT_MANAGE, user)
    require_recent(actor)
    held = queries.lock_user(user.id)
    if held is None or not is_invited(held):
        raise Conflict(code="not_invited")
    if not send_invitation(actor, held):
        raise Conflict(code="wait_for_link")
    act = Act.STAFF_INVITED if held.role in STAFF else Act.ACCOUNT_INVITED
    record(actor, act, ("user", held.id), data={"role": held.role.value})


def send_invitation(actor: Actor, user: User) -> bool:
    """The letter with a new link; False when it is too soon."""
    letter = "staff_invitation" if user.role in STAFF else "account_invitation"
    purpose = CodePurpose.RESET_PASSWORD
    return one_time.ask(actor, user, purpose, letter=letter, life=INVITATION_LIFE)


def _checked(invited: Invited) -> dict[str, Any]:
    address, role, country, language, first, last = typed.all_of(
        lambda: addresses.parse(invited.email),
        lambda: Role(typed.one_of(invited.role, "role", set(Role), "unknown_role")),
        lambda: _optional(invited.country, _country),
        lambda: typed.one_of(invited.language, "language", set(Language), "unknown_language"),
        lambda: _optional(invited.first_name, lambda given: names.name(given, "first_name")),
        lambda: _optional(invited.last_name, lambda given: names.name(given, "last_name")),
    )
    names.refuse_reserved((first or "", last or ""), role, "last_name")
    return {
        "email": address.shown,
        "email_key": address.key,
        "role": role,
        "first_name": first or address.shown.partition("@")[0],
        "last_name": last or "",
        "country": country,
        "language": Language(language),
    }


def _country(code: str) -> str:
    return typed.one_of(code, "country", countries.CODES, "unknown_country")


def _optional(value: str, check: Callable[[str], str]) -> str | None:
    return check(value) if value.strip() else None


def invite_staff(actor: Actor, *, email: str, role: Role) -> User:
    """Make a staff account without a password; a link to choose one (7 days) goes to the address.

    Raises ``Invalid`` (``bad_email``, ``not_a_staff_role``), ``Conflict`` (``email_taken``).
    """
    require(actor, Permission.STAFF_INVITE)
    if role not in STAFF:
        raise Invalid.on("role", "not_a_staff_role")
    address = addresses.parse(email)
    user = _insert(
        email=address.shown,
        email_key=address.key,
        password_hash=passwords.UNUSABLE,
        role=role,
        first_name=address.shown.partition("@")[0],
        last_name="",
        language=Language.FR,
    )
    record(actor, Act.STAFF_INVITED, ("user", user.id), data={"role": role.value})
    send_invitation(actor, user)
    return user


@dataclass(frozen=True, slots=True)
class Joining:
    """What an invited person says; the terms are for whoever is not of the team."""

    first_name: str
    last_name: str
    password: str = field(repr=False)
    accept_terms: bool = False
    accept_communications: bool = False


def accept_invitation(actor: Actor, token: str, joining: Joining) -> User:
    """The invited person says their name and chooses a password; the link came by mail, so it proves the
    address. Of a member of the team, a second factor comes next: until it is set up, nothing else opens.

    Raises ``Invalid``: ``dead_link`` about ``token``, or what is wrong with the fields (the link stays good).
    """
    user = one_time.use_link(CodePurpose.RESET_PASSWORD, token)
    if not is_invited(user):
        raise Invalid.on("token", "dead_link")
    is_staff, given = user.role in STAFF, (joining.first_name, joining.last_name)
    first, last, *_ = typed.all_of(
        lambda: names.name(joining.first_name, "first_name"),
        lambda: names.name(joining.last_name, "last_name"),
        lambda: passwords.check_strength(joining.password, (*given, user.email)),
        lambda: names.refuse_reserved(given, user.role, "last_name"),
        lambda: None if is_staff else need_terms(accepted=joining.accept_terms),
    )
    user.first_name, user.last_name = first, last
    user.password_hash = passwords.hashed(joining.password)
    user.email_verified_at = now()
    if not is_staff:
        keep_first_answers(actor, user, communications=joining.accept_communications)
    act = Act.STAFF_JOINED if is_staff else Act.ACCOUNT_VERIFIED
    record(actor, act, ("user", user.id), data={"role": user.role.value})
    publish(AccountVerified(user.id))
    return user


def add_demo_person(actor: Actor, person: DemoPerson) -> User:
    """Make a verified account for the demo. Raises ``Conflict`` (``email_taken``)."""
    require(actor, Permission.STAFF_INVITE)
    address = addresses.parse(person.email)
    user = _insert(
        email=address.shown,
        email_key=address.key,
        password_hash=passwords.hashed(person.password),
        role=person.role,
        first_name=person.first_name,
        last_name=person.last_name,
        country=person.country,
        language=person.language,
        timezone=person.timezone,
        email_verified_at=now(),
        is_demo=True,
    )
    if person.role not in STAFF:  # who signs up by themselves agrees as they do
        keep_first_answers(actor, user, communications=False)
    record(actor, Act.ACCOUNT_REGISTERED, ("user", user.id), data={"role": person.role.value})
    return user


def _insert(**values: object) -> User:
    statement = insert(User).values(id=new_id(), **values)
    user: User | None = db.session.scalar(
        statement.on_conflict_do_nothing(index_elements=["email_key"]).returning(User)
    )
    if user is None:
        raise Conflict(code="email_taken")
    return user
