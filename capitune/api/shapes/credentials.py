"""Licences and their check."""

from datetime import datetime
from uuid import UUID

from typing_extensions import TypedDict

from capitune.professionals.states import (
    ApprovalOutcome,
    Body,
    CredentialStatus,
    LicenceClass,
    ProofScan,
    RegisterStatus,
)


class SupportingFile(TypedDict):
    """A file that supports a licence; it can be opened once ``scan`` says clean."""

    id: UUID
    file_name: str
    size: int
    mime_type: str
    scan: ProofScan
    created_at: datetime


# Two of the names are words of Python.
Credential = TypedDict(
    "Credential",
    {
        "id": UUID,
        "body": Body,
        "number": str,
        "class": LicenceClass,
        "jurisdiction": str,
        "status": CredentialStatus,
        "reason": str,
        "contested": bool,
        "contact_proved": bool,
        "register_url": str,
        "submitted_at": datetime | None,
        "checked_at": datetime | None,
        "expires_at": datetime | None,
        "proofs": list[SupportingFile],
        "version": int,
        "created_at": datetime,
    },
)


class Credentials(TypedDict):
    """One's own licences, the oldest first, and what the verified ones allow."""

    items: list[Credential]
    next_cursor: str | None
    scopes: list[str]


class Applicant(TypedDict):
    """Who asks for a licence to be checked, as they sign."""

    id: UUID
    first_name: str
    last_name: str
    organization: str


Validation = TypedDict(
    "Validation",
    {
        "id": UUID,
        "professional": Applicant,
        "body": Body,
        "number": str,
        "class": LicenceClass,
        "jurisdiction": str,
        "status": CredentialStatus,
        "approvals": int,
        "proofs": int,
        "contested": bool,
        "contact_proved": bool,
        "register_name": str,
        "register_status": RegisterStatus | None,
        "register_url": str,
        "submitted_at": datetime | None,
        "checked_at": datetime | None,
        "next_check_at": datetime | None,
        "expires_at": datetime | None,
        "created_at": datetime,
    },
)


class Validations(TypedDict):
    """What waits for a decision, the one submitted first on top."""

    items: list[Validation]
    next_cursor: str | None


class ValidationOutcome(TypedDict):
    """What a yes or a no comes to."""

    id: UUID
    status: ApprovalOutcome | CredentialStatus
