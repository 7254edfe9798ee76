"""Which second factors somebody has."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from capitune.accounts.models import (
    Authenticator,
    FactorRescue,
    Passkey,
    PendingSignIn,
    RecoveryCode,
)
from capitune.core.clock import now
from capitune.core.db import db


@dataclass(frozen=True, slots=True)
class Factors:
    """What the page of one's security shows. ``codes_left`` of the ten recovery codes."""

    app_since: datetime | None
    passkeys: Sequence[Passkey]
    codes_left: int

    @property
    def any(self) -> bool:
        """True when this person has a second factor; recovery codes alone are none."""
        return self.app_since is not None or bool(self.passkeys)

    @property
    def count(self) -> int:
        """How many."""
        return len(self.passkeys) + (self.app_since is not None)


def factors_of(user_id: uuid.UUID) -> Factors:
    """The second factors of this person (three statements)."""
    app = authenticator_of(user_id)
    left = select(func.count()).where(
        RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None)
    )
    return Factors(
        app.confirmed_at if app else None, passkeys_of(user_id), db.session.scalar(left) or 0
    )


def has_factor(user_id: uuid.UUID) -> bool:
    """Whether this person must show one to come in (one statement)."""
    app = select(Authenticator.id).where(
        Authenticator.user_id == user_id, Authenticator.confirmed_at.is_not(None)
    )
    key = select(Passkey.id).where(Passkey.user_id == user_id)
    return bool(db.session.scalar(select(app.exists() | key.exists())))


def authenticator_of(user_id: uuid.UUID, *, confirmed: bool = True) -> Authenticator | None:
    """The app that counts; or the one that is being set up."""
    state = Authenticator.confirmed_at.is_not(None)
    return db.session.scalar(
        select(Authenticator)
        .where(Authenticator.user_id == user_id, state if confirmed else ~state)
        .execution_options(populate_existing=True)
    )


def passkeys_of(user_id: uuid.UUID) -> Sequence[Passkey]:
    """Their passkeys, the oldest first."""
    return db.session.scalars(
        select(Passkey).where(Passkey.user_id == user_id).order_by(Passkey.created_at, Passkey.id)
    ).all()


def passkey_by_id(passkey_id: uuid.UUID) -> Passkey | None:
    """The passkey with this id."""
    return db.session.get(Passkey, passkey_id)


def pending_by_id(pending_id: uuid.UUID) -> PendingSignIn | None:
    """The sign-in that waits, while it can go on."""
    return db.session.scalar(
        select(PendingSignIn)
        .where(
            PendingSignIn.id == pending_id,
            PendingSignIn.used_at.is_(None),
            PendingSignIn.expires_at > now(),
        )
        .execution_options(populate_existing=True)
    )


def rescue_of(user_id: uuid.UUID) -> FactorRescue | None:
    """What this person has asked of the team and is still under way."""
    return db.session.scalar(
        select(FactorRescue)
        .where(
            FactorRescue.user_id == user_id,
            FactorRescue.done_at.is_(None),
            FactorRescue.ended_at.is_(None),
        )
        .execution_options(populate_existing=True)
    )


def rescue_by_id(rescue_id: uuid.UUID) -> FactorRescue | None:
    """The request with this id."""
    return db.session.get(FactorRescue, rescue_id)
