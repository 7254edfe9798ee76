"""Browsers that are signed in."""

import secrets
import uuid
from datetime import timedelta

from sqlalchemy import select, update

from capitune.accounts import queries
from capitune.accounts.events import NewDevice, RightsChanged, SessionEnded
from capitune.accounts.models import TokenFamily, User, WebSession
from capitune.accounts.opening import Opening
from capitune.accounts.proof import Proof
from capitune.accounts.queries.openings import MODELS
from capitune.accounts.tokens import digest
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import STAFF, Actor, Role
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.events import publish

LIFE = timedelta(days=30)
SHORT_LIFE = timedelta(hours=24)
STAFF_LIFE = timedelta(hours=12)
TOUCH_EVERY = timedelta(minutes=1)


def open_session(
    actor: Actor,
    user: User,
    *,
    remember: bool,
    device: str,
    proof: Proof = Proof.PASSWORD,
    known: bool = True,
) -> str:
    """Open a session for ``user`` and return its secret, kept only by the browser.

    If the browser was signed in already, that session ends: a new sign-in has a new id.
    ``proof`` is what they have just shown: it counts for what asks for a fresh one. The person is told of
    a browser that is not ``known``.
    """
    if actor.session_id is not None:
        close_session(actor)
    secret = secrets.token_urlsafe(32)
    session = WebSession(
        user_id=user.id,
        secret_hash=digest(secret),
        authz_version=user.authz_version,
        remember=remember,
        expires_at=now() + longest(user.role, remember=remember),
        device=device,
        address=actor.address,
        **proof.moments(now()),
    )
    db.session.add(session)
    db.session.flush()
    record(actor, Act.SESSION_OPENED, ("user", user.id), data={"session_id": str(session.id)})
    if not known:
        tell_new_device(user, session)
    return secret


def tell_new_device(user: User, opened: WebSession | TokenFamily) -> None:
    """It may not be them."""
    publish(NewDevice(user.id, opened.id, opened.device))


def longest(role: Role, *, remember: bool) -> timedelta:
    """How long a sign-in may last, however much it is used."""
    if role in STAFF:
        return STAFF_LIFE
    return LIFE if remember else SHORT_LIFE


def close_session(actor: Actor) -> None:
    """End the session this actor came with; nothing when there is none."""
    ended = db.session.execute(
        update(WebSession)
        .where(WebSession.id == actor.session_id, WebSession.ended_at.is_(None))
        .values(ended_at=now())
        .returning(WebSession.id)
    ).scalar()
    if ended is not None:
        record(actor, Act.SESSION_CLOSED, ("user", actor.user_id), data={"session_id": str(ended)})
        publish(SessionEnded(ended, "signed_out"))


def end_opening(actor: Actor, opened: Opening) -> None:
    """End one of one's own sign-ins, in a browser or a program. Ended already, nothing changes."""
    require(actor, Permission.SESSION_END, opened)
    model = MODELS[opened.kind]
    ended = db.session.execute(
        update(model)
        .where(model.id == opened.id, model.ended_at.is_(None))
        .values(ended_at=now())
        .returning(model.id)
    ).scalar()
    if ended is not None:
        record(actor, Act.SESSION_CLOSED, ("user", opened.user_id), data={"session_id": str(ended)})
        publish(SessionEnded(ended, "signed_out"))


def end_others(actor: Actor, user: User) -> None:
    """End every sign-in of one's own but the one this act came with."""
    require(actor, Permission.ACCOUNT_SELF, user)
    held = queries.lock_user(user.id) or user
    revoke_others(actor, held, "signed_out_everywhere")
    record(actor, Act.SESSIONS_CLOSED, ("user", user.id))


def revoke_others(actor: Actor, user: User, reason: str) -> None:
    """``revoke_all``, but the sign-in that the actor came with goes on."""
    revoke_all(user, reason)
    for model in MODELS.values():
        own = (model.id == actor.session_id, model.user_id == user.id)
        db.session.execute(update(model).where(*own).values(authz_version=user.authz_version))


def revoke_all(user: User, reason: str) -> None:
    """End every session and token of ``user``: their version rises, so nothing older counts any more."""
    user.authz_version += 1
    publish(RightsChanged(user.id, reason))


def touch(session_id: uuid.UUID) -> None:
    """Note that this session is in use, at most once a minute; never waits for someone who notes it too.

    Not audited: it changes nothing for anybody.
    """
    stale = (
        select(WebSession.id)
        .where(WebSession.id == session_id, WebSession.last_seen_at < now() - TOUCH_EVERY)
        .with_for_update(skip_locked=True)
    )
    db.session.execute(
        update(WebSession).where(WebSession.id.in_(stale)).values(last_seen_at=now())
    )
