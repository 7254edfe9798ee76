"""Second factors: what an authenticator app knows, codes on paper, passkeys."""

import uuid
from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Index,
    Integer,
    LargeBinary,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from capitune.accounts.states import PasskeyUse
from capitune.core.db import EnumText, HasId, Model, Moment, one_of, owned_by


class Authenticator(HasId, Model):
    """The secret shared with somebody's authenticator app, sealed with a key that is not in the database.

    One that is confirmed, and one being set up, at most. ``last_step`` is the newest time step that was
    used: none up to it works again. ``wrong_tries`` counts those of the hour that began at ``wrong_since``.
    """

    __tablename__ = "authenticators"
    __table_args__ = (
        Index(
            "uq_authenticators_confirmed",
            "user_id",
            unique=True,
            postgresql_where=text("confirmed_at IS NOT NULL"),
        ),
        Index(
            "uq_authenticators_unconfirmed",
            "user_id",
            unique=True,
            postgresql_where=text("confirmed_at IS NULL"),
        ),
    )

    user_id: Mapped[uuid.UUID] = owned_by("users.id")
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    last_step: Mapped[int] = mapped_column(BigInteger, default=0)
    wrong_tries: Mapped[int] = mapped_column(Integer, default=0)
    wrong_since: Mapped[datetime | None] = mapped_column(Moment)


class RecoveryCode(HasId, Model):
    """A code to keep on paper, good once. Only its hash is kept; it has 80 bits and needs no slow one."""

    __tablename__ = "recovery_codes"
    __table_args__ = (UniqueConstraint("user_id", "code_hash"),)

    # The unique constraint is the index.
    user_id: Mapped[uuid.UUID] = owned_by("users.id", index=False)
    code_hash: Mapped[bytes] = mapped_column(LargeBinary)
    used_at: Mapped[datetime | None] = mapped_column(Moment)


class Passkey(HasId, Model):
    """The public half of a key that a device of this person keeps."""

    __tablename__ = "passkeys"
    __table_args__ = (UniqueConstraint("credential_id"),)

    user_id: Mapped[uuid.UUID] = owned_by("users.id")
    credential_id: Mapped[bytes] = mapped_column(LargeBinary)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger, default=0)
    name: Mapped[str] = mapped_column(Text)
    backed_up: Mapped[bool] = mapped_column(Boolean, default=False)
    last_used_at: Mapped[datetime | None] = mapped_column(Moment)


class PasskeyChallenge(HasId, Model):
    """A question put to a device, answered once. The question itself is derived from this row's id.

    ``user_id`` is whose answer is awaited; nobody's yet at a sign-in that begins with the passkey.
    """

    __tablename__ = "passkey_challenges"
    __table_args__ = (one_of("purpose", PasskeyUse),)

    user_id: Mapped[uuid.UUID | None] = owned_by("users.id")
    purpose: Mapped[PasskeyUse] = mapped_column(EnumText(PasskeyUse))
    expires_at: Mapped[datetime] = mapped_column(Moment, index=True)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
