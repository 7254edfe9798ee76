"""What can have happened in moderation."""

import uuid
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CaseDecided:
    """The team decided; ``sanction_id`` when somebody is told of it."""

    case_id: uuid.UUID
    sanction_id: uuid.UUID | None


@dataclass(frozen=True, slots=True)
class SanctionLifted:
    """It counts no more: undone at once, or an appeal was right."""

    sanction_id: uuid.UUID
