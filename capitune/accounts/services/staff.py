"""Accounts made from the machine's command line: the staff, and the people of the demo."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.dialects.postgresql import insert

from capitune.accounts import addresses, names, passwords, typed
from capitune.accounts.events import AccountVerified
from capitune.accounts.models import User
from capitune.accounts.services import one_time
from capitune.accounts.services.consents import keep_first_answers
from capitune.accounts.states import CodePurpose, Language
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import STAFF, Actor, Role
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
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
    purpose = CodePurpose.RESET_PASSWORD
    one_time.ask(actor, user, purpose, letter="staff_invitation", life=INVITATION_LIFE)
    return user


def accept_invitation(
    actor: Actor, token: str, *, first_name: str, last_name: str, password: str
) -> User:
    """The invited person says their name and chooses a password; the link came by mail, so it proves the
    address. A second factor comes next: until it is set up, nothing else opens.

    Raises ``Invalid``: ``dead_link`` about ``token``, or what is wrong with the fields (the link stays good).
    """
    user = one_time.use_link(CodePurpose.RESET_PASSWORD, token)
    if not is_invited(user):
        raise Invalid.on("token", "dead_link")
    first, last, _strong = typed.all_of(
        lambda: names.name(first_name, "first_name"),
        lambda: names.name(last_name, "last_name"),
        lambda: passwords.check_strength(password, (first_name, last_name, user.email)),
    )
    user.first_name, user.last_name = first, last
    user.password_hash = passwords.hashed(password)
    user.email_verified_at = now()
    record(actor, Act.STAFF_JOINED, ("user", user.id), data={"role": user.role.value})
    publish(AccountVerified(user.id))
    return user


def is_invited(user: User) -> bool:
    """True for a member of the team who has not chosen a password yet."""
    return user.role in STAFF and user.password_hash == passwords.UNUSABLE


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
