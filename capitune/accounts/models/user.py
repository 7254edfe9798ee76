"""People with an account."""

import uuid
from datetime import datetime

from sqlalchemy import Boolean, Index, Integer, Text, UniqueConstraint, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from capitune.accounts.licence import valid_scopes
from capitune.accounts.states import Language, Standing
from capitune.authz.actor import Role
from capitune.core.clock import now
from capitune.core.db import EnumText, HasId, Model, Moment, one_of

PREFIX = "text_pattern_ops"
# As PostgreSQL itself writes them.
FIRST_LAST = "fold((first_name || ' '::text) || last_name)"
LAST_FIRST = "fold((last_name || ' '::text) || first_name)"


class User(HasId, Model):
    """A person with an account.

    ``licence_scopes`` and ``licence_until`` are the standing of a professional, written only when staff
    checks a licence; ``authz_version`` rises whenever rights change, and ends what was opened before.
    ``phone`` is in E.164; ``avatar_id`` names the pictures that are shown now.
    """

    __tablename__ = "users"
    __table_args__ = (
        UniqueConstraint("email_key"),
        one_of("role", Role),
        one_of("standing", Standing),
        one_of("language", Language),
        Index("ix_users_role_created_at_id", "role", "created_at", "id"),
        Index("ix_users_created_at_id", "created_at", "id"),
        Index("ix_users_avatar_id", "avatar_id", postgresql_where=text("avatar_id IS NOT NULL")),
        # Staff find people by the beginning of a name, of an address, of a telephone number.
        Index(
            "ix_users_first_last_folded",
            text(FIRST_LAST),
            postgresql_ops={FIRST_LAST: PREFIX},
        ),
        Index(
            "ix_users_last_first_folded",
            text(LAST_FIRST),
            postgresql_ops={LAST_FIRST: PREFIX},
        ),
        Index(
            "ix_users_phone_prefix",
            "phone",
            postgresql_ops={"phone": PREFIX},
            postgresql_where=text("phone IS NOT NULL"),
        ),
        Index("ix_users_standing_created_at_id", "standing", "created_at", "id"),
        Index("ix_users_country_created_at_id", "country", "created_at", "id"),
        Index("ix_users_role_country_created_at_id", "role", "country", "created_at", "id"),
        Index(
            "ix_users_unverified_created_at_id",
            "created_at",
            "id",
            postgresql_where=text("email_verified_at IS NULL"),
        ),
        Index("ix_users_email_key_prefix", "email_key", postgresql_ops={"email_key": PREFIX}),
    )

    email: Mapped[str] = mapped_column(Text)
    email_key: Mapped[str] = mapped_column(Text)
    password_hash: Mapped[str] = mapped_column(Text)
    role: Mapped[Role] = mapped_column(EnumText(Role))
    first_name: Mapped[str] = mapped_column(Text)
    last_name: Mapped[str] = mapped_column(Text)
    phone: Mapped[str | None] = mapped_column(Text)
    country: Mapped[str | None] = mapped_column(Text)
    province: Mapped[str | None] = mapped_column(Text)
    language: Mapped[Language] = mapped_column(EnumText(Language), default=Language.FR)
    timezone: Mapped[str | None] = mapped_column(Text)
    avatar_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    standing: Mapped[Standing] = mapped_column(EnumText(Standing), default=Standing.ACTIVE)
    email_verified_at: Mapped[datetime | None] = mapped_column(Moment)
    licence_scopes: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    licence_until: Mapped[datetime | None] = mapped_column(Moment)
    authz_version: Mapped[int] = mapped_column(Integer, default=1)
    is_demo: Mapped[bool] = mapped_column(Boolean, default=False)
    updated_at: Mapped[datetime] = mapped_column(Moment, default=now, onupdate=now)

    @property
    def name(self) -> str:
        """First and last name; empty once the account is erased."""
        return f"{self.first_name} {self.last_name}".strip()

    def scopes_at(self, moment: datetime) -> frozenset[str]:
        """The licence scopes valid at that moment."""
        return valid_scopes(self.licence_scopes, self.licence_until, moment)
