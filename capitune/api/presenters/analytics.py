"""The figures of the service."""

from capitune.analytics.periods import Period
from capitune.analytics.queries import Both, Counted, Report, can_compare
from capitune.api import shapes
from capitune.dossiers.states import Stage


def analytics(found: Report, counted: Counted | None) -> shapes.Analytics:
    """All of a period."""
    return {
        "counted_at": counted.at if counted else None,
        "counted_to": counted.day if counted else None,
        "period": _days(found.period),
        "before": _days(found.period.before),
        "comparable": can_compare(counted, found.period),
        "unit": found.period.unit,
        "starts": found.starts,
        "totals": [
            {"figure": figure, "cut": cut, "value": both.value or 0, "before": both.before or 0}
            for (figure, cut), both in sorted(found.totals.items())
        ],
        "series": [
            {"figure": figure, "cut": cut, "values": values}
            for (figure, cut), values in sorted(found.points.items())
        ],
        "review": _median(found.review),
        "answer": _median(found.answers),
        "funnel": [{"step": step, "number": number} for step, number in found.funnel],
        "stages": [
            {
                "stage": stage,
                "dossiers": found.standing.get(stage, 0),
                "days": found.stage_days.get(stage),
            }
            for stage in Stage
        ],
    }


def _days(period: Period) -> shapes.Days:
    return {"first": period.first, "last": period.last}


def _median(both: Both) -> shapes.AnalyticsMedian:
    hours, before = (int(each) if each is not None else None for each in (both.value, both.before))
    return {"hours": hours, "before": before}
