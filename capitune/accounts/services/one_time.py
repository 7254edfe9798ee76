"""Asking for one-time codes and using them. Callers hold the person's row, so that two acts at once are
one after the other.
"""

from datetime import timedelta

from sqlalchemy import update

from capitune.accounts import codes, queries
from capitune.accounts.models import OneTimeCode, User
from capitune.accounts.services.letters import send
from capitune.accounts.states import CodePurpose
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Invalid

LETTERS = {
    CodePurpose.VERIFY_EMAIL: "verification_code",
    CodePurpose.RESET_PASSWORD: "password_reset",
    CodePurpose.LIFT_LOCK: "sign_in_locked",
}


def ask(
    actor: Actor,
    user: User,
    purpose: CodePurpose,
    *,
    letter: str = "",
    life: timedelta | None = None,
) -> bool:
    """Send a new code, which kills the older ones.

    False, and nothing done, within 60 s of the last, and after six in an hour.
    """
    code = make(actor, user, purpose, life=life)
    if code is not None:
        send(letter or LETTERS[purpose], user, about=code.id)
    return code is not None


def make(
    actor: Actor, user: User, purpose: CodePurpose, *, life: timedelta | None = None
) -> OneTimeCode | None:
    """The same without the letter, which the caller sends. None when it is too soon."""
    asked = [code.created_at for code in queries.latest_codes(user.id, purpose, codes.MOST_AN_HOUR)]
    return None if codes.too_soon(asked, now()) else renew(actor, user, purpose, life=life)


def renew(
    actor: Actor, user: User, purpose: CodePurpose, *, life: timedelta | None = None
) -> OneTimeCode:
    """A new code in the place of the older ones, however soon: for whoever is here and gets no letter."""
    kill(user, purpose)
    code = OneTimeCode(
        user_id=user.id, purpose=purpose, expires_at=now() + (life or codes.LIFE[purpose]), tries=0
    )
    db.session.add(code)
    db.session.flush()
    record(actor, Act.ACCOUNT_CODE_ASKED, ("user", user.id), data={"purpose": purpose.value})
    return code


def kill(user: User, purpose: CodePurpose) -> None:
    """What was sent for this purpose is worth nothing from now on."""
    own = (OneTimeCode.user_id == user.id, OneTimeCode.purpose == purpose)
    unused = (OneTimeCode.used_at.is_(None), OneTimeCode.replaced_at.is_(None))
    db.session.execute(update(OneTimeCode).where(*own, *unused).values(replaced_at=now()))


def use_digits(actor: Actor, user: User, purpose: CodePurpose, typed: str) -> None:
    """Use the code typed. Raises ``Invalid`` (``wrong_code``), the same whatever is wrong with it: a
    different word for an expired one would tell which addresses wait for a code.

    A wrong try is counted even though the act is refused; after five, even the right one is.
    """
    code = queries.live_code(user.id, purpose)
    if code is None or code.tries >= codes.MOST_TRIES:
        raise Invalid.on("code", "wrong_code")
    code.tries += 1
    if not codes.is_code(purpose, code.id, typed):
        record(actor, Act.ACCOUNT_CODE_WRONG, ("user", user.id), data={"tries": code.tries})
        refusal = Invalid.on("code", "wrong_code")
        refusal.keep = True
        raise refusal
    code.used_at = now()


def use_link(purpose: CodePurpose, token: str) -> User:
    """Use a link and return whose it is, their row held. Raises ``Invalid`` (``dead_link``)."""
    user_id = queries.owner_of_link(purpose, token)
    user = queries.lock_user(user_id) if user_id else None
    code = queries.live_code(user.id, purpose) if user else None
    # Asked again behind the lock: someone may have used or replaced it meanwhile.
    if user is None or code is None or code.id != codes.read_link(purpose, token):
        raise Invalid.on("token", "dead_link")
    code.used_at = now()
    return user
