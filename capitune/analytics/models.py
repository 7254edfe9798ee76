"""The figures of each day."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Date, Text
from sqlalchemy.orm import Mapped, mapped_column

from capitune.analytics.states import Figure
from capitune.core.clock import now
from capitune.core.db import EnumText, Model, Moment, one_of


class DayFigure(Model):
    """One figure of one day, or a part of it: ``cut`` says which (``country:SN``, ``012`` hours), empty for the whole."""

    __tablename__ = "analytics_figures"
    __table_args__ = (one_of("figure", Figure),)

    figure: Mapped[Figure] = mapped_column(EnumText(Figure), primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    cut: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[int] = mapped_column(BigInteger)


class CountedDay(Model):
    """A day, as it was on the walls of the service's own zone, that is counted."""

    __tablename__ = "analytics_days"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    counted_at: Mapped[datetime] = mapped_column(Moment, default=now)
