"""Reports and cases."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from typing_extensions import TypedDict

from capitune.authz.actor import Role
from capitune.moderation.states import CaseKind, Cause, Measure, ReportReason, TargetType


class Report(TypedDict):
    """What a member reported."""

    id: UUID
    target_type: TargetType
    target_id: UUID
    reason: ReportReason
    comment: str
    created_at: datetime


class CaseAuthor(TypedDict):
    """Whose it is."""

    id: UUID
    first_name: str
    last_name: str
    role: Role


class Case(TypedDict):
    """What waits for the team. ``priority`` 0 comes first; ``automatic``: the machine hid or held it."""

    id: UUID
    target_type: TargetType
    target_id: UUID
    kind: CaseKind
    reason: Cause
    priority: int
    automatic: bool
    reports: int
    title: str
    excerpt: str
    url: str
    author: CaseAuthor
    status: Literal["open", "decided"]
    claimed_by: UUID | None
    claimed_until: datetime | None
    decision: Measure | None
    decided_at: datetime | None
    version: int
    created_at: datetime


class Cases(TypedDict):
    """A page of the queue."""

    items: list[Case]
    next_cursor: str | None


class Claim(TypedDict):
    """Until when nobody else decides it."""

    id: UUID
    claimed_until: datetime
    version: int
