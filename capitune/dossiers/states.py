"""States of dossiers, and the moves that are legal."""

from enum import StrEnum


class Family(StrEnum):
    """Programme families."""

    STUDY = "study"
    WORK = "work"
    BUSINESS = "business"


class Stage(StrEnum):
    """Where a dossier is in the professional's pipeline."""

    PROSPECT = "prospect"
    INTERESTED = "interested"
    ACTIVE = "active"
    VALIDATED = "validated"


class Status(StrEnum):
    """What the candidate is told; derived, never stored."""

    DRAFT = "draft"
    IN_PROGRESS = "in_progress"
    VALIDATED = "validated"
    ARCHIVED = "archived"


class Necessity(StrEnum):
    """How much a document is needed."""

    REQUIRED = "required"
    CONDITIONAL = "conditional"
    OPTIONAL = "optional"


class DocumentStatus(StrEnum):
    """Status of a requirement, and of each version sent for it."""

    REQUIRED = "required"
    PENDING = "pending"
    RECEIVED = "received"
    VALIDATED = "validated"
    REJECTED = "rejected"


class Decision(StrEnum):
    """What a reviewer may decide."""

    VALIDATED = "validated"
    REJECTED = "rejected"


class Ending(StrEnum):
    """Why a decision no longer stands: another one was taken on the same version, or it was withdrawn."""

    OVERTURNED = "overturned"
    WITHDRAWN = "withdrawn"


class Scan(StrEnum):
    """What is known about the safety of a file. Only ``clean`` can be read, by anyone.

    ``withdrawn``: it came from another dossier and was decided on, then its candidate took it back.
    """

    SCANNING = "scanning"
    CLEAN = "clean"
    INFECTED = "infected"
    ERROR = "error"
    WITHDRAWN = "withdrawn"


class FilingStatus(StrEnum):
    """How far the PDFs for submission are: being made, there to be taken, not one could be made, gone."""

    PREPARING = "preparing"
    READY = "ready"
    FAILED = "failed"
    EXPIRED = "expired"


class Kind(StrEnum):
    """An original, or its certified translation."""

    ORIGINAL = "original"
    TRANSLATION = "translation"


class Way(StrEnum):
    """Where a file moves among the files of its requirement."""

    UP = "up"
    DOWN = "down"


class Exemption(StrEnum):
    """Where a document that cannot be provided stands: said so, asked for all the same, or waived."""

    EXCUSED = "excused"
    INSISTED = "insisted"
    WAIVED = "waived"


class Owner(StrEnum):
    """Whose turn a step is."""

    CANDIDATE = "candidate"
    PROFESSIONAL = "professional"
    AUTHORITY = "authority"
    THIRD_PARTY = "third_party"


class Tint(StrEnum):
    """The colour of a professional's own tag."""

    GREY = "grey"
    NAVY = "navy"
    TEAL = "teal"
    RUST = "rust"


class LineKind(StrEnum):
    """Who is paid: an authority, somebody else (a laboratory, a translator), or the professional."""

    GOVERNMENT = "government"
    THIRD_PARTY = "third_party"
    SERVICE = "service"


class QuoteStatus(StrEnum):
    """Where a version of the quote stands; derived, never stored."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


class ReviewerRole(StrEnum):
    """Which role of an assignment, and which reviewer of a requirement."""

    LEAD = "lead"
    IMMIGRATION = "immigration"
    FINANCE = "finance"
    COACH = "coach"


class Licence(StrEnum):
    """Which licence a decision on a document needs: none, or by whose law its immigration is judged
    (``study``: a federal one, or one for students).
    """

    NONE = "none"
    FEDERAL = "federal"
    STUDY = "study"
    QUEBEC = "quebec"


class AssignmentStatus(StrEnum):
    """Life of an assignment. Access exists only while ``active``; ``suggested`` by a colleague, it waits for the
    candidate, and the professional does not know of it yet.
    """

    SUGGESTED = "suggested"
    REQUESTED = "requested"
    PROPOSED = "proposed"
    ACTIVE = "active"
    REFUSED = "refused"
    ENDED = "ended"


class NextAction(StrEnum):
    """Codes of the next action, in the order in which they apply."""

    COMPLETE_PROFILE = "complete_profile"
    CREATE_DOSSIER = "create_dossier"
    REPLACE_DOCUMENT = "replace_document"
    ANSWER_MESSAGE = "answer_message"
    RENEW_DOCUMENT = "renew_document"
    PROVIDE_DOCUMENT = "provide_document"
    COMPLETE_STEP = "complete_step"
    ACCEPT_ESTIMATE = "accept_estimate"
    WAIT_PROFESSIONAL = "wait_professional"
    WAIT_AUTHORITY = "wait_authority"
    DONE = "done"


class Party(StrEnum):
    """Whose turn it is."""

    CANDIDATE = "candidate"
    PROFESSIONAL = "professional"
    AUTHORITY = "authority"
    NOBODY = "nobody"


STAGES = tuple(Stage)
UNANSWERED = frozenset({AssignmentStatus.REQUESTED, AssignmentStatus.PROPOSED})
KNOWN_ASSIGNMENTS = UNANSWERED | {AssignmentStatus.ACTIVE}  # to the professional too
OPEN_ASSIGNMENTS = KNOWN_ASSIGNMENTS | {AssignmentStatus.SUGGESTED}
# What a version that stands there may become by a decision; a refusal is withdrawn, never turned over.
DECISIONS = {
    DocumentStatus.RECEIVED: frozenset(Decision),
    DocumentStatus.VALIDATED: frozenset({Decision.REJECTED}),
}
DECIDABLE = frozenset({DocumentStatus.RECEIVED})
DELETABLE = frozenset({DocumentStatus.PENDING, DocumentStatus.RECEIVED})


def is_decision(present: DocumentStatus, wanted: Decision) -> bool:
    """True when a version of this status may be decided on so."""
    return wanted in DECISIONS.get(present, frozenset())


def counts(necessity: Necessity, exemption: Exemption | None, *, is_triggered: bool) -> bool:
    """A document counts in the progress: required, or conditional and triggered; not once waived."""
    asked = necessity is Necessity.REQUIRED or (necessity is Necessity.CONDITIONAL and is_triggered)
    return asked and exemption is not Exemption.WAIVED


def is_stage_move(present: Stage, wanted: Stage) -> bool:
    """Stages move one step forward or back."""
    return abs(STAGES.index(wanted) - STAGES.index(present)) == 1
