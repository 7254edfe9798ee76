"""What can have happened to dossiers. ``CHANGES`` lists what alters the page of a dossier."""

import uuid
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DossierEvent:
    """Something happened to this dossier, by this person (None for the machine)."""

    dossier_id: uuid.UUID
    by_id: uuid.UUID | None


class DossierOpened(DossierEvent):
    """A candidate opened it."""


class DossierEdited(DossierEvent):
    """Its facts, its stage or its archiving changed."""


class DossierDeleted(DossierEvent):
    """It was deleted while still empty."""


@dataclass(frozen=True, slots=True)
class AssignmentEvent(DossierEvent):
    """Something happened to this assignment of this professional (``users.id``)."""

    assignment_id: uuid.UUID
    professional_id: uuid.UUID


class AssignmentRequested(AssignmentEvent):
    """The candidate asked for this professional."""


class AssignmentProposed(AssignmentEvent):
    """An admin proposed this professional."""


class ColleagueSuggested(AssignmentEvent):
    """A professional suggested this colleague: the candidate decides."""


class SuggestionDropped(AssignmentEvent):
    """It was declined or withdrawn: the colleague never knew of it."""


class AssignmentAccepted(AssignmentEvent):
    """The professional accepted: access begins."""


class AssignmentRefused(AssignmentEvent):
    """The professional refused."""


class AssignmentEnded(AssignmentEvent):
    """It ended: access ends, and what the professional has open on this dossier must close."""


@dataclass(frozen=True, slots=True)
class GlassBroken(DossierEvent):
    """An admin may read this dossier for a while."""

    grant_id: uuid.UUID


class StepsChanged(DossierEvent):
    """A step is new, changed, done or gone."""


class BudgetChanged(DossierEvent):
    """A line or a payment of its budget is new or another."""


@dataclass(frozen=True, slots=True)
class QuoteEvent(DossierEvent):
    """Something happened to this version of its quote."""

    quote_id: uuid.UUID


class QuoteProposed(QuoteEvent):
    """A professional proposed it: it waits for the candidate."""


class QuoteAccepted(QuoteEvent):
    """The candidate accepted it."""


@dataclass(frozen=True, slots=True)
class MessageEvent(DossierEvent):
    """Something happened to this message of its conversation; ``client_id`` is its author's name for it."""

    message_id: uuid.UUID
    client_id: uuid.UUID


class MessageSent(MessageEvent):
    """It was written."""


class MessageFileScanned(MessageEvent):
    """A file of it was scanned."""


class MessageWithdrawn(MessageEvent):
    """Its author took it back."""


@dataclass(frozen=True, slots=True)
class MessagesSeen(DossierEvent):
    """Somebody has read the conversation as far as this message."""

    message_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class DocumentEvent(DossierEvent):
    """Something happened to this version for this requirement."""

    requirement_id: uuid.UUID
    document_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class RequirementEvent(DossierEvent):
    """Something happened to what this requirement asks for."""

    requirement_id: uuid.UUID


class FilesOrdered(RequirementEvent):
    """Its files stand in another order."""


class FilesAsked(RequirementEvent):
    """A professional said how many files are needed for it."""


class RequirementExcused(RequirementEvent):
    """The candidate cannot provide it."""


class RequirementProvidable(RequirementEvent):
    """They can, after all."""


class RequirementInsisted(RequirementEvent):
    """A professional asks for it all the same."""


class RequirementWaived(RequirementEvent):
    """A professional does without it."""


class RequirementRestored(RequirementEvent):
    """They took that back: it counts again."""


class RequirementExpiring(RequirementEvent):
    """What was sent for it is valid for a few weeks only."""


class DocumentSent(DocumentEvent):
    """A version was stored and waits for its scan."""


class DocumentDescribed(DocumentEvent):
    """Its dates were set, or whether it needs a translation."""


class DocumentReceived(DocumentEvent):
    """The scan found the current version clean: it can be read and decided on."""


class DocumentInfected(DocumentEvent):
    """The scan found something: the file is gone."""


class DocumentUnreadable(DocumentEvent):
    """The stored file was not found when it was to be scanned: it must be sent again."""


class DocumentDeleted(DocumentEvent):
    """The candidate took the version back."""


class DocumentValidated(DocumentEvent):
    """A reviewer validated the version."""


class DocumentRejected(DocumentEvent):
    """A reviewer asked for a new version."""


class RequestWithdrawn(DocumentEvent):
    """A reviewer took back the request for a new version."""


class FilingChanged(DossierEvent):
    """The PDFs for submission were asked for, or are ready, or failed."""


# What happens to versions.
OF_VERSIONS: tuple[type[DocumentEvent], ...] = (
    DocumentSent,
    DocumentReceived,
    DocumentInfected,
    DocumentUnreadable,
    DocumentDeleted,
    DocumentValidated,
    DocumentRejected,
    RequestWithdrawn,
)
# After these, other versions wait than before.
WAITS: tuple[type[DossierEvent], ...] = (
    *OF_VERSIONS,
    AssignmentAccepted,
    DossierEdited,
)
CHANGES: tuple[type[DossierEvent], ...] = (
    StepsChanged,
    DossierOpened,
    DossierEdited,
    DossierDeleted,
    AssignmentRequested,
    AssignmentProposed,
    ColleagueSuggested,
    SuggestionDropped,
    AssignmentAccepted,
    AssignmentRefused,
    AssignmentEnded,
    FilesOrdered,
    FilesAsked,
    RequirementExcused,
    RequirementProvidable,
    RequirementInsisted,
    RequirementWaived,
    RequirementRestored,
    DocumentDescribed,
    FilingChanged,
    BudgetChanged,
    QuoteProposed,
    QuoteAccepted,
    MessageSent,
    MessageWithdrawn,
    MessageFileScanned,
    *OF_VERSIONS,
)
