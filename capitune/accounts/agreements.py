"""What people may agree to: to which text each answer is given now, and one answer as it is kept."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from capitune.accounts.states import Purpose

# A text that changes gets a new name; what was answered to the old one stays on record. The terms have versions
# of their own (see ``capitune.legal``).
VERSIONS = {
    Purpose.COMMUNICATIONS: "2026-01",
    Purpose.DOCUMENTS: "2026-11",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person said to one purpose: yes or no, to which text, when, from which address."""

    purpose: Purpose
    granted: bool
    text_version: str
    created_at: datetime
    address: str | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Whose answer to which purpose, for those who may change it."""

    user_id: uuid.UUID
    purpose: Purpose
