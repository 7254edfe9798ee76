"""Verified professionals as they are found: a copy for reading, never the truth."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Date, Index, Text
from sqlalchemy.dialects.postgresql import ARRAY, TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from capitune.accounts.states import Domain, Profession
from capitune.core.db import EnumText, Model, Moment, owned_by

PLACES = 2**62  # on the circle on which everybody stands


def _gin(column: str) -> Index:
    return Index(f"ix_directory_entries_{column}", column, postgresql_using="gin")


class DirectoryEntry(Model):
    """One verified professional. Written with its causes by ``services.directory``; a lapse of
    ``licence_until`` is judged when it is read. ``place`` is random: nobody chooses where they stand.
    """

    __tablename__ = "directory_entries"
    __table_args__ = (
        Index("ix_directory_entries_place", "place", "user_id"),
        Index("ix_directory_entries_profession", "profession", "place", "user_id"),
        Index("ix_directory_entries_domain", "domain", "place", "user_id"),
        Index("ix_directory_entries_province", "province", "place", "user_id"),
        _gin("scopes"),
        _gin("languages"),
        _gin("search"),
        Index("ix_directory_entries_dealt_on", "dealt_on"),
    )

    user_id: Mapped[uuid.UUID] = owned_by("users.id", index=False, primary_key=True)
    first_name: Mapped[str] = mapped_column(Text)
    last_name: Mapped[str] = mapped_column(Text)
    organization: Mapped[str] = mapped_column(Text)
    profession: Mapped[Profession] = mapped_column(EnumText(Profession))
    domain: Mapped[Domain] = mapped_column(EnumText(Domain))
    province: Mapped[str] = mapped_column(Text)
    scopes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    languages: Mapped[list[str]] = mapped_column(ARRAY(Text))
    search: Mapped[Any] = mapped_column(TSVECTOR)
    licence_until: Mapped[datetime | None] = mapped_column(Moment)
    place: Mapped[int] = mapped_column(BigInteger)
    dealt_on: Mapped[date] = mapped_column(Date)
