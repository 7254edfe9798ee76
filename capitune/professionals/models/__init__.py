"""What professionals declare, and what was checked of it."""

from capitune.professionals.models.checks import (
    Approval,
    ContactCode,
    CredentialMove,
    ImpersonationCase,
)
from capitune.professionals.models.credential import Credential
from capitune.professionals.models.directory import DirectoryEntry
from capitune.professionals.models.practice import Practice
from capitune.professionals.models.proof import Proof
from capitune.professionals.models.request import ContactRequest, SafetyRead

__all__ = [
    "Approval",
    "ContactCode",
    "ContactRequest",
    "Credential",
    "CredentialMove",
    "DirectoryEntry",
    "ImpersonationCase",
    "Practice",
    "Proof",
    "SafetyRead",
]
