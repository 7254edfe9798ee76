"""Signing in: the password first, which is slow, then the account."""

import uuid
from dataclasses import dataclass, field
from types import MappingProxyType

from capitune.accounts import passwords, queries
from capitune.accounts.models import User
from capitune.accounts.services import locking, one_time
from capitune.accounts.services.locking import Known
from capitune.accounts.states import CodePurpose, Standing
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.core.errors import Refused, Unauthenticated
from capitune.core.work import release

NOWHERE: Known = MappingProxyType({})

# Why whoever has the right password or key does not come in all the same.
CLOSED = {
    Standing.SUSPENDED: "account_suspended",
    Standing.LEAVING: "account_leaving",
    Standing.ERASED: "account_leaving",
}


@dataclass(frozen=True, slots=True)
class Checked:
    """What the password said. ``stored`` is the hash it was held against, ``fresh`` a newer one of it."""

    user_id: uuid.UUID | None
    is_right: bool
    stored: str = field(default="", repr=False)
    fresh: str | None = field(default=None, repr=False)

    def is_still_right(self, user: User) -> bool:
        """Compared again: the password may have been changed while it was being checked."""
        return self.is_right and user.password_hash == self.stored


def check_password(email: str, password: str) -> Checked:
    """Hold ``password`` against the account's; as long for an address that nobody has.

    Slow (some 30 ms of one core). Outside a unit of work it holds no database connection meanwhile.
    """
    known = queries.password_of(email)
    release()
    user_id, stored = known or (None, "")
    right = passwords.is_right(stored, password)
    fresh = passwords.hashed(password) if right and passwords.is_dated(stored) else None
    return Checked(user_id, right, stored, fresh)


def sign_in(actor: Actor, email: str, password: str) -> User:
    """``admit`` whoever this password belongs to, in one step."""
    return admit(actor, check_password(email, password))


def admit(actor: Actor, checked: Checked, known: Known = NOWHERE) -> User:
    """The person who may come in. ``known``: the accounts that have been opened in this browser before.

    Raises ``Unauthenticated`` (``invalid_credentials``) whatever the reason, a lock included (see
    ``locking``); with the right password, ``Refused``: ``account_suspended``, ``account_leaving``, or
    ``email_not_verified`` (a new code is sent if none is good). The refusal stays in the audit log.
    """
    user = queries.lock_user(checked.user_id) if checked.user_id else None
    if user is None or not _comes_in(actor, user, checked, known):
        raise _refused(actor, checked.user_id, Unauthenticated(code="invalid_credentials"))
    if user.standing in CLOSED:
        raise _refused(actor, user.id, closed(user))
    if user.email_verified_at is None:
        if queries.live_code(user.id, CodePurpose.VERIFY_EMAIL) is None:
            one_time.ask(actor, user, CodePurpose.VERIFY_EMAIL)
        raise _refused(actor, user.id, Refused(code="email_not_verified"))
    if checked.fresh:
        user.password_hash = checked.fresh
    return user


def closed(user: User) -> Refused:
    """Why the account of ``user``, who has shown that it is theirs, is closed; with what the team told them."""
    known = queries.open_suspension(user.id) if user.standing is Standing.SUSPENDED else None
    facts = {"message": known.message if known else ""}
    return Refused(code=CLOSED[user.standing], facts=facts)


def _comes_in(actor: Actor, user: User, checked: Checked, known: Known) -> bool:
    """Whether the password is right, and nothing holds it back."""
    if user.standing is Standing.ERASED:
        return False
    browser = known.get(user.id, locking.ELSEWHERE)
    return locking.lets_in(actor, user, browser, is_right=checked.is_still_right(user))


def _refused(actor: Actor, user_id: uuid.UUID | None, refusal: Refused) -> Refused:
    record(actor, Act.SESSION_REFUSED, ("user", user_id), data={"code": refusal.code})
    refusal.keep = True
    return refusal
