"""What waits for the team, and since when. Every pile is counted, as far as the badge says; none is guessed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    bindparam,
    cast,
    exists,
    func,
    literal_column,
    select,
    union_all,
)

from capitune.accounts.models import FactorRescue
from capitune.core.clock import now
from capitune.core.db import Moment
from capitune.core.ids import first_id_of
from capitune.core.outbox import OutboxRow
from capitune.core.post import Mail, MailState
from capitune.core.reads import Read
from capitune.core.reconcile import MissingFile
from capitune.dossiers.models import Assignment, Document
from capitune.dossiers.states import AssignmentStatus, Scan
from capitune.moderation.models import ModerationCase
from capitune.professionals.models import Approval, Credential
from capitune.professionals.states import QUEUED
from capitune.resources.models import Resource
from capitune.resources.states import ResourceStatus

MOST = 1000
# Later than this, a scan or an effect waits for a person rather than for its turn.
LATE = timedelta(minutes=2)
REFUSED_DAYS = timedelta(days=7)
REFUSED = (MailState.BOUNCED, MailState.FAILED)


@dataclass(frozen=True, slots=True)
class Pile:
    """How many wait (``MOST`` when there are more), and since when the oldest does."""

    name: str
    number: int
    since: datetime | None


_moment = bindparam("moment", type_=Moment)
_late = bindparam("late", type_=Moment)
_queued = Credential.status.in_(sorted(QUEUED))
_unasked = Credential.proof_asked_at.is_(None)
_supported = exists().where(
    Approval.credential_id == Credential.id, Approval.round == Credential.round
)
_dead = (OutboxRow.dead_at.is_not(None), OutboxRow.closed_at.is_(None))
_open = OutboxRow.done_at.is_(None) & OutboxRow.dead_at.is_(None)


def _pile(
    name: str, since: Any, *where: ColumnElement[bool], first: Any = None
) -> Select[*tuple[Any, ...]]:
    """The oldest ``MOST`` in the order of ``first``, which an index has."""
    order = since if first is None else first
    rows = (
        select(since.label("since")).where(*where).order_by(order).limit(literal_column(str(MOST)))
    )
    found = rows.subquery()
    return select(
        literal_column(f"'{name}'").label("name"),
        func.count().label("number"),
        func.min(found.c.since).label("since"),
    ).select_from(found)


PILES = Read(
    union_all(
        _pile(
            "moderation",
            ModerationCase.created_at,
            literal_column("moderation_cases.decided_at IS NULL"),
            first=ModerationCase.id,
        ),
        _pile("validations", Credential.submitted_at, _queued, _unasked),
        _pile("second", Credential.submitted_at, _queued, _unasked, _supported),
        _pile(
            "recheck",
            Credential.next_check_at,
            Credential.status == literal_column("'approved'"),
            Credential.next_check_at <= _moment,
        ),
        _pile(
            "requests",
            Assignment.created_at,
            Assignment.status == literal_column(f"'{AssignmentStatus.REQUESTED.value}'"),
            first=Assignment.id,
        ),
        _pile(
            "rescues",
            FactorRescue.created_at,
            FactorRescue.mailbox_proved_at.is_not(None),
            FactorRescue.done_at.is_(None),
            FactorRescue.ended_at.is_(None),
        ),
        _pile("late", OutboxRow.due_at, _open, OutboxRow.due_at < _late),
        _pile("dead", OutboxRow.dead_at, *_dead, first=OutboxRow.id),
        _pile(
            "scans",
            Document.created_at,
            Document.scan == literal_column(f"'{Scan.SCANNING.value}'"),
            Document.created_at < _late,
            first=Document.id,
        ),
        _pile(
            "mails",
            Mail.state_at,
            Mail.state.in_(REFUSED),
            Mail.id > bindparam("refused_since"),
            first=Mail.id,
        ),
        _pile(
            "resources",
            cast(Resource.review_on, Moment),
            Resource.status == literal_column(f"'{ResourceStatus.PUBLISHED.value}'"),
            Resource.review_on <= cast(_moment, Date),
            first=Resource.review_on,
        ),
        _pile("lost", MissingFile.noticed_at),
    )
    .subquery()
    .select()
)


def piles() -> dict[str, Pile]:
    """Each pile by its name (one statement)."""
    moment = now()
    rows = PILES.rows(
        moment=moment, late=moment - LATE, refused_since=first_id_of(moment - REFUSED_DAYS)
    )
    return {row.name: Pile(row.name, row.number, row.since) for row in rows}
