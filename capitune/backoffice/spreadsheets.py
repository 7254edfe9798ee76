"""Lists as files for spreadsheets: UTF-8 with its mark, no cell that a spreadsheet would run."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from flask import Response, stream_with_context

from capitune.core.i18n import gettext as _
from capitune.core.listing import Page

CSV = "text/csv; charset=utf-8"
MOST, BATCH = 100_000, 1000
MARK = "\ufeff"
RUN = ("=", "+", "-", "@", "\t", "\r")

Line = TypeVar("Line")


def written(
    columns: Sequence[str],
    read: Callable[[str | None, int], Page[Line]],
    cells: Callable[[Line], list[str]],
) -> Iterator[str]:
    """The file in pieces of a thousand lines, as ``read`` gives them after a cursor; its last line says when
    there were more than a hundred thousand.
    """
    yield MARK + row_of(columns)
    after = None
    for _batch in range(MOST // BATCH):
        page = read(after, BATCH)
        yield "".join(row_of(cells(line)) for line in page.items)
        after = page.next_cursor
        if after is None:
            return
    yield row_of([_("More than 100,000 lines: the rest is left out. Narrow the search.")])


def taken_away(name: str, pieces: Iterator[str]) -> Response:
    """The answer that a browser keeps as a file of this name, sent as it is read."""
    kept = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(stream_with_context(pieces), headers=kept, content_type=CSV)


def harmless(cell: str) -> str:
    """The same text, which no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(RUN) else cell


def row_of(cells: Sequence[str]) -> str:
    """One line of a file for spreadsheets."""
    file = io.StringIO()
    csv.writer(file).writerow([harmless(cell) for cell in cells])
    return file.getvalue()
