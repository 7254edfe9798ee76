"""The charts of the desk of figures: each a table, which a script draws."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from capitune.analytics.queries import Both, Report
from capitune.analytics.states import Figure, Unit
from capitune.analytics.words import slice_name
from capitune.core.formats import month, short_day
from capitune.core.i18n import gettext as _

MOST_PARTS = 15
Line = tuple[str, Sequence[int | None]]


@dataclass(frozen=True, slots=True)
class Chart:
    """``kind``: ``bars`` (one upon the other) or ``line``. ``rows``: what each point is called, and its values."""

    kind: str
    title: str
    hint: str
    heads: list[str]
    rows: list[tuple[str, tuple[int | None, ...]]]


def charts(found: Report) -> list[Chart]:
    """Sign-ups, the time to a first decision, decisions, people."""
    return [
        _chart(
            found,
            "bars",
            (_("Sign-ups"), _("Candidates, and professionals in cyan")),
            (_("Candidates"), _points(found, Figure.SIGN_UPS, "role:candidate")),
            (_("Professionals"), _points(found, Figure.SIGN_UPS, "role:professional")),
        ),
        _chart(
            found,
            "line",
            (_("Time to the first decision on a document"), _("Median in hours, goal 48 h")),
            (_("Hours"), found.review_points),
        ),
        _chart(
            found,
            "bars",
            (_("Documents decided on"), _("Validated, and refused in cyan")),
            (_("Validated"), _points(found, Figure.ACCEPTED)),
            (_("Refused"), _points(found, Figure.REJECTED)),
        ),
        _chart(
            found,
            "line",
            (
                _("Active people"),
                _("Whoever did something that the journal keeps: mean of the days"),
            ),
            (_("People"), _points(found, Figure.ACTIVE)),
        ),
    ]


def parts(found: Report, kind: str) -> list[tuple[str, Both, Both]]:
    """The countries (languages) with the most: its name, sign-ups, people active on a day."""
    ups, active = (dict(found.cuts(figure, kind)) for figure in (Figure.SIGN_UPS, Figure.ACTIVE))
    none = Both(0, 0)
    codes = list(dict.fromkeys([*ups, *active]))[:MOST_PARTS]
    return [(slice_name(kind, code), ups.get(code, none), active.get(code, none)) for code in codes]


def _chart(found: Report, kind: str, said: tuple[str, str], *lines: Line) -> Chart:
    unit = found.period.unit
    heads = {Unit.DAY: _("Day"), Unit.WEEK: _("Week of"), Unit.MONTH: _("Month")}
    named = month if unit is Unit.MONTH else short_day
    rows: list[Any] = list(zip(*(values for _name, values in lines), strict=True))
    return Chart(
        kind,
        *said,
        [heads[unit], *(name for name, _values in lines)],
        [(named(start), row) for start, row in zip(found.starts, rows, strict=True)],
    )


def _points(found: Report, figure: Figure, cut: str = "") -> list[int]:
    return found.points.get((figure, cut)) or [0] * len(found.starts)
