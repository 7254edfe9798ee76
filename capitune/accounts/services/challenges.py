"""Questions put to devices: each is answered once, within five minutes, by whom it was put to."""

import uuid
from datetime import timedelta

from sqlalchemy import delete, update

from capitune.accounts import passkeys
from capitune.accounts.models import PasskeyChallenge
from capitune.accounts.states import PasskeyUse
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Invalid

LIFE = timedelta(minutes=5)


def put(purpose: PasskeyUse, user_id: uuid.UUID | None) -> PasskeyChallenge:
    """A new question. Those that are over go: nobody can answer them."""
    over = delete(PasskeyChallenge).where(PasskeyChallenge.expires_at < now() - LIFE)
    db.session.execute(over)
    asked = PasskeyChallenge(purpose=purpose, user_id=user_id, expires_at=now() + LIFE)
    db.session.add(asked)
    db.session.flush()
    return asked


def answered(purpose: PasskeyUse, user_id: uuid.UUID | None, challenge_id: uuid.UUID) -> bytes:
    """What was asked, for the one answer that is allowed, be it right or wrong.

    Raises ``Invalid`` (``passkey_over``) for a question that is unknown, too old, answered, for something
    else or put to somebody else. Two answers at once: one is heard.
    """
    whose = PasskeyChallenge.user_id
    taken = db.session.execute(
        update(PasskeyChallenge)
        .where(
            PasskeyChallenge.id == challenge_id,
            PasskeyChallenge.purpose == purpose,
            whose.is_(None) if user_id is None else whose == user_id,
            PasskeyChallenge.used_at.is_(None),
            PasskeyChallenge.expires_at > now(),
        )
        .values(used_at=now())
        .returning(PasskeyChallenge.id)
    ).scalar()
    if taken is None:
        raise Invalid.on("credential", "passkey_over")
    return passkeys.challenge(taken)
