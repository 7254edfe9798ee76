"""Reading what was counted: totals of a period beside those of the period before, and points over time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Date, bindparam, cast, func, or_, select

from capitune.analytics.models import CountedDay, DayFigure
from capitune.analytics.periods import Period
from capitune.analytics.states import STOOD, Figure, Reach
from capitune.core.clock import today
from capitune.core.i18n import HOME_ZONE
from capitune.core.reads import Read

ROLES = ("role:candidate", "role:professional")
HOURS = (Figure.REVIEW_HOURS, Figure.ANSWER_HOURS)

_within = DayFigure.day.between(bindparam("first"), bindparam("last"))
_now = func.sum(DayFigure.value).filter(DayFigure.day >= bindparam("middle", type_=Date))
_before = func.sum(DayFigure.value).filter(DayFigure.day < bindparam("middle", type_=Date))
TOTALS = Read(
    select(
        DayFigure.figure,
        DayFigure.cut,
        func.coalesce(_now, 0).label("value"),
        func.coalesce(_before, 0).label("before"),
    )
    .where(DayFigure.figure.not_in(list(STOOD)), _within)
    .group_by(DayFigure.figure, DayFigure.cut)
)
# Unit.DAY, Unit.WEEK and Unit.MONTH are the names that PostgreSQL gives them; its weeks begin on Monday too.
_point = cast(func.date_trunc(bindparam("unit"), DayFigure.day), Date)
POINTS = Read(
    select(
        DayFigure.figure,
        DayFigure.cut,
        _point.label("start"),
        func.sum(DayFigure.value).label("value"),
    )
    .where(
        DayFigure.figure.not_in([*STOOD, Figure.STAGE_DAYS, Figure.REACHED, Figure.ANSWER_HOURS]),
        or_(DayFigure.cut.in_(["", *ROLES]), DayFigure.figure == Figure.REVIEW_HOURS),
        _within,
    )
    .group_by(DayFigure.figure, DayFigure.cut, _point)
    .order_by(_point)
)
STANDING = Read(
    select(DayFigure.cut, DayFigure.value, DayFigure.day).where(
        DayFigure.figure == Figure.IN_STAGE,
        DayFigure.day
        == select(func.max(DayFigure.day))
        .where(DayFigure.figure == Figure.IN_STAGE)
        .scalar_subquery(),
    )
)
_first = select(func.min(CountedDay.day)).scalar_subquery()
LAST = Read(
    select(CountedDay.day, CountedDay.counted_at, _first.label("since"))
    .order_by(CountedDay.day.desc())
    .limit(1)
)
LINES = Read(
    select(DayFigure.day, DayFigure.figure, DayFigure.cut, DayFigure.value)
    .where(_within)
    .order_by(DayFigure.day, DayFigure.figure, DayFigure.cut)
)


@dataclass(frozen=True, slots=True)
class Counted:
    """From which day to which the figures go, and when the last were counted."""

    since: date
    day: date
    at: datetime


@dataclass(frozen=True, slots=True)
class Both:
    """A figure in the period, and in the one before; None: nothing to say."""

    value: float | None
    before: float | None

    @property
    def change(self) -> int | None:
        """Per cent more (or less) than before, rounded; None without a before."""
        if self.value is None or not self.before:
            return None
        return round(100 * (self.value - self.before) / self.before)


@dataclass(frozen=True, slots=True)
class Report:
    """What a period was like.

    ``totals``: by figure and cut, sums of days (``ACTIVE``: the mean of the days). ``points``: for each start of
    ``starts``, by figure and cut, the sums (means); ``review_points``: the median hours of first decisions then.
    ``standing``: dossiers by stage on the last day counted. ``stage_days``: median days in the stages that were left.
    """

    period: Period
    totals: Mapping[tuple[Figure, str], Both]
    starts: list[date]
    points: Mapping[tuple[Figure, str], list[int]]
    review: Both
    review_points: list[int | None]
    answers: Both
    standing: Mapping[str, int]
    stage_days: Mapping[str, float | None]

    def total(self, figure: Figure, cut: str = "") -> Both:
        """Zero where nothing was counted."""
        return self.totals.get((figure, cut), Both(0, 0))

    def cuts(self, figure: Figure, kind: str) -> list[tuple[str, Both]]:
        """The parts of one kind (``country``), the largest first."""
        start = f"{kind}:"
        found = [
            (cut.removeprefix(start), both)
            for (of, cut), both in self.totals.items()
            if of is figure and cut.startswith(start)
        ]
        return sorted(found, key=lambda part: (-(part[1].value or 0), part[0]))

    @property
    def funnel(self) -> list[tuple[str, int]]:
        """From visits to dossiers completed: how many there were at each step, of those who signed up then."""
        steps = [("visits", self.total(Figure.VISITS).value)]
        steps.append(("sign_ups", self.total(Figure.SIGN_UPS, ROLES[0]).value))
        steps += [(reach.value, self.total(Figure.REACHED, reach).value) for reach in Reach]
        return [(name, int(value or 0)) for name, value in steps]


def counted() -> Counted | None:
    """Up to where the days are counted; None before the first night (one statement)."""
    row = LAST.first()
    return Counted(row.since, row.day, row.counted_at) if row else None


def can_compare(known: Counted | None, period: Period) -> bool:
    """Whether all days of the period before were counted too."""
    return known is not None and known.since <= period.before.first


def last_day(known: Counted | None) -> date:
    """The last day that a period may end with: counted, or yesterday before the first night."""
    return known.day if known else today(HOME_ZONE) - timedelta(days=1)


def report(period: Period) -> Report:
    """The figures of the period and of the one before (three statements)."""
    before = period.before
    rows = TOTALS.rows(first=before.first, middle=period.first, last=period.last)
    sums = {(Figure(row.figure), row.cut): (int(row.value), int(row.before)) for row in rows}
    hours = {figure: _medians(_cuts(sums, figure)) for figure in HOURS}
    points = POINTS.rows(unit=period.unit.value, first=period.first, last=period.last)
    return Report(
        period=period,
        totals={
            key: _both(key[0], pair, period) for key, pair in sums.items() if key[0] not in HOURS
        },
        starts=period.starts(),
        points=_series(points, period),
        review=hours[Figure.REVIEW_HOURS],
        review_points=_review_points(points, period),
        answers=hours[Figure.ANSWER_HOURS],
        standing={row.cut: row.value for row in STANDING.rows()},
        stage_days=_stage_days(_cuts(sums, Figure.STAGE_DAYS)),
    )


def lines(period: Period) -> Iterable[Any]:
    """Every figure of every day, oldest first: ``day``, ``figure``, ``cut``, ``value``."""
    return LINES.rows(first=period.first, last=period.last)


def median(weights: Mapping[int, int]) -> int | None:
    """The middle one of so many of each size; None without any."""
    half, seen = (sum(weights.values()) + 1) // 2, 0
    for size in sorted(weights):
        seen += weights[size]
        if seen >= half > 0:
            return size
    return None


def _both(figure: Figure, pair: tuple[int, int], period: Period) -> Both:
    if figure is Figure.ACTIVE:
        return Both(round(pair[0] / period.length, 1), round(pair[1] / period.length, 1))
    return Both(*pair)


def _cuts(
    sums: Mapping[tuple[Figure, str], tuple[int, int]], figure: Figure
) -> dict[str, tuple[int, int]]:
    return {cut: pair for (of, cut), pair in sums.items() if of is figure}


def _medians(cuts: Mapping[str, tuple[int, int]]) -> Both:
    now, before = ({int(cut): pair[i] for cut, pair in cuts.items()} for i in (0, 1))
    return Both(median(now), median(before))


def _stage_days(cuts: Mapping[str, tuple[int, int]]) -> dict[str, float | None]:
    stages: dict[str, dict[int, int]] = {}
    for cut, (number, _before) in cuts.items():
        stage, _colon, days = cut.partition(":")
        stages.setdefault(stage, {})[int(days)] = number
    return {stage: median(days) for stage, days in stages.items()}


def _series(rows: Iterable[Any], period: Period) -> dict[tuple[Figure, str], list[int]]:
    starts = {start: n for n, start in enumerate(period.starts())}
    lengths = period.lengths()
    found: dict[tuple[Figure, str], list[int]] = {}
    for row in rows:
        figure = Figure(row.figure)
        if figure is Figure.REVIEW_HOURS:
            continue
        series = found.setdefault((figure, row.cut), [0] * len(starts))
        value = int(row.value)
        series[starts[row.start]] = (
            round(value / lengths[row.start]) if figure is Figure.ACTIVE else value
        )
    return found


def _review_points(rows: Iterable[Any], period: Period) -> list[int | None]:
    weights: dict[date, dict[int, int]] = {}
    for row in rows:
        if row.figure == Figure.REVIEW_HOURS:
            weights.setdefault(row.start, {})[int(row.cut)] = int(row.value)
    return [median(weights.get(start, {})) for start in period.starts()]
