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
    asked = [code.created_at for code in queries.latest_codes(user.id, purpose, codes.MOST_AN_HOUR)]
    if codes.too_soon(asked, now()):
        return False
    older = (OneTimeCode.user_id == user.id, OneTimeCode.purpose == purpose)
    db.session.execute(
        update(OneTimeCode)
        .where(*older, OneTimeCode.used_at.is_(None), OneTimeCode.replaced_at.is_(None))
        .values(replaced_at=now())
    )
    code = OneTimeCode(
        user_id=user.id, purpose=purpose, expires_at=now() + (life or codes.LIFE[purpose]), tries=0
    )
    db.session.add(code)
    db.session.flush()
    send(letter or LETTERS[purpose], user, about=code.id)
    record(actor, Act.ACCOUNT_CODE_ASKED, ("user", user.id), data={"purpose": purpose.value})
    return True


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
