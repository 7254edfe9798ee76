"""What can have happened to professionals."""

import uuid
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LicenceVerified:
    """Staff has checked a licence."""

    user_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class LicenceWithdrawn:
    """A licence counts no more."""

    user_id: uuid.UUID
