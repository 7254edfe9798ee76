"""Verified professionals, as the directory shows them."""

from datetime import datetime
from uuid import UUID

from typing_extensions import TypedDict

from capitune.api.shapes.people import Name
from capitune.professionals.states import Body, ContactStatus, Domain, LicenceClass, Profession

# One of the names is a word of Python.
CheckedLicence = TypedDict(
    "CheckedLicence",
    {
        "body": Body,
        "number": str,
        "class": LicenceClass,
        "jurisdiction": str,
        "register_name": str,
        "register_url": str,
        "restrictions": str,
        "contact_proved": bool,
        "checked_at": datetime | None,
        "expires_at": datetime | None,
        "late": bool,
    },
)


class Badge(TypedDict):
    """What was checked by the team, when, in which register. It does not vouch for any advice.

    ``late``: a new check is overdue. ``contactable``: requests may be sent now.
    """

    scopes: list[str]
    checked_at: datetime | None
    late: bool
    contactable: bool
    licences: list[CheckedLicence]


class Professional(TypedDict):
    """A verified professional. All but ``badge`` is what they declare."""

    id: UUID
    first_name: str
    last_name: str
    organization: str
    profession: Profession
    domain: Domain
    province: str
    languages: list[str]
    avatar_url: str | None
    badge: Badge


class ProfessionalProfile(Professional):
    """With all that they say of their practice."""

    bio: str | None
    years: int | None
    expertise: list[str]
    services: list[str]
    portfolio: list[str]


class Professionals(TypedDict):
    """A page of the directory, in today's order."""

    items: list[Professional]
    next_cursor: str | None


class ContactRequest(TypedDict):
    """What a candidate wrote to a professional, and the answer."""

    id: UUID
    candidate: Name
    professional: Name
    text: str
    status: ContactStatus
    answer: str
    offers: bool
    created_at: datetime
    answered_at: datetime | None


class ContactRequests(TypedDict):
    """One's own, the newest first."""

    items: list[ContactRequest]
    next_cursor: str | None
