"""Recovery codes: shown once, used once."""

from sqlalchemy import delete, update

from capitune.accounts import paper, queries
from capitune.accounts.models import RecoveryCode, User
from capitune.accounts.services.factors import Change, require_change, tell
from capitune.authz.actor import Actor
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Refused


def renew_codes(actor: Actor, user: User) -> list[str]:
    """Ten new recovery codes in the place of the old ones; this is the only time they can be read.

    Raises ``Refused`` (``no_factor``) when there is no factor that they could stand for.
    """
    require_change(actor, user)
    if not queries.has_factor(user.id):
        raise Refused(code="no_factor")
    codes = make_codes(user)
    tell(actor, user, Change.CODES_MADE)
    return codes


def make_codes(user: User) -> list[str]:
    """The same, as a part of what gives a person their first factor."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    codes = paper.new_codes()
    db.session.add_all(RecoveryCode(user_id=user.id, code_hash=paper.digest(c)) for c in codes)
    return codes


def use_code(actor: Actor, user: User, typed: str) -> bool:
    """Use a recovery code up; False when it is none of theirs, or was used. Two at once: one wins."""
    used = db.session.execute(
        update(RecoveryCode)
        .where(
            RecoveryCode.user_id == user.id,
            RecoveryCode.code_hash == paper.digest(typed),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=now())
        .returning(RecoveryCode.id)
    ).scalar()
    if used is not None:
        tell(actor, user, Change.CODE_USED)
    return used is not None
