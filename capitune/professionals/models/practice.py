"""What a professional declares about their practice. Whether it was checked is on the account."""

import uuid

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from capitune.accounts.states import Domain, Profession
from capitune.core.db import EnumText, HasId, Model, one_of, owned_by


class Practice(HasId, Model):
    """The practice of one professional."""

    __tablename__ = "practices"
    __table_args__ = (one_of("profession", Profession), one_of("domain", Domain))

    user_id: Mapped[uuid.UUID] = owned_by("users.id", unique=True)
    organization: Mapped[str] = mapped_column(Text)
    profession: Mapped[Profession] = mapped_column(EnumText(Profession))
    domain: Mapped[Domain] = mapped_column(EnumText(Domain))
    province: Mapped[str] = mapped_column(Text)
