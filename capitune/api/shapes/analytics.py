"""The figures of the service."""

from datetime import date, datetime

from typing_extensions import TypedDict

from capitune.analytics.states import Figure, Unit
from capitune.dossiers.states import Stage


class Days(TypedDict):
    """Both days are within."""

    first: date
    last: date


class AnalyticsTotal(TypedDict):
    """A figure, or a part of it (``country:SN``; empty for the whole), in the period and in the one before.

    ``active`` is the mean of the days; everything else is a sum.
    """

    figure: Figure
    cut: str
    value: float
    before: float


class AnalyticsSeries(TypedDict):
    """One value for each of ``starts``."""

    figure: Figure
    cut: str
    values: list[int]


class AnalyticsMedian(TypedDict):
    """Hours, in the period and in the one before; null when there was nothing."""

    hours: int | None
    before: int | None


class AnalyticsStep(TypedDict):
    """Of those who arrived in the period, how many came so far until now."""

    step: str
    number: int


class AnalyticsStage(TypedDict):
    """Open dossiers at the last count; median days of those that left the stage in the period."""

    stage: Stage
    dossiers: int
    days: float | None


class Analytics(TypedDict):
    """What a period was like. Days are those of Montréal; ``counted_to`` is the last that is counted,
    ``comparable``: all days of the period before were counted too.
    """

    counted_at: datetime | None
    counted_to: date | None
    period: Days
    before: Days
    comparable: bool
    unit: Unit
    starts: list[date]
    totals: list[AnalyticsTotal]
    series: list[AnalyticsSeries]
    review: AnalyticsMedian
    answer: AnalyticsMedian
    funnel: list[AnalyticsStep]
    stages: list[AnalyticsStage]
