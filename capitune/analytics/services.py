"""Counting the days that are over: every figure comes from the rows themselves, in one transaction."""

from datetime import date, datetime, timedelta

from sqlalchemy import delete, func, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert

from capitune.accounts.models import User
from capitune.analytics.models import CountedDay, DayFigure
from capitune.analytics.statements import COHORTS, COUNTS, STAGES
from capitune.analytics.states import COHORT, EARLIEST, MOST_DAYS, MOST_HOURS, Figure
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.clock import now, today, zone
from capitune.core.days import start_of
from capitune.core.db import db
from capitune.core.i18n import HOME_ZONE
from capitune.core.ids import first_id_of

DAY = timedelta(days=1)
COUNTED = frozenset(Figure) - {Figure.VISITS, Figure.REACHED}


def count_days(actor: Actor) -> int:
    """Count each day that is over and not counted yet; how many there were.

    Days are those on the walls of ``HOME_ZONE``. The first time begins at the first account, three years
    back at most. How far candidates have come is counted anew for the sign-ups of the last year. Twice is once.
    """
    require(actor, Permission.ANALYTICS_COUNT)
    last = today(HOME_ZONE) - DAY
    first = _first_missing(last)
    if first > last:
        return 0
    between = {
        "zone": HOME_ZONE,
        "start": _midnight(first),
        "end": _midnight(last + DAY),
        "first_id": first_id_of(_midnight(first)),
        "end_id": first_id_of(_midnight(last + DAY)),
        "most_hours": MOST_HOURS,
        "most_days": MOST_DAYS,
    }
    _forget(first, last)
    for statement in COUNTS:
        db.session.execute(statement, between)
    db.session.execute(STAGES, {"last": last})
    followed = last - COHORT * DAY
    db.session.execute(
        delete(DayFigure).where(DayFigure.figure == Figure.REACHED, DayFigure.day >= followed)
    )
    db.session.execute(COHORTS, {**between, "start": _midnight(followed)})
    days = [{"day": first + n * DAY, "counted_at": now()} for n in range((last - first).days + 1)]
    db.session.execute(insert(CountedDay), days)
    return len(days)


def add_visits(actor: Actor, day: date, number: int) -> None:
    """So many more arrivals on that day."""
    require(actor, Permission.ANALYTICS_COUNT)
    fresh = upsert(DayFigure).values(figure=Figure.VISITS, day=day, cut="", value=number)
    total = DayFigure.value + fresh.excluded.value
    db.session.execute(
        fresh.on_conflict_do_update(constraint="pk_analytics_figures", set_={"value": total})
    )


def _first_missing(last: date) -> date:
    counted: date | None = db.session.scalar(select(func.max(CountedDay.day)))
    if counted is not None:
        return counted + DAY
    born = db.session.scalar(select(func.min(User.created_at)))
    began = born.astimezone(zone(HOME_ZONE)).date() if born else last
    return max(began, last - EARLIEST * DAY)


def _forget(first: date, last: date) -> None:
    """What an interrupted hand may have left: the days are counted whole."""
    between = DayFigure.day.between(first, last)
    db.session.execute(delete(DayFigure).where(DayFigure.figure.in_(COUNTED), between))


def _midnight(day: date) -> datetime:
    return start_of(day, zone(HOME_ZONE))
