"""Which days are looked at, and with which days they are compared."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from capitune.analytics.states import Unit
from capitune.core.days import day_of
from capitune.core.errors import Invalid

DAY = timedelta(days=1)
DAYS = (7, 30, 365)
USUAL = 30
MOST = 1100
AS_DAYS, AS_WEEKS = 31, 400  # the longest period shown day by day, and week by week


@dataclass(frozen=True, slots=True)
class Period:
    """From ``first`` to ``last``, both within; ``chosen`` is its length if it is a usual one, 0 for days of one's own."""

    first: date
    last: date
    chosen: int = 0

    @property
    def length(self) -> int:
        """Days."""
        return (self.last - self.first).days + 1

    @property
    def before(self) -> "Period":
        """As many days, just before."""
        return Period(self.first - self.length * DAY, self.first - DAY)

    @property
    def unit(self) -> Unit:
        """What a point of a series stands for, so that there are neither three nor three hundred."""
        if self.length <= AS_DAYS:
            return Unit.DAY
        return Unit.WEEK if self.length <= AS_WEEKS else Unit.MONTH

    def starts(self) -> list[date]:
        """The first day of each point; a week begins on Monday, so the first and last may be parts of one."""
        return list(self.lengths())

    def lengths(self) -> Counter[date]:
        """How many days of the period lie in each point, by its first day, in their order."""
        return Counter(self.start_of(self.first + n * DAY) for n in range(self.length))

    def start_of(self, day: date) -> date:
        """The first day of the point in which a day lies."""
        if self.unit is Unit.WEEK:
            return day - day.weekday() * DAY
        return day.replace(day=1) if self.unit is Unit.MONTH else day


def period_of(asked: Mapping[str, str], last: date) -> Period:
    """What is asked for: ``from`` and ``to`` (days, within), or ``days`` (7, 30, 365) that end with ``last``.

    Raises ``Invalid`` at the field that cannot be read, or that asks for more than three years.
    """
    since, until = day_of(asked, "from"), day_of(asked, "to")
    if since or until:
        period = Period(since or (until or last) - (USUAL - 1) * DAY, until or last)
        if period.first > period.last:
            raise Invalid.on("to", "bad_period")
        if period.length > MOST:
            raise Invalid.on("from", "period_too_long", days=MOST)
        return period
    days = asked.get("days") or str(USUAL)
    if days not in map(str, DAYS):
        raise Invalid.on("days", "unknown_value")
    return Period(last - (int(days) - 1) * DAY, last, int(days))
