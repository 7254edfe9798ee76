"""People, as each may see them."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import RootModel
from typing_extensions import TypedDict

from capitune.accounts.opening import OpeningKind
from capitune.accounts.states import Domain, ExportStatus, Goal, Language, Profession, Sector
from capitune.authz.actor import Role


class Name(TypedDict):
    """Somebody's name, for those who work with them."""

    id: UUID
    first_name: str
    last_name: str


class Avatar(TypedDict):
    """The address, on this host, of a picture of 512 pixels; ``128`` in its place gives the small one."""

    avatar_url: str | None


class User(TypedDict):
    """One's own account. ``scopes`` are those of a licence valid now; none for anybody else."""

    id: UUID
    email: str
    role: Role
    first_name: str
    last_name: str
    country: str | None
    language: Language
    timezone: str | None
    email_verified: bool
    scopes: list[str]
    created_at: datetime


class Budget(TypedDict):
    """An amount of money, in cents of ``currency``."""

    amount_cents: int
    currency: str


class Completeness(TypedDict):
    """How complete a profile is; ``missing`` names the fields, ``essential`` those asked before all else."""

    percent: int
    missing: list[str]
    essential: list[str]


class Me(User):
    """One's own account and profile. ``phone`` is in E.164; ``province`` ISO 3166-2 or a text, of the
    practice for a professional. Goals, sector and budget are a candidate's; from ``organization`` on it is
    a professional's practice, with ISO 639 codes of languages. For others these are null or empty.
    """

    phone: str | None
    province: str | None
    goals: list[Goal]
    sector: Sector | None
    budget: Budget | None
    organization: str | None
    profession: Profession | None
    domain: Domain | None
    bio: str | None
    years: int | None
    expertise: list[str]
    languages: list[str]
    services: list[str]
    portfolio: list[str]
    completeness: Completeness
    avatar_url: str | None


class PublicProfile(TypedDict):
    """What anybody signed in may know. The practice is that of a verified professional, else null;
    of everybody else the last name is an initial.
    """

    id: UUID
    first_name: str
    last_name: str
    role: Role
    verified: bool
    organization: str | None
    profession: Profession | None
    domain: Domain | None
    province: str | None
    avatar_url: str | None


class Tokens(TypedDict):
    """``expires_in`` is in seconds, of ``token``."""

    token: str
    refresh_token: str
    expires_in: int


class SignedIn(Tokens):
    """Tokens, and whose they are."""

    user: User


class FactorAwaited(TypedDict):
    """The password was right; send ``mfa_token`` with a code to ``/api/auth/mfa`` within ten minutes."""

    mfa_required: Literal[True]
    mfa_token: str


class LoggedIn(RootModel[SignedIn | FactorAwaited]):
    """Tokens, or the wait for a second factor."""


class Awaited(TypedDict):
    """A code was sent: it lives ``expires_in`` seconds. ``ticket`` binds it to this sign-up."""

    expires_in: int
    ticket: str


class Registered(TypedDict):
    """The answer to a sign-up, the same for an address already known."""

    user: User
    verification: Awaited


class ExportAsked(TypedDict):
    """A copy of one's data that is being prepared."""

    id: UUID
    status: ExportStatus


class Export(TypedDict):
    """How far it is. ``download_url`` is there while it can be taken away; it asks for a fresh proof."""

    status: ExportStatus
    download_url: str | None


class Leaving(TypedDict):
    """An account that was closed, and the day from which nobody can come back."""

    erases_on: date


class Session(TypedDict):
    """One sign-in of one's own that is good now: a browser or a program."""

    id: UUID
    kind: OpeningKind
    device: str
    ip: str | None
    last_seen_at: datetime
    created_at: datetime
    current: bool


class Sessions(TypedDict):
    """All of them, the last used first."""

    items: list[Session]
