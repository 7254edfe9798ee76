"""People as pages show them, and the person who is signed in."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from capitune.accounts.pictures import LARGE, SMALL, address_of
from capitune.accounts.states import Language
from capitune.authz.actor import Role
from capitune.core.i18n import lazy_gettext as _

TONES = ("", "b", "c", "d")
FORMER = _("Former member")


@dataclass(frozen=True, slots=True)
class Face:
    """A name with its avatar: a picture, else initials on a ground chosen by the account's id."""

    id: uuid.UUID
    first_name: str
    last_name: str
    avatar_id: uuid.UUID | None = field(default=None, kw_only=True)

    @property
    def name(self) -> str:
        """First and last name; of an account that was erased, what it was."""
        return f"{self.first_name} {self.last_name}".strip() or str(FORMER)

    @property
    def initials(self) -> str:
        """Two letters, in capitals."""
        words = (self.first_name, self.last_name) if self.first_name else self.name.split(" ")
        return "".join(word[:1] for word in words).upper()

    @property
    def picture(self) -> str:
        """The address of their picture, in the size of lists; empty without one."""
        return address_of(self.id, self.avatar_id, SMALL) if self.avatar_id else ""

    @property
    def large_picture(self) -> str:
        """The same, in the size of a page about them."""
        return address_of(self.id, self.avatar_id, LARGE) if self.avatar_id else ""

    @property
    def avatar_tone(self) -> str:
        """Which of the four grounds: ``""``, ``b``, ``c`` or ``d``."""
        return TONES[self.id.int % len(TONES)]


@dataclass(frozen=True, slots=True)
class Person(Face):
    """The person who is signed in, as every page needs them."""

    email: str
    role: Role
    language: Language
    timezone: str | None
    unread: int
    # What the team tells them now: ``id``, ``tone`` and ``texts`` by language, the newest first.
    notices: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session or a token that is good now: whose it is, and the licence scopes valid now."""

    session_id: uuid.UUID
    last_seen_at: datetime
    person: Person
    scopes: frozenset[str]
    proved_at: datetime | None = None
    factor_at: datetime | None = None
    is_demo: bool = False
    # Only asked for a browser: programs are led to no page.
    owes_terms: bool = False
