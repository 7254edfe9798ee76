"""The audit log as a file for spreadsheets: UTF-8 with its mark, no cell that a spreadsheet would run."""

import csv
import io
from collections.abc import Iterator

from capitune.audit.searching import Wanted
from capitune.core.i18n import gettext as _
from capitune.core.ids import parse_id
from capitune.core.listing import decode
from capitune.dossiers.queries.trail import TrailLine, trail
from capitune.dossiers.words.trail import ACTS, changes

CSV = "text/csv; charset=utf-8"
MOST, BATCH = 100_000, 1000
MARK = "\ufeff"
RUN = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = "id,at,act,code,actor_id,actor,role,door,subject_type,subject_id,dossier,changes,address,request"


def lines(wanted: Wanted) -> Iterator[str]:
    """The file in pieces of a thousand acts, newest first; its last line says when there were more."""
    yield MARK + row_of(COLUMNS.split(","))
    after = None
    for _batch in range(MOST // BATCH):
        page = trail(wanted, BATCH, after)
        yield "".join(row_of(_cells(line)) for line in page.items)
        after = decode(page.next_cursor)
        if after is None:
            return
    yield row_of([_("More than 100,000 lines: the oldest are left out. Narrow the period.")])


def harmless(cell: str) -> str:
    """The same text, which no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(RUN) else cell


def row_of(cells: list[str]) -> str:
    """One line of a file for spreadsheets."""
    file = io.StringIO()
    csv.writer(file).writerow([harmless(cell) for cell in cells])
    return file.getvalue()


def _cells(line: TrailLine) -> list[str]:
    act, known = line.event, ACTS.get(line.event.act)
    said = (f"{name} {before} -> {after}".strip() for name, before, after in changes(act.data))
    return [
        str(act.id),
        act.at.isoformat(),
        str(known or act.act),
        str(act.act),
        str(parse_id(act.actor_id) or ""),
        line.actor.name if line.actor else act.actor_name,
        act.actor_role or "",
        str(act.door),
        act.subject_type,
        str(parse_id(act.subject_id) or ""),
        line.number,
        "; ".join(said),
        act.address or "",
        act.request_id or "",
    ]
