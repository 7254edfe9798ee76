"""People, as programs of the team see them."""

from datetime import datetime
from uuid import UUID

from typing_extensions import TypedDict

from capitune.accounts.states import Language, Standing, SuspensionReason
from capitune.authz.actor import Role


class OpenSuspension(TypedDict):
    """Why an account is closed, what its owner was told, until when (null: until somebody lifts it)."""

    reason: SuspensionReason
    message: str
    until: datetime | None


class KnownPerson(TypedDict):
    """Somebody's account. ``version`` is another number as soon as a name, the country, the language or the role
    is another one.
    """

    id: UUID
    email: str
    role: Role
    first_name: str
    last_name: str
    phone: str | None
    country: str | None
    language: Language
    status: Standing
    suspension: OpenSuspension | None
    email_verified: bool
    created_at: datetime
    version: int


class KnownPeople(TypedDict):
    """A page of them."""

    items: list[KnownPerson]
    next_cursor: str | None
