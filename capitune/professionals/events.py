"""What can have happened to professionals."""

import uuid
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LicenceVerified:
    """What was checked of this professional allows more than before, or for the first time."""

    user_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class LicenceWithdrawn:
    """Nothing that was checked of this professional counts any more."""

    user_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class CredentialEvent:
    """Something happened to this credential of this professional."""

    user_id: uuid.UUID
    credential_id: uuid.UUID


class CredentialSubmitted(CredentialEvent):
    """Its professional put it in the queue."""


class CredentialApproved(CredentialEvent):
    """Two admins approved it."""


class CredentialRefused(CredentialEvent):
    """It was refused, with a reason."""


class CredentialLost(CredentialEvent):
    """An approved one was suspended, was refused after all, or has expired."""


class ProofAsked(CredentialEvent):
    """The team asks for another proof of it."""


class NumberContested(CredentialEvent):
    """Its number is claimed by somebody else too."""


@dataclass(frozen=True, slots=True)
class ContactCodeAsked(CredentialEvent):
    """Staff asks for a code to the address that the register shows."""

    code_id: uuid.UUID


class ProofEvent(CredentialEvent):
    """Something happened to a file that supports it."""


class ProofRemoved(ProofEvent):
    """The file was infected or did not arrive whole: it is gone."""


@dataclass(frozen=True, slots=True)
class PracticeEdited:
    """What a professional declares about their practice is another now."""

    user_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class LicencesComputed:
    """What this professional's licences allow, or until when, was written anew."""

    user_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class ContactEvent:
    """Something happened to a contact request."""

    request_id: uuid.UUID
    candidate_id: uuid.UUID
    professional_id: uuid.UUID


class ContactRequested(ContactEvent):
    """A candidate wrote."""


class ContactAccepted(ContactEvent):
    """The professional said yes."""


class ContactDeclined(ContactEvent):
    """The professional said no."""


class OfferDeclined(ContactEvent):
    """The candidate does not want to be accompanied by this professional."""


class ContactLapsed(ContactEvent):
    """The licence ended before an answer."""
