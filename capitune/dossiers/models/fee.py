"""What authorities and others ask, dated: a row for each amount and the days on which it is due."""

from datetime import date
from typing import Any

from sqlalchemy import Boolean, CheckConstraint, Date, Integer, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from capitune.core.db import EnumText, HasId, Model, one_of
from capitune.dossiers.states import LineKind


class Fee(HasId, Model):
    """An amount from ``effective_from`` until ``effective_to`` (open: until a newer row), both days included.

    ``source`` is the page on which it was read on ``read_on``; ``verified_on`` the day on which somebody in charge
    held it against the authority's own. Not ``confirmed``: an inference or an estimate, said to be one.
    """

    __tablename__ = "fees"
    __table_args__ = (
        UniqueConstraint("code", "effective_from"),
        one_of("kind", LineKind),
        CheckConstraint("amount_cents >= 0", name="amount"),
        CheckConstraint("effective_to >= effective_from", name="days"),
    )

    code: Mapped[str] = mapped_column(Text)
    labels: Mapped[dict[str, str]] = mapped_column(JSONB)
    kind: Mapped[LineKind] = mapped_column(EnumText(LineKind))
    amount_cents: Mapped[int] = mapped_column(Integer)
    currency: Mapped[str] = mapped_column(Text)
    effective_from: Mapped[date] = mapped_column(Date)
    effective_to: Mapped[date | None] = mapped_column(Date)
    source: Mapped[str] = mapped_column(Text)
    read_on: Mapped[date] = mapped_column(Date)
    verified_on: Mapped[date | None] = mapped_column(Date)
    confirmed: Mapped[bool] = mapped_column(Boolean)
    draft: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    published: Mapped[bool] = mapped_column(Boolean)
