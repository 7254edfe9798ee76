"""Passkeys: added, removed, and used alone, as a second step, or to show again who one is."""

import uuid
from typing import Any

from sqlalchemy import select, update

from capitune.accounts import passkeys, queries, typed
from capitune.accounts.models import Passkey, User
from capitune.accounts.proof import Proof
from capitune.accounts.services import challenges, rescue
from capitune.accounts.services.factors import (
    Change,
    forget_codes_without_factor,
    require_change,
    require_one_left,
    tell,
)
from capitune.accounts.services.paper import make_codes
from capitune.accounts.services.proving import note
from capitune.accounts.services.second_step import SecondStep, close_pending, held_pending
from capitune.accounts.services.signing import CLOSED, closed
from capitune.accounts.states import PasskeyUse
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid, NotFound, Refused

MOST = 10
LONGEST_NAME = 60

Asked = tuple[uuid.UUID, dict[str, Any]]


def ask_new_passkey(actor: Actor, user: User) -> Asked:
    """The question to a device that will keep a key of ``user``: its id, and what the browser takes."""
    require_change(actor, user)
    asked = challenges.put(PasskeyUse.REGISTER, user.id)
    known = [key.credential_id for key in queries.passkeys_of(user.id)]
    question = passkeys.challenge(asked.id)
    return asked.id, passkeys.to_register(user.id, user.email, user.name, known, question)


def add_passkey(
    actor: Actor, user: User, challenge_id: uuid.UUID, credential: str, name: str
) -> list[str]:
    """Keep the public half of the key that the device made.

    Returns new recovery codes for a first factor, else none. Raises ``Invalid`` (``passkey_over``,
    ``bad_passkey``, what is wrong with the name), ``Conflict`` (``passkey_known``, ``passkeys_full``).
    """
    require_change(actor, user)
    called = typed.words(name, "name", most=LONGEST_NAME)
    asked = challenges.answered(PasskeyUse.REGISTER, user.id, challenge_id)
    try:
        made = passkeys.registered(credential, asked)
    except Invalid as refusal:
        refusal.keep = True  # the question is used up all the same
        raise
    if db.session.scalar(select(Passkey.id).where(Passkey.credential_id == made.credential_id)):
        raise Conflict(code="passkey_known")
    if len(queries.passkeys_of(user.id)) >= MOST:
        raise Conflict(code="passkeys_full")
    first = not queries.has_factor(user.id)
    key = Passkey(
        user_id=user.id,
        credential_id=made.credential_id,
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        name=called,
        backed_up=made.credential_backed_up,
    )
    db.session.add(key)
    db.session.flush()
    tell(actor, user, Change.PASSKEY_ADDED)
    note(actor, user, Proof.FACTOR)
    return make_codes(user) if first else []


def remove_passkey(actor: Actor, user: User, passkey_id: uuid.UUID) -> None:
    """The key opens nothing any more. Raises ``NotFound``, ``Refused`` (``factor_mandatory``)."""
    require_change(actor, user)
    key = queries.passkey_by_id(passkey_id)
    if key is None or key.user_id != user.id:
        raise NotFound
    require_one_left(user)
    db.session.delete(key)
    forget_codes_without_factor(user)
    tell(actor, user, Change.PASSKEY_REMOVED)


def ask_passkey(purpose: PasskeyUse, user: User | None = None) -> Asked:
    """The question to a device that keeps a key already; of ``user``, or of whoever comes."""
    asked = challenges.put(purpose, user.id if user else None)
    known = [key.credential_id for key in queries.passkeys_of(user.id)] if user else []
    return asked.id, passkeys.to_sign(known, passkeys.challenge(asked.id), alone=user is None)


def ask_second_step(token: str) -> Asked:
    """The question to a device of whoever holds this pending sign-in. Raises ``Unauthenticated``."""
    _pending, user = held_pending(token)
    return ask_passkey(PasskeyUse.SECOND_STEP, user)


def sign_in_by_passkey(actor: Actor, challenge_id: uuid.UUID, credential: str) -> User:
    """Whose key this is: it stands for password and second factor, as the device made sure of its person.

    Raises ``Invalid`` (``passkey_over``, ``bad_passkey``), ``Refused`` (``account_suspended``, ``account_leaving``,
    ``email_not_verified``).
    """
    user = _used(actor, None, PasskeyUse.SIGN_IN, challenge_id, credential)
    if user.standing in CLOSED:
        refusal = closed(user)
        refusal.keep = True
        raise refusal
    if user.email_verified_at is None:
        raise Refused(code="email_not_verified", keep=True)
    rescue.end_if_any(actor, user, "factor_used")
    return user


def finish_by_passkey(
    actor: Actor, token: str, challenge_id: uuid.UUID, credential: str
) -> SecondStep:
    """The second step by a key. Raises as ``finish_second_step`` and ``sign_in_by_passkey`` do."""
    pending, user = held_pending(token)
    _used(actor, user, PasskeyUse.SECOND_STEP, challenge_id, credential)
    return close_pending(actor, pending, user)


def prove_by_passkey(actor: Actor, user: User, challenge_id: uuid.UUID, credential: str) -> None:
    """Show again who one is, by a key. Raises ``Invalid``."""
    require(actor, Permission.SESSION_PROVE, user)
    _used(actor, user, PasskeyUse.CONFIRM, challenge_id, credential)
    note(actor, user, Proof.FACTOR)


def _used(
    actor: Actor, user: User | None, purpose: PasskeyUse, challenge_id: uuid.UUID, credential: str
) -> User:
    """Whose key answered; ``user`` None: anybody's. The question is used up either way."""
    asked = challenges.answered(purpose, user.id if user else None, challenge_id)
    try:
        return _verified(user, asked, credential)
    except Invalid as refusal:
        record(actor, Act.FACTOR_REFUSED, ("user", user.id if user else None))
        refusal.keep = True
        raise


def _verified(user: User | None, asked: bytes, credential: str) -> User:
    presented = passkeys.presented(credential)
    key = db.session.scalar(select(Passkey).where(Passkey.credential_id == presented.raw_id))
    if key is None or (user is not None and key.user_id != user.id):
        raise Invalid.on("credential", "bad_passkey")
    handle = presented.response.user_handle
    if handle is not None and handle != key.user_id.bytes:
        raise Invalid.on("credential", "bad_passkey")
    alone = user is None
    found = passkeys.signed(presented, asked, key.public_key, key.sign_count, alone=alone)
    _count(key, found.new_sign_count)
    owner = user or queries.lock_user(key.user_id)
    if owner is None:
        raise Invalid.on("credential", "bad_passkey")
    return owner


def _count(key: Passkey, count: int) -> None:
    """Note the use. Two answers at once with one count are two copies of the key: one is refused."""
    noted = db.session.execute(
        update(Passkey)
        .where(Passkey.id == key.id, Passkey.sign_count == key.sign_count)
        .values(sign_count=count, last_used_at=now())
        .returning(Passkey.id)
    ).scalar()
    if noted is None:
        raise Invalid.on("credential", "bad_passkey")
