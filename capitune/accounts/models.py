"""People, what they agreed to, their one-time secrets, sessions and tokens."""

import uuid
from datetime import datetime

from sqlalchemy import Boolean, Index, Integer, LargeBinary, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from capitune.accounts.states import CodePurpose, Language, Purpose, Standing
from capitune.authz.actor import Role
from capitune.core.clock import now
from capitune.core.db import EnumText, HasId, Model, Moment, one_of, owned_by

PREFIX = "text_pattern_ops"


class User(HasId, Model):
    """A person with an account.

    ``licence_scopes`` and ``licence_until`` are the standing of a professional, written only when staff
    checks a licence; ``authz_version`` rises whenever rights change, and ends what was opened before.
    """

    __tablename__ = "users"
    __table_args__ = (
        UniqueConstraint("email_key"),
        one_of("role", Role),
        one_of("standing", Standing),
        one_of("language", Language),
        Index("ix_users_role_created_at_id", "role", "created_at", "id"),
        Index("ix_users_created_at_id", "created_at", "id"),
        # Staff find people by the beginning of a name or of an address.
        Index(
            "ix_users_first_name_folded",
            text("fold(first_name)"),
            postgresql_ops={"fold(first_name)": PREFIX},
        ),
        Index(
            "ix_users_last_name_folded",
            text("fold(last_name)"),
            postgresql_ops={"fold(last_name)": PREFIX},
        ),
        Index("ix_users_email_key_prefix", "email_key", postgresql_ops={"email_key": PREFIX}),
    )

    email: Mapped[str] = mapped_column(Text)
    email_key: Mapped[str] = mapped_column(Text)
    password_hash: Mapped[str] = mapped_column(Text)
    role: Mapped[Role] = mapped_column(EnumText(Role))
    first_name: Mapped[str] = mapped_column(Text)
    last_name: Mapped[str] = mapped_column(Text)
    country: Mapped[str | None] = mapped_column(Text)
    language: Mapped[Language] = mapped_column(EnumText(Language), default=Language.FR)
    timezone: Mapped[str | None] = mapped_column(Text)
    standing: Mapped[Standing] = mapped_column(EnumText(Standing), default=Standing.ACTIVE)
    email_verified_at: Mapped[datetime | None] = mapped_column(Moment)
    licence_scopes: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    licence_until: Mapped[datetime | None] = mapped_column(Moment)
    authz_version: Mapped[int] = mapped_column(Integer, default=1)
    is_demo: Mapped[bool] = mapped_column(Boolean, default=False)
    updated_at: Mapped[datetime] = mapped_column(Moment, default=now, onupdate=now)

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"

    def scopes_at(self, moment: datetime) -> frozenset[str]:
        """The licence scopes valid at that moment."""
        if self.licence_until is not None and self.licence_until <= moment:
            return frozenset()
        return frozenset(self.licence_scopes)


class Consent(HasId, Model):
    """That a person agreed (or not) to one purpose, to which text, when and from where."""

    __tablename__ = "consents"
    __table_args__ = (one_of("purpose", Purpose),)

    user_id: Mapped[uuid.UUID] = owned_by("users.id")
    purpose: Mapped[Purpose] = mapped_column(EnumText(Purpose))
    granted: Mapped[bool] = mapped_column(Boolean)
    text_version: Mapped[str] = mapped_column(Text)
    address: Mapped[str | None] = mapped_column(Text)


class OneTimeCode(HasId, Model):
    """A one-time secret that was asked for.

    The secret itself is stored nowhere: it is derived from this row's id and the application's key, so
    the worker can write it into the mail and nobody can read it from the database.
    """

    __tablename__ = "one_time_codes"
    __table_args__ = (
        one_of("purpose", CodePurpose),
        Index("ix_one_time_codes_user_id_purpose_created_at", "user_id", "purpose", "created_at"),
    )

    user_id: Mapped[uuid.UUID] = owned_by("users.id", index=False)
    purpose: Mapped[CodePurpose] = mapped_column(EnumText(CodePurpose))
    expires_at: Mapped[datetime] = mapped_column(Moment)
    tries: Mapped[int] = mapped_column(Integer, default=0)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
    replaced_at: Mapped[datetime | None] = mapped_column(Moment)


class WebSession(HasId, Model):
    """A browser that is signed in. Only the hash of the cookie's secret is kept."""

    __tablename__ = "web_sessions"
    __table_args__ = (UniqueConstraint("secret_hash"),)

    user_id: Mapped[uuid.UUID] = owned_by("users.id")
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary)
    authz_version: Mapped[int] = mapped_column(Integer)
    remember: Mapped[bool] = mapped_column(Boolean, default=False)
    last_seen_at: Mapped[datetime] = mapped_column(Moment, default=now)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    device: Mapped[str] = mapped_column(Text, default="")
    address: Mapped[str | None] = mapped_column(Text)


class TokenFamily(HasId, Model):
    """One sign-in through the API; its refresh tokens descend from one another."""

    __tablename__ = "token_families"

    user_id: Mapped[uuid.UUID] = owned_by("users.id")
    authz_version: Mapped[int] = mapped_column(Integer)
    last_seen_at: Mapped[datetime] = mapped_column(Moment, default=now)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_reason: Mapped[str | None] = mapped_column(Text)
    device: Mapped[str] = mapped_column(Text, default="")
    address: Mapped[str | None] = mapped_column(Text)


class RefreshToken(HasId, Model):
    """One refresh token: opaque outside, hashed here, good once (and ten seconds more)."""

    __tablename__ = "refresh_tokens"
    __table_args__ = (UniqueConstraint("secret_hash"),)

    family_id: Mapped[uuid.UUID] = owned_by("token_families.id")
    parent_id: Mapped[uuid.UUID | None] = owned_by("refresh_tokens.id")
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
