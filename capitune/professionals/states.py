"""Small vocabularies of professionals, and the states of a credential."""

from enum import StrEnum

from capitune.accounts.states import Domain, Profession

__all__ = [
    "CLAIMING",
    "CLASSES_OF",
    "EDITABLE",
    "JURISDICTIONS",
    "MOVES",
    "PROVINCES",
    "QUEUED",
    "ApprovalOutcome",
    "Body",
    "ContactStatus",
    "CredentialStatus",
    "Domain",
    "LicenceClass",
    "OfferAnswer",
    "Profession",
    "ProofScan",
    "RegisterStatus",
    "Scope",
]


class Scope(StrEnum):
    """What checked licences allow their holder to do.

    ``immigration`` says that there is a licence of that field; the four after it say how far it goes.
    """

    IMMIGRATION = "immigration"
    FEDERAL = "federal"
    QUEBEC = "quebec"
    IRB = "irb"
    STUDENTS = "students"
    FINANCE = "finance"
    COACH = "coach"


class Body(StrEnum):
    """Who keeps the register in which a licence can be looked up."""

    CICC = "cicc"
    LAW_SOCIETY = "law_society"
    CNQ = "cnq"
    MIFI = "mifi"
    NONE = "none"


class LicenceClass(StrEnum):
    """The class of a licence."""

    RCIC = "rcic"
    RCIC_IRB = "rcic_irb"
    RISIA = "risia"
    LAWYER = "lawyer"
    NOTARY = "notary"
    OTHER = "other"


# A law society's "other" is a paralegal; the MIFI and those without a register have one class each.
CLASSES_OF = {
    Body.CICC: (LicenceClass.RCIC, LicenceClass.RCIC_IRB, LicenceClass.RISIA),
    Body.LAW_SOCIETY: (LicenceClass.LAWYER, LicenceClass.OTHER),
    Body.CNQ: (LicenceClass.NOTARY,),
    Body.MIFI: (LicenceClass.OTHER,),
    Body.NONE: (LicenceClass.OTHER,),
}


class RegisterStatus(StrEnum):
    """What the official register says of a licence. Only the first two allow to practise."""

    ACTIVE = "active"
    RESTRICTED = "restricted"
    NOT_ENTITLED = "not_entitled"


class CredentialStatus(StrEnum):
    """How far the check of a credential has come."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    REFUSED = "refused"
    SUSPENDED = "suspended"
    EXPIRED = "expired"


_S = CredentialStatus
MOVES = {
    _S.DRAFT: {_S.SUBMITTED},
    _S.SUBMITTED: {_S.IN_REVIEW, _S.REFUSED},
    _S.IN_REVIEW: {_S.APPROVED, _S.REFUSED},
    _S.APPROVED: {_S.SUSPENDED, _S.EXPIRED, _S.REFUSED},
    _S.REFUSED: {_S.SUBMITTED},
    _S.SUSPENDED: {_S.SUBMITTED, _S.REFUSED},
    _S.EXPIRED: {_S.SUBMITTED},
}
EDITABLE = frozenset({_S.DRAFT, _S.REFUSED, _S.EXPIRED})
QUEUED = frozenset({_S.SUBMITTED, _S.IN_REVIEW})
# Those who lay claim to a number: a draft claims nothing, so that nobody can squat with one.
CLAIMING = QUEUED | {_S.APPROVED, _S.SUSPENDED}


class ProofScan(StrEnum):
    """What the scanner said of a proof; only a clean one can be opened."""

    SCANNING = "scanning"
    CLEAN = "clean"
    INFECTED = "infected"
    ERROR = "error"


# ISO 3166-2, and one word for everywhere else.
PROVINCES = (
    "CA-AB",
    "CA-BC",
    "CA-MB",
    "CA-NB",
    "CA-NL",
    "CA-NS",
    "CA-NT",
    "CA-NU",
    "CA-ON",
    "CA-PE",
    "CA-QC",
    "CA-SK",
    "CA-YT",
    "outside",
)
# Where a licence may be good: all of Canada, or one of its provinces and territories.
JURISDICTIONS = ("CA", *(place for place in PROVINCES if place != "outside"))


class Look(StrEnum):
    """What whoever approves has looked at."""

    NAME = "name"
    NUMBER = "number"
    CLASS = "class"
    ENTITLED = "entitled"
    CONTACT = "contact"
    PROOFS = "proofs"


def looks_of(body: Body) -> tuple[Look, ...]:
    """What is to be looked at of a licence of this body, in this order."""
    return (
        (Look.PROOFS,)
        if body is Body.NONE
        else (*(each for each in Look if each is not Look.PROOFS),)
    )


class ApprovalOutcome(StrEnum):
    """What one admin's yes comes to."""

    AWAITING_SECOND = "awaiting_second"
    APPROVED = "approved"


class OfferAnswer(StrEnum):
    """What a candidate said to a professional who offers to accompany them."""

    ACCEPTED = "accepted"
    DECLINED = "declined"


class ContactStatus(StrEnum):
    """What became of a contact request; ``lapsed`` when the licence ended before an answer."""

    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"
