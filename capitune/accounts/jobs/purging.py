"""What nobody needs any more of sign-ins: deleted by the clock, some at a time."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, inspect, or_, select, tuple_

from capitune.accounts import codes
from capitune.accounts.models import (
    EmailChange,
    OneTimeCode,
    PasskeyChallenge,
    PendingSignIn,
    SignInGuard,
    TokenFamily,
    WebSession,
)
from capitune.core.clock import now
from capitune.core.db import Model, db
from capitune.core.work import unit_of_work

# What is over stays this long: its owner may ask who that was.
KEPT = timedelta(days=30)
BATCH = 1000


def purge() -> None:
    """Delete sign-ins, attempts, codes and changes of address that were over a month ago. Safe to run twice
    and beside itself: a row that somebody holds waits for the next time.
    """
    for model, is_stale in _stale(now() - KEPT).items():
        while _delete_some(model, is_stale) == BATCH:
            pass


def _stale(before: datetime) -> dict[type[Model], ColumnElement[bool]]:
    return {
        WebSession: or_(WebSession.ended_at < before, WebSession.expires_at < before),
        TokenFamily: or_(TokenFamily.ended_at < before, TokenFamily.expires_at < before),
        PendingSignIn: PendingSignIn.expires_at < before,
        PasskeyChallenge: PasskeyChallenge.expires_at < before,
        SignInGuard: and_(
            SignInGuard.since < before,
            or_(SignInGuard.locked_until.is_(None), SignInGuard.locked_until < before),
        ),
        # A change of address that can still be undone is not over.
        EmailChange: and_(
            EmailChange.created_at < before,
            or_(
                EmailChange.confirmed_at.is_(None),
                EmailChange.confirmed_at < before - codes.UNDO_LIFE,
            ),
        ),
        OneTimeCode: OneTimeCode.expires_at < before,
    }


def _delete_some(model: type[Model], is_stale: ColumnElement[bool]) -> int:
    """At most ``BATCH`` rows, in a transaction of their own; how many."""
    key = inspect(model).primary_key
    with unit_of_work():
        some = select(*key).where(is_stale).limit(BATCH).with_for_update(skip_locked=True)
        found = [tuple(row) for row in db.session.execute(some)]
        if found:
            db.session.execute(delete(model).where(tuple_(*key).in_(found)))
    return len(found)
