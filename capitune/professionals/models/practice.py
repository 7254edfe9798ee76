"""What a professional declares about their practice. Whether it was checked is on the account."""

import uuid

from sqlalchemy import CheckConstraint, Integer, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from capitune.accounts.states import Domain, Profession
from capitune.core.db import EnumText, HasId, Model, one_of, owned_by


class Practice(HasId, Model):
    """The practice of one professional. ``languages`` are ISO 639 codes, ``portfolio`` https addresses."""

    __tablename__ = "practices"
    __table_args__ = (
        one_of("profession", Profession),
        one_of("domain", Domain),
        CheckConstraint("years BETWEEN 0 AND 70", name="years"),
    )

    user_id: Mapped[uuid.UUID] = owned_by("users.id", unique=True)
    organization: Mapped[str] = mapped_column(Text)
    profession: Mapped[Profession] = mapped_column(EnumText(Profession))
    domain: Mapped[Domain] = mapped_column(EnumText(Domain))
    province: Mapped[str] = mapped_column(Text)
    bio: Mapped[str | None] = mapped_column(Text)
    years: Mapped[int | None] = mapped_column(Integer)
    expertise: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list, server_default="{}")
    languages: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list, server_default="{}")
    services: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list, server_default="{}")
    portfolio: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list, server_default="{}")
