"""Signing up. A known address gets the answer of a new one, after the same work."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.dialects.postgresql import insert

from capitune.accounts import addresses, codes, countries, names, passwords, queries, typed
from capitune.accounts.events import AccountVerified
from capitune.accounts.models import User
from capitune.accounts.policy import gives_way
from capitune.accounts.services import one_time
from capitune.accounts.services.consents import keep_first_answers, need_terms
from capitune.accounts.services.letters import send_already_registered
from capitune.accounts.services.tickets import ticket_of
from capitune.accounts.states import CodePurpose, Language, Purpose
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor, Role
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict
from capitune.core.events import publish
from capitune.core.ids import new_id


@dataclass(frozen=True, slots=True)
class SignUp:
    """What a person says of themselves when they sign up."""

    email: str
    password: str = field(repr=False)
    first_name: str
    last_name: str
    country: str
    language: str
    accept_terms: bool
    accept_communications: bool = False


@dataclass(frozen=True, slots=True)
class SignedUp:
    """What is answered: made of what was typed, so it is the same for a new and for a known address.

    ``ticket`` binds the browser that signed up to the password it chose (see ``verify_email``);
    ``expires_in`` is how long the code lives, in seconds.
    """

    id: uuid.UUID
    email: str
    first_name: str
    last_name: str
    role: Role
    country: str
    language: Language
    ticket: str = field(repr=False)
    expires_in: int = int(codes.LIFE[CodePurpose.VERIFY_EMAIL].total_seconds())


@dataclass(frozen=True, slots=True)
class Registration:
    """What to answer, and the account that was made or remade, if any."""

    answer: SignedUp
    user: User | None


def sign_up_candidate(actor: Actor, form: SignUp) -> SignedUp:
    """Sign a candidate up and send them a code. Raises ``Invalid`` with all wrong fields."""
    return register(actor, form, Role.CANDIDATE).answer


def register(actor: Actor, form: SignUp, role: Role) -> Registration:
    """Make an account in ``role``, not verified yet, and send its code.

    An address that nobody has verified starts again with what was typed last: whoever signed up first
    may not be its owner. The owner of a verified one gets a letter, and nothing else changes.
    """
    values = _checked(form, role)
    # Asked whatever the address: the same work for one that is known.
    terms = queries.present_text(Purpose.TERMS)
    made = _insert(values)
    if made is not None:
        _welcome(actor, made, form, terms)
        return Registration(_answer(made.id, values), made)
    known = queries.lock_user_by_key(values["email_key"])
    if known is None:
        raise Conflict
    if not gives_way(known):
        send_already_registered(known)
        return Registration(_answer(new_id(), values), None)
    for name, value in values.items():
        setattr(known, name, value)
    _welcome(actor, known, form, terms)
    return Registration(_answer(new_id(), values), known)


def join(actor: Actor, form: SignUp) -> User:
    """A candidate's account for an address that the link of a letter has proved. Like at any sign-up, an address
    that nobody had verified starts again.

    Raises ``Invalid`` with all wrong fields; ``Conflict`` (``account_exists``): only the owner of the mailbox
    can ask, so it may be said.
    """
    values = _checked(form, Role.CANDIDATE)
    user = _insert(values) or queries.lock_user_by_key(values["email_key"])
    if user is None:
        raise Conflict
    if not gives_way(user):
        raise Conflict(code="account_exists")
    for name, value in values.items():
        setattr(user, name, value)
    one_time.kill(user, CodePurpose.VERIFY_EMAIL)
    keep_first_answers(actor, user, communications=form.accept_communications)
    user.email_verified_at = now()
    record(actor, Act.ACCOUNT_REGISTERED, ("user", user.id), data={"role": user.role.value})
    record(actor, Act.ACCOUNT_VERIFIED, ("user", user.id))
    publish(AccountVerified(user.id))
    return user


def _checked(form: SignUp, role: Role) -> dict[str, Any]:
    """The values to keep, the password hashed last: it is slow, and no row is held meanwhile."""
    about = (form.first_name, form.last_name, form.email)
    address, first, last, country, language, *_ = typed.all_of(
        lambda: addresses.parse(form.email),
        lambda: names.name(form.first_name, "first_name"),
        lambda: names.name(form.last_name, "last_name"),
        lambda: typed.one_of(form.country, "country", countries.CODES, "unknown_country"),
        lambda: typed.one_of(form.language, "language", set(Language), "unknown_language"),
        lambda: passwords.check_strength(form.password, about),
        lambda: need_terms(accepted=form.accept_terms),
        lambda: names.refuse_reserved((form.first_name, form.last_name), role, "last_name"),
    )
    return {
        "email": address.shown,
        "email_key": address.key,
        "first_name": first,
        "last_name": last,
        "country": country,
        "language": Language(language),
        "role": role,
        "password_hash": passwords.hashed(form.password),
    }


def _insert(values: dict[str, Any]) -> User | None:
    """The new row; None when the address is taken. The constraint decides, not a look before."""
    statement = insert(User).values(id=new_id(), **values)
    return db.session.scalar(
        statement.on_conflict_do_nothing(index_elements=["email_key"]).returning(User)
    )


def _welcome(actor: Actor, user: User, form: SignUp, terms: str) -> None:
    keep_first_answers(actor, user, terms=terms, communications=form.accept_communications)
    record(actor, Act.ACCOUNT_REGISTERED, ("user", user.id), data={"role": user.role.value})
    one_time.ask(actor, user, CodePurpose.VERIFY_EMAIL)


def _answer(user_id: uuid.UUID, values: dict[str, Any]) -> SignedUp:
    shown = ("email", "first_name", "last_name", "role", "country", "language")
    facts = {name: values[name] for name in shown}
    return SignedUp(id=user_id, ticket=ticket_of(str(values["password_hash"])), **facts)
