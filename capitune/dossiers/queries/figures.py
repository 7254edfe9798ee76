"""What the stored figures of a dossier say today. Work on a record and on a row of ``dossier_rows``."""

from datetime import date, datetime
from typing import Any, Protocol

from capitune.dossiers.nextaction import Next, Plan, present
from capitune.dossiers.states import NextAction, Stage, Status


class Figures(Protocol):
    """The columns that the functions below read."""

    @property
    def stage(self) -> Stage: ...
    @property
    def archived_at(self) -> datetime | None: ...
    @property
    def started_at(self) -> datetime | None: ...
    @property
    def validated_count(self) -> int: ...
    @property
    def counted_count(self) -> int: ...
    @property
    def next_action(self) -> NextAction: ...
    @property
    def next_requirement_id(self) -> Any: ...
    @property
    def next_step_id(self) -> Any: ...
    @property
    def next_step_on(self) -> date | None: ...


def status_of(row: Figures) -> Status:
    """What the candidate is told."""
    if row.archived_at:
        return Status.ARCHIVED
    if row.stage is Stage.VALIDATED:
        return Status.VALIDATED
    return Status.IN_PROGRESS if row.started_at else Status.DRAFT


def progress_of(row: Figures) -> int | None:
    """Whole per cent of the counted requirements that are validated, rounded down; None without any."""
    if not row.counted_count:
        return None
    return 100 * row.validated_count // row.counted_count


def next_of(row: Figures, today: date) -> Next:
    """The next action on the reader's day ``today``."""
    kept = Plan(row.next_action, row.next_requirement_id, row.next_step_id, row.next_step_on)
    return present(kept, today, archived=row.archived_at is not None)
