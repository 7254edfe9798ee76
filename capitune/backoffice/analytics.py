"""The desk of figures: a period beside the one before, charts with their tables, files to take away."""

from typing import Any

from flask import Response, request
from flask_admin import expose

from capitune.analytics.periods import DAYS, USUAL, Period, period_of
from capitune.analytics.queries import Report, can_compare, counted, last_day, report
from capitune.analytics.states import Figure
from capitune.analytics.words import STEPS
from capitune.authz.admin import GuardedView
from capitune.authz.permissions import Permission
from capitune.backoffice.analyticsfile import as_csv, as_workbook
from capitune.backoffice.asking import filters_of, said_of
from capitune.backoffice.charts import charts, parts
from capitune.core.errors import Invalid
from capitune.core.i18n import lazy_gettext as _l
from capitune.dossiers.words.labels import STAGES

FILTERS = ("days", "from", "to")
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class AnalyticsDesk(GuardedView):
    """``/admin/analytics``: counted at night, so nothing here is slower with more people."""

    doors = dict.fromkeys(("index", "export_csv", "export_xlsx"), Permission.ANALYTICS_READ)
    icon = "chart-bar"
    short = _l("Figures")
    group = _l("Running the service")
    vocabulary = {
        "F": Figure,
        "step_names": STEPS,
        "stage_names": STAGES,
        "usual": DAYS,
    }

    def __init__(self) -> None:
        super().__init__(name=_l("Statistics"), endpoint="analytics", url="/admin/analytics")

    @expose("/")
    def index(self) -> Any:
        """The figures of a period; days that cannot be read are said beside their field."""
        asked, known = filters_of(request.args, FILTERS), counted()
        try:
            period = period_of(asked, last_day(known))
        except Invalid as error:
            said = said_of(error)
            return self._page(asked, report(_usual(known)), known, said, status=422)
        return self._page(asked, report(period), known, {})

    @expose("/export.csv")
    def export_csv(self) -> Any:
        """Each figure of each day of the period."""
        return _file(as_csv(_period()), "text/csv; charset=utf-8", "csv")

    @expose("/export.xlsx")
    def export_xlsx(self) -> Any:
        """The same, after the totals beside those of the period before."""
        period = _period()
        return _file(as_workbook(report(period)), WORKBOOK, "xlsx")

    def _page(
        self, asked: dict[str, str], found: Report, known: Any, said: dict[str, str], **more: Any
    ) -> Any:
        return self.render(
            "backoffice/analytics.html",
            asked=asked,
            found=found,
            counted=known,
            said=said,
            comparable=can_compare(known, found.period),
            charts=charts(found),
            countries=parts(found, "country"),
            languages=parts(found, "language"),
            **more,
        )


def _usual(known: Any) -> Period:
    return period_of({"days": str(USUAL)}, last_day(known))


def _period() -> Period:
    return period_of(filters_of(request.args, FILTERS), last_day(counted()))


def _file(body: bytes, kind: str, ending: str) -> Response:
    named = f'attachment; filename="capitune-figures.{ending}"'
    kept = {"Content-Disposition": named, "Cache-Control": "no-store"}
    return Response(body, headers=kept, content_type=kind)
