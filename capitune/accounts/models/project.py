"""What a candidate wants to do in Canada."""

import uuid

from sqlalchemy import BigInteger, CheckConstraint, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from capitune.accounts.states import Sector
from capitune.core.db import EnumText, HasId, Model, one_of, owned_by


class Project(HasId, Model):
    """The project of one candidate. ``budget_cents`` is in cents of ``budget_currency``."""

    __tablename__ = "projects"
    __table_args__ = (
        one_of("sector", Sector),
        CheckConstraint("goals <@ ARRAY['study', 'work', 'business']", name="goals"),
        CheckConstraint("budget_cents >= 0", name="budget_cents"),
        CheckConstraint("budget_currency = 'CAD'", name="budget_currency"),
    )

    user_id: Mapped[uuid.UUID] = owned_by("users.id", unique=True)
    goals: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    sector: Mapped[Sector | None] = mapped_column(EnumText(Sector))
    budget_cents: Mapped[int | None] = mapped_column(BigInteger)
    budget_currency: Mapped[str] = mapped_column(Text, default="CAD")
