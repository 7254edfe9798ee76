"""Authenticator apps: set up with a first code, then one code a sign-in, never the same twice."""

from datetime import timedelta

from sqlalchemy import case, delete, update

from capitune.accounts import queries, totp
from capitune.accounts.models import Authenticator, User
from capitune.accounts.proof import Proof
from capitune.accounts.services.factors import (
    Change,
    forget_codes_without_factor,
    require_change,
    require_one_left,
    tell,
)
from capitune.accounts.services.letters import send
from capitune.accounts.services.paper import make_codes
from capitune.accounts.services.proving import note
from capitune.authz.actor import Actor
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Invalid, Limited, NotFound
from capitune.core.secrets import seal, unseal

SEALED_FOR = "authenticator"
HOUR = timedelta(hours=1)
# Six digits, three of them good at any time: more tries than this and somebody is guessing.
MOST_WRONG = 20


def secret_of(app: Authenticator) -> str:
    """The secret shared with this app. Raises ``Invalid`` (``wrong_factor``) when the key has changed."""
    opened = unseal(SEALED_FOR, app.sealed, app.user_id.bytes)
    if opened is None:
        raise Invalid.on("code", "wrong_factor")
    return opened.decode()


def begin_app(actor: Actor, user: User) -> Authenticator:
    """A new secret, to be shown and confirmed; the app that counts, if any, counts until then."""
    require_change(actor, user)
    old = queries.authenticator_of(user.id, confirmed=False)
    if old is not None:
        db.session.delete(old)
        db.session.flush()
    sealed = seal(SEALED_FOR, totp.new_secret().encode(), user.id.bytes)
    app = Authenticator(user_id=user.id, sealed=sealed)
    db.session.add(app)
    return app


def confirm_app(actor: Actor, user: User, typed: str) -> list[str]:
    """Have the app that is being set up count, since it gave the right code.

    Returns new recovery codes for a first factor (they can be read this once), else none.
    Raises ``NotFound`` when nothing is being set up, ``Invalid`` (``wrong_factor``).
    """
    require_change(actor, user)
    app = queries.authenticator_of(user.id, confirmed=False)
    if app is None:
        raise NotFound
    step = totp.matching_step(secret_of(app), typed, now())
    if step is None:
        raise Invalid.on("code", "wrong_factor")
    first = not queries.has_factor(user.id)
    replaced = _forget_confirmed(user)
    app.confirmed_at, app.last_step = now(), step
    db.session.flush()
    tell(actor, user, Change.APP_REPLACED if replaced else Change.APP_ADDED)
    note(actor, user, Proof.FACTOR)
    return make_codes(user) if first else []


def remove_app(actor: Actor, user: User) -> None:
    """The app counts no more. Raises ``NotFound``, ``Refused`` (``factor_mandatory``)."""
    require_change(actor, user)
    if queries.authenticator_of(user.id) is None:
        raise NotFound
    require_one_left(user)
    _forget_confirmed(user)
    forget_codes_without_factor(user)
    tell(actor, user, Change.APP_REMOVED)


def use_app(user: User, typed: str) -> bool:
    """Use a code of the app up; False when it is not one, or its step was used. Two at once: one wins.

    Raises ``Limited`` after twenty wrong ones within an hour, at whatever door; recovery codes and
    passkeys still open, so that nobody can keep the owner out.
    """
    app = queries.authenticator_of(user.id)
    if app is None:
        return False
    if _is_guessed(app):
        raise Limited(code="too_many_codes", facts={"retry_after": int(HOUR.total_seconds())})
    step = totp.matching_step(secret_of(app), typed, now())
    won = step is not None and _take(app, step)
    if not won:
        _count_wrong(user, app)
    return won


def _take(app: Authenticator, step: int) -> bool:
    taken = db.session.execute(
        update(Authenticator)
        .where(Authenticator.id == app.id, Authenticator.last_step < step)
        .values(last_step=step, wrong_tries=0)
        .returning(Authenticator.id)
    )
    return taken.scalar() is not None


def _is_guessed(app: Authenticator) -> bool:
    recent = app.wrong_since is not None and app.wrong_since > now() - HOUR
    return recent and app.wrong_tries >= MOST_WRONG


def _count_wrong(user: User, app: Authenticator) -> None:
    recent = Authenticator.wrong_since > now() - HOUR
    tries = db.session.execute(
        update(Authenticator)
        .where(Authenticator.id == app.id)
        .values(
            wrong_tries=case((recent, Authenticator.wrong_tries + 1), else_=1),
            wrong_since=case((recent, Authenticator.wrong_since), else_=now()),
        )
        .returning(Authenticator.wrong_tries)
    ).scalar()
    if tries == MOST_WRONG:
        # Whoever guesses here has the password: its owner should know.
        send("factor_guessed", user, about=f"{now():%Y%m%d%H}")


def _forget_confirmed(user: User) -> bool:
    gone = db.session.execute(
        delete(Authenticator)
        .where(Authenticator.user_id == user.id, Authenticator.confirmed_at.is_not(None))
        .returning(Authenticator.id)
    )
    return gone.scalar() is not None
