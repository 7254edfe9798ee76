"""What nobody needs any more of sign-ins: deleted by the clock, some at a time."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_

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
from capitune.core import purging
from capitune.core.clock import now
from capitune.core.db import Model

# What is over stays this long: its owner may ask who that was.
KEPT = timedelta(days=30)


def purge() -> None:
    """Delete sign-ins, attempts, codes and changes of address that were over a month ago. Safe to run twice."""
    for model, is_stale in _stale(now() - KEPT).items():
        purging.purge(model, is_stale)


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
