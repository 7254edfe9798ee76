"""Who acts: one frozen value, passed down from the door. Nothing below a door looks for it."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What a person is to the product."""

    CANDIDATE = "candidate"
    PROFESSIONAL = "professional"
    MODERATOR = "moderator"
    ADMIN = "admin"


class Door(StrEnum):
    """Through which door an act came."""

    WEB = "web"
    API = "api"
    SOCKET = "socket"
    JOB = "job"
    SYSTEM = "system"


STAFF = frozenset({Role.MODERATOR, Role.ADMIN})


@dataclass(frozen=True, slots=True)
class Actor:
    """The acting person (or the machine), with the facts of now that rules may need.

    ``scopes`` are the licence scopes valid at this instant: empty for an unverified professional.
    ``proved_at`` is when they last gave their password or a factor in this sign-in;
    ``owes_factor``: a second factor is mandatory for them, and this sign-in has shown none.
    ``owes_terms``: they agreed to terms that newer ones have replaced since.
    """

    user_id: uuid.UUID | None
    role: Role | None
    door: Door
    scopes: frozenset[str] = field(default_factory=frozenset)
    name: str = ""
    session_id: uuid.UUID | None = None
    address: str | None = None
    proved_at: datetime | None = None
    owes_factor: bool = False
    owes_terms: bool = False

    @property
    def is_candidate(self) -> bool:
        """A candidate."""
        return self.role is Role.CANDIDATE

    @property
    def is_professional(self) -> bool:
        """A professional, verified or not."""
        return self.role is Role.PROFESSIONAL

    @property
    def is_verified_professional(self) -> bool:
        """A professional whose licence is valid now."""
        return self.role is Role.PROFESSIONAL and bool(self.scopes)

    @property
    def is_admin(self) -> bool:
        """An admin."""
        return self.role is Role.ADMIN

    @property
    def is_staff(self) -> bool:
        """A moderator or an admin."""
        return self.role in STAFF

    @property
    def is_signed_in(self) -> bool:
        """A person with a verified address and a live session or token."""
        return self.user_id is not None

    @classmethod
    def anonymous(cls, door: Door, address: str | None = None) -> "Actor":
        """Nobody."""
        return cls(user_id=None, role=None, door=door, address=address)

    @classmethod
    def system(cls, name: str) -> "Actor":
        """The machine acting under a name; it holds only what a rule grants to that name."""
        return cls(user_id=None, role=None, door=Door.SYSTEM, name=name)
