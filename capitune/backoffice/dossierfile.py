"""The dossiers that staff looked for, as a file for spreadsheets."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from capitune.accounts import countries
from capitune.backoffice.queries.dossiers import DeskLine, found_dossiers
from capitune.backoffice.soughtdossiers import SoughtDossiers
from capitune.backoffice.spreadsheets import written
from capitune.core.i18n import current_language, label
from capitune.dossiers.queries.cases import NEVER
from capitune.dossiers.states import AssignmentStatus
from capitune.dossiers.words.labels import FAMILIES, ROLES, STAGES, TURN_NAMES

COLUMNS = (
    "id,number,candidate_id,candidate,country,programme,family,stage,turn,turn_since,to_check_since,"
    "next_deadline,professionals,asked,last_activity,opened,archived"
)


def lines(wanted: SoughtDossiers, today: date) -> Iterator[str]:
    """The file in pieces, in the order of the list."""

    def read(after: str | None, size: int) -> Any:
        return found_dossiers(wanted, today, size, after)

    return written(COLUMNS.split(","), read, _cells)


def _cells(line: DeskLine) -> list[str]:
    row = line.row
    return [
        str(row.id),
        row.number,
        str(row.candidate_id),
        f"{row.first_name} {row.last_name}".strip(),
        countries.name(row.country, current_language()),
        label(row.labels),
        str(FAMILIES[row.family]),
        str(STAGES[row.stage]),
        str(TURN_NAMES[row.turn]),
        row.turn_since.isoformat(),
        _when(row.review_since),
        "" if row.due_on == NEVER else row.due_on.isoformat(),
        _team(line, active=True),
        _team(line, active=False),
        _when(row.last_act_at),
        row.created_at.isoformat(),
        _when(row.archived_at),
    ]


def _when(moment: Any) -> str:
    return moment.isoformat() if moment else ""


def _team(line: DeskLine, *, active: bool) -> str:
    named = (
        f"{one.first_name} {one.last_name} ({ROLES[one.role]})"
        for one in line.team
        if (one.status is AssignmentStatus.ACTIVE) is active
    )
    return "; ".join(named)
