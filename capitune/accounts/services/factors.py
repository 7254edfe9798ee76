"""What all changes of second factors share: they are sensitive, told by mail, and kept in the audit log."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, select

from capitune.accounts import queries
from capitune.accounts.events import FactorChanged
from capitune.accounts.models import Authenticator, Passkey, PasskeyChallenge, RecoveryCode, User
from capitune.accounts.policy import must_have_factor
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.authz.recent import require_recent
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Refused
from capitune.core.events import publish
from capitune.core.ids import new_id


class Change(StrEnum):
    """What happened, as the letter and the audit log name it."""

    APP_ADDED = "app_added"
    APP_REPLACED = "app_replaced"
    APP_REMOVED = "app_removed"
    PASSKEY_ADDED = "passkey_added"
    PASSKEY_REMOVED = "passkey_removed"
    CODES_MADE = "codes_made"
    CODE_USED = "code_used"


ACTS = {
    Change.APP_ADDED: Act.FACTOR_ADDED,
    Change.APP_REPLACED: Act.FACTOR_ADDED,
    Change.APP_REMOVED: Act.FACTOR_REMOVED,
    Change.PASSKEY_ADDED: Act.FACTOR_ADDED,
    Change.PASSKEY_REMOVED: Act.FACTOR_REMOVED,
    Change.CODES_MADE: Act.RECOVERY_CODES_MADE,
    Change.CODE_USED: Act.RECOVERY_CODE_USED,
}


def require_change(actor: Actor, user: User) -> None:
    """Return when the actor may change the factors of ``user`` now. Raises as the engine does, and
    ``ProofNeeded``. The person's row is held: two changes at once are one after the other.
    """
    require(actor, Permission.FACTOR_MANAGE, user)
    require_recent(actor)
    queries.lock_user(user.id)


def tell(actor: Actor, user: User, change: Change) -> None:
    """Keep it in the audit log, and have the person told: it may not have been them."""
    record(actor, ACTS[change], ("user", user.id), data={"change": change.value})
    publish(FactorChanged(user.id, new_id(), change.value))


def require_one_left(user: User) -> None:
    """Return when ``user`` may do with one factor less. Raises ``Refused`` (``factor_mandatory``)."""
    only = queries.factors_of(user.id).count <= 1
    if only and must_have_factor(user.role, user.scopes_at(now())):
        raise Refused(code="factor_mandatory")


def forget_codes_without_factor(user: User) -> None:
    """Recovery codes stand for a factor: with the last one they go."""
    db.session.flush()
    if not queries.has_factor(user.id):
        db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))


def forget_since(actor: Actor, user: User, moment: datetime) -> None:
    """What was added after ``moment`` goes: it may not have been its owner who added it."""
    for kind in (Authenticator, Passkey, RecoveryCode):
        added = select(kind.id).where(kind.user_id == user.id, kind.created_at > moment)
        gone = db.session.execute(delete(kind).where(kind.id.in_(added)).returning(kind.id)).all()
        if gone and kind is not RecoveryCode:
            record(actor, Act.FACTOR_REMOVED, ("user", user.id), data={"change": "email_undone"})
    forget_codes_without_factor(user)


def forget_all(user: User) -> None:
    """Every factor of ``user`` goes, and what was being set up."""
    for kind in (Authenticator, Passkey, RecoveryCode, PasskeyChallenge):
        held = select(kind.id).where(kind.user_id == user.id)
        db.session.execute(delete(kind).where(kind.id.in_(held)))
