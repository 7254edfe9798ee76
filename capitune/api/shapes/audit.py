"""The audit log."""

from datetime import datetime
from typing import Any
from uuid import UUID

from typing_extensions import TypedDict

from capitune.api.shapes.people import Name
from capitune.authz.actor import Door


class AuditLine(TypedDict):
    """One act. ``actor`` is null for the machine, whose part ``actor_name`` says; ``data`` holds ids and codes."""

    id: UUID
    at: datetime
    act: str
    actor: Name | None
    actor_name: str
    actor_role: str | None
    door: Door
    subject_type: str
    subject_id: UUID | None
    dossier_id: UUID | None
    dossier_number: str
    data: dict[str, Any]


class AuditLines(TypedDict):
    """A page of the audit log, newest first."""

    items: list[AuditLine]
    next_cursor: str | None
