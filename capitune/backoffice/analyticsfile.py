"""Figures as files for spreadsheets: no cell is ever taken for a formula."""

import io
from collections.abc import Iterator
from typing import Any

from xlsxwriter import Workbook

from capitune.analytics.periods import Period
from capitune.analytics.queries import Both, Report, lines
from capitune.analytics.states import Figure
from capitune.analytics.words import FIGURES, cut_name
from capitune.backoffice.spreadsheets import MARK, row_of
from capitune.core.i18n import gettext as _

# Text stays text, whatever it begins with.
AS_IT_IS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def as_csv(period: Period) -> bytes:
    """Each figure of each day, UTF-8 with its mark."""
    rows = [row_of([str(cell) for cell in row]) for row in (_heads(), *_rows(period))]
    return (MARK + "".join(rows)).encode()


def as_workbook(found: Report) -> bytes:
    """Two sheets: totals beside those of the period before, and each figure of each day."""
    file = io.BytesIO()
    with Workbook(file, AS_IT_IS) as book:
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        _sheet(book, _("Totals"), list(_totals(found)), bold, day)
        _sheet(book, _("By day"), [_heads(), *_rows(found.period)], bold, day)
    return file.getvalue()


def _sheet(book: Workbook, name: str, rows: list[list[Any]], bold: Any, day: Any) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 3, 28)
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            shape = bold if number == 0 else day if hasattr(cell, "isoformat") else None
            sheet.write(number, column, cell, shape)


def _heads() -> list[str]:
    return [_("Day"), _("Figure"), _("Part"), _("How many")]


def _rows(period: Period) -> Iterator[list[Any]]:
    for row in lines(period):
        figure = Figure(row.figure)
        yield [row.day, str(FIGURES[figure]), cut_name(figure, row.cut), row.value]


def _totals(found: Report) -> Iterator[list[Any]]:
    yield [_("Figure"), _("Part"), _("In this period"), _("In the one before")]
    for (figure, cut), both in sorted(found.totals.items()):
        if figure is not Figure.STAGE_DAYS:
            yield [str(FIGURES[figure]), cut_name(figure, cut), both.value, both.before]
    yield _median(Figure.REVIEW_HOURS, found.review)
    yield _median(Figure.ANSWER_HOURS, found.answers)


def _median(figure: Figure, both: Both) -> list[Any]:
    return [str(FIGURES[figure]), _("Median"), both.value, both.before]
