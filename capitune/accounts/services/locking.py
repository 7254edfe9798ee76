"""A lock against guessing passwords, which nobody can use to keep an owner out.

After ten wrong passwords in a quarter of an hour the account opens no more by password, right or wrong, for
a quarter of an hour; whoever tries is told what they are always told. A browser that has opened it before
has a count and a lock of its own, so that strangers do not close it; everybody else shares one. The owner
gets a letter whose link opens it again. The counts are in PostgreSQL: they need no Redis.
"""

import uuid
from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import select

from capitune.accounts import queries
from capitune.accounts.models import SignInGuard, User
from capitune.accounts.services import one_time
from capitune.accounts.states import CodePurpose
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.core.clock import now
from capitune.core.db import db

WINDOW = timedelta(minutes=15)
MOST = 10
LOCK = timedelta(minutes=15)
# Every browser that an account does not know, and every program.
ELSEWHERE = uuid.UUID(int=0)
# By account, what a browser that has opened it is called there.
Known = Mapping[uuid.UUID, uuid.UUID]


def lets_in(actor: Actor, user: User, browser: uuid.UUID, *, is_right: bool) -> bool:
    """Whether a password that ``is_right`` or not opens this account now, for this ``browser``; counted. The
    caller holds the person's row.
    """
    if not is_right:
        _note_wrong(actor, user, browser)
        return False
    guard = _guard(user, browser)
    if guard is None:
        return True
    if _is_locked(guard):
        return False
    db.session.delete(guard)  # what was counted there is forgotten
    return True


def _is_locked(guard: SignInGuard) -> bool:
    return guard.locked_until is not None and guard.locked_until > now()


def _note_wrong(actor: Actor, user: User, browser: uuid.UUID) -> None:
    """Count a wrong password; the tenth locks, and tells the owner once a day at most. While locked nothing
    counts: a lock ends after its time, whatever is tried.
    """
    guard = _guard(user, browser)
    if guard is None:
        guard = SignInGuard(user_id=user.id, browser=browser, failures=0, since=now())
        db.session.add(guard)
    if _is_locked(guard):
        return
    if guard.since <= now() - WINDOW:
        guard.failures, guard.since = 0, now()
    guard.failures += 1
    if guard.failures < MOST:
        return
    guard.failures, guard.since, guard.locked_until = 0, now(), now() + LOCK
    record(actor, Act.SIGN_IN_LOCKED, ("user", user.id), data={"known": browser != ELSEWHERE})
    if queries.live_code(user.id, CodePurpose.LIFT_LOCK) is None:
        one_time.ask(actor, user, CodePurpose.LIFT_LOCK)


def open_everywhere(user: User) -> None:
    """Its owner has shown who they are in another way: no count and no lock is left anywhere."""
    for guard in db.session.scalars(select(SignInGuard).where(SignInGuard.user_id == user.id)):
        db.session.delete(guard)
    db.session.flush()


def lift_lock(actor: Actor, token: str) -> User:
    """Open the account again with the link of the letter. Returns whose it is: the browser that brought the
    link is one to know from now on, so that guessing elsewhere closes nothing for it.

    Raises ``Invalid`` (``dead_link``).
    """
    user = one_time.use_link(CodePurpose.LIFT_LOCK, token)
    open_everywhere(user)
    record(actor, Act.SIGN_IN_UNLOCKED, ("user", user.id))
    return user


def _guard(user: User, browser: uuid.UUID) -> SignInGuard | None:
    return db.session.get(SignInGuard, (user.id, browser), populate_existing=True)
