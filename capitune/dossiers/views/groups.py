"""The rows of a dossier's documents, in the groups in which their reader meets them."""

import uuid
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from capitune.dossiers.queries import RequirementLine
from capitune.dossiers.states import DocumentStatus, Necessity

Rows = Sequence[RequirementLine]
SENT = frozenset({DocumentStatus.PENDING, DocumentStatus.RECEIVED})
SHOWN = 4  # validated rows shown before "See the others"


@dataclass(frozen=True, slots=True)
class Group:
    """A heading with its rows. ``folded``: closed until one opens it; ``shown``: how many rows stand
    before the others.
    """

    key: str
    title: str
    rows: list[RequirementLine]
    folded: bool = False
    note: str = ""
    shown: int = 1000


def groups_for_candidate(rows: Rows) -> list[Group]:
    """To do first: refused, then missing by the longest time to obtain."""
    return _filled(
        Group("todo", _("Still to do"), sorted((r for r in rows if is_to_do(r)), key=_urgency)),
        Group("checking", _("Being checked"), [r for r in rows if r.status in SENT]),
        *_settled(rows),
    )


def groups_for_reviewer(rows: Rows, mine: Collection[uuid.UUID]) -> list[Group]:
    """What waits for the reader's decision first; ``mine`` are the requirements they may decide on."""
    elsewhere = [r for r in rows if r.status in SENT and r.id not in mine]
    return _filled(
        Group("mine", _("Waiting for your decision"), [r for r in rows if r.id in mine]),
        Group("elsewhere", _("Being scanned, or for another professional"), elsewhere),
        Group(
            "todo", _("With the candidate"), sorted((r for r in rows if is_to_do(r)), key=_urgency)
        ),
        *_settled(rows),
    )


def groups_for_staff(rows: Rows) -> list[Group]:
    """The names of what is asked for, with their status."""
    return _filled(Group("all", _("Documents asked for"), list(rows)))


def is_to_do(row: RequirementLine) -> bool:
    """The candidate is asked for it now."""
    if row.status is DocumentStatus.REJECTED:
        return True
    return row.is_counted and row.status is DocumentStatus.REQUIRED


def _settled(rows: Rows) -> list[Group]:
    def of(test: Callable[[RequirementLine], bool]) -> list[RequirementLine]:
        return [r for r in rows if test(r)]

    untouched = DocumentStatus.REQUIRED
    return [
        Group(
            "validated",
            _("Validated documents"),
            of(lambda r: r.status is DocumentStatus.VALIDATED),
            shown=SHOWN,
        ),
        Group(
            "conditional",
            _("Depending on your situation"),
            of(
                lambda r: (
                    r.status is untouched
                    and r.necessity is Necessity.CONDITIONAL
                    and not r.is_triggered
                )
            ),
            folded=True,
            note=_("Send these only if they concern you."),
        ),
        Group(
            "optional",
            _("Optional documents"),
            of(lambda r: r.status is untouched and r.necessity is Necessity.OPTIONAL),
            folded=True,
            note=_("They can strengthen the dossier. Nobody waits for them."),
        ),
    ]


def _filled(*groups: Group) -> list[Group]:
    return [group for group in groups if group.rows]


def _urgency(row: RequirementLine) -> tuple[bool, int, int]:
    return (row.status is not DocumentStatus.REJECTED, -row.lead_days, row.position)
