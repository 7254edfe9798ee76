"""The rows of a dossier's documents, in the groups in which their reader meets them."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from capitune.core.i18n import gettext as _
from capitune.dossiers.nextaction import is_asked, is_with_others
from capitune.dossiers.queries import RequirementLine
from capitune.dossiers.states import DocumentStatus, Necessity

Rows = Sequence[RequirementLine]
# What was sent stays with what is checked or validated, whatever the answers say now.
ASIDE = frozenset({DocumentStatus.REQUIRED, DocumentStatus.REJECTED})
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
        Group("todo", _("Still to do"), sorted((r for r in rows if is_asked(r)), key=_urgency)),
        Group("checking", _("Being checked"), [r for r in rows if is_with_others(r)]),
        *_settled(rows, owned=True),
    )


def groups_for_reviewer(rows: Rows, mine: Collection[uuid.UUID]) -> list[Group]:
    """What waits for the reader's decision first; ``mine`` are the requirements they may decide on."""
    others = [r for r in rows if r.id not in mine]
    elsewhere = [r for r in others if is_with_others(r)]
    theirs = [r for r in others if is_asked(r)]
    return _filled(
        Group("mine", _("Waiting for your decision"), [r for r in rows if r.id in mine]),
        Group("elsewhere", _("Being scanned, or for another professional"), elsewhere),
        Group("todo", _("With the candidate"), sorted(theirs, key=_urgency)),
        *_settled(others),
    )


def groups_for_staff(rows: Rows) -> list[Group]:
    """The names of what is asked for, with their status."""
    return _filled(Group("all", _("Documents asked for"), list(rows)))


def _is_open(row: RequirementLine) -> bool:
    """Whether it is needed depends on what is not known."""
    settled = row.is_triggered or row.is_set_aside
    return row.necessity is Necessity.CONDITIONAL and not settled


def _settled(rows: Rows, *, owned: bool = False) -> list[Group]:
    free = [r for r in rows if r.status is DocumentStatus.REQUIRED and r.exemption is None]
    return [
        Group(
            "validated",
            _("Validated documents"),
            [r for r in rows if r.status is DocumentStatus.VALIDATED and not r.is_waived],
            shown=SHOWN,
        ),
        Group(
            "conditional",
            _("Depending on your situation") if owned else _("Depending on the situation"),
            [r for r in free if _is_open(r)],
            folded=True,
            note=_("Send these only if they concern you.")
            if owned
            else _("Asked for only if they concern the candidate."),
        ),
        Group(
            "optional",
            _("Optional documents"),
            [r for r in free if r.necessity is Necessity.OPTIONAL],
            folded=True,
            note=_("They can strengthen the dossier. Nobody waits for them."),
        ),
        Group(
            "waived",
            _("Documents done without"),
            [r for r in rows if r.is_waived and not is_with_others(r)],
            folded=True,
            note=_("A professional does without them. They count no longer."),
        ),
        Group(
            "aside",
            _("Not needed, by your answers") if owned else _("Not needed, by the answers"),
            [r for r in rows if r.is_set_aside and r.status in ASIDE and r.exemption is None],
            folded=True,
            note=_("Your answers about your situation say that these do not concern you.")
            if owned
            else _("The candidate’s answers say that these do not concern them."),
        ),
    ]


def _filled(*groups: Group) -> list[Group]:
    return [group for group in groups if group.rows]


def _urgency(row: RequirementLine) -> tuple[bool, int, int]:
    return (row.status is not DocumentStatus.REJECTED, -row.lead_days, row.position)
