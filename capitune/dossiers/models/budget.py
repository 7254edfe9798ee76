"""The budget of a dossier: what it costs, what was agreed, what was paid. Amounts in cents."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Date, Integer, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from capitune.core.db import EnumText, HasId, Model, Moment, one_of, owned_by
from capitune.dossiers.models.dossier import Dossier
from capitune.dossiers.states import LineKind

MOST_CENTS = 100_000_000  # a million dollars
CURRENCY = "CAD"


class BudgetLine(HasId, Model):
    """Something to pay: written by a professional, or a fee of the catalogue that somebody paid or changed.

    Without ``amount_cents`` it costs what its fee costs on the planned day. A fee that nobody touched has no
    row: see ``queries.budgetlines``.
    """

    __tablename__ = "budget_lines"
    __table_args__ = (
        UniqueConstraint("dossier_id", "fee_code"),
        one_of("kind", LineKind),
        CheckConstraint(f"amount_cents BETWEEN 1 AND {MOST_CENTS}", name="amount"),
        CheckConstraint("fee_code IS NOT NULL OR amount_cents IS NOT NULL", name="priced"),
    )

    dossier_id: Mapped[uuid.UUID] = owned_by("dossiers.id", index=False)
    kind: Mapped[LineKind] = mapped_column(EnumText(LineKind))
    label: Mapped[str] = mapped_column(Text, default="")
    amount_cents: Mapped[int | None] = mapped_column(Integer)
    currency: Mapped[str] = mapped_column(Text, default=CURRENCY)
    fee_code: Mapped[str | None] = mapped_column(Text)
    author_id: Mapped[uuid.UUID | None] = owned_by("users.id", ondelete="RESTRICT")
    version: Mapped[int] = mapped_column(Integer, default=1)
    removed_at: Mapped[datetime | None] = mapped_column(Moment)


class Quote(HasId, Model):
    """A version of the quote: the services as they were when it was proposed, never changed after.

    ``lines``: ``[{"id", "label", "amount_cents", "by"}]``. The highest number is the one that counts; an older
    one that was accepted stands until a newer one is.
    """

    __tablename__ = "quotes"
    __table_args__ = (
        UniqueConstraint("dossier_id", "number"),
        CheckConstraint("(accepted_at IS NULL) = (accepted_text IS NULL)", name="accepted"),
    )

    dossier_id: Mapped[uuid.UUID] = owned_by("dossiers.id", index=False)
    number: Mapped[int] = mapped_column(Integer)
    lines: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    total_cents: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(Text, default=CURRENCY)
    terms: Mapped[str] = mapped_column(Text)
    proposed_by_id: Mapped[uuid.UUID] = owned_by("users.id", ondelete="RESTRICT")
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    accepted_at: Mapped[datetime | None] = mapped_column(Moment)
    # Word for word what the candidate had before their eyes, and in which language.
    accepted_text: Mapped[str | None] = mapped_column(Text)
    accepted_language: Mapped[str | None] = mapped_column(Text)

    dossier: Mapped[Dossier] = relationship(lazy="raise")


class Payment(HasId, Model):
    """A payment as somebody recorded it, or the entry that takes one back (negative). Never changed."""

    __tablename__ = "payments"
    __table_args__ = (
        UniqueConstraint("reverses_id"),
        CheckConstraint(
            f"amount_cents BETWEEN 1 AND {MOST_CENTS} AND reverses_id IS NULL"
            f" OR amount_cents BETWEEN -{MOST_CENTS} AND -1 AND reverses_id IS NOT NULL",
            name="amount",
        ),
    )

    dossier_id: Mapped[uuid.UUID] = owned_by("dossiers.id")
    line_id: Mapped[uuid.UUID] = owned_by("budget_lines.id")
    amount_cents: Mapped[int] = mapped_column(Integer)
    currency: Mapped[str] = mapped_column(Text, default=CURRENCY)
    paid_on: Mapped[date] = mapped_column(Date)
    recorded_by_id: Mapped[uuid.UUID] = owned_by("users.id", ondelete="RESTRICT")
    reverses_id: Mapped[uuid.UUID | None] = owned_by("payments.id", index=False)
    reason: Mapped[str] = mapped_column(Text, default="")

    dossier: Mapped[Dossier] = relationship(lazy="raise")
