"""One wording for each code."""

from capitune.core.i18n import lazy_gettext as _l
from capitune.dossiers.invitations import InvitationState
from capitune.dossiers.sought import MINE
from capitune.dossiers.states import (
    DocumentStatus,
    Family,
    Kind,
    Owner,
    Party,
    ReviewerRole,
    Stage,
    Tint,
)

FAMILIES = {
    Family.STUDY: _l("Study"),
    Family.WORK: _l("Work and settle"),
    Family.BUSINESS: _l("Start a business"),
}
STAGES = {
    Stage.PROSPECT: _l("Prospect"),
    Stage.INTERESTED: _l("Interested"),
    Stage.ACTIVE: _l("Active"),
    Stage.VALIDATED: _l("Validated"),
}
TURNS = {
    Party.CANDIDATE: _l("to the candidate"),
    Party.PROFESSIONAL: _l("to the professionals"),
    Party.AUTHORITY: _l("to the authorities"),
    Party.NOBODY: _l("to nobody"),
}
TURN_NAMES = {
    MINE: _l("Waits for my decision"),
    Party.CANDIDATE: _l("Candidate"),
    Party.PROFESSIONAL: _l("Professionals"),
    Party.AUTHORITY: _l("Authorities"),
    Party.NOBODY: _l("Everything is done"),
}
ROLES = {
    ReviewerRole.LEAD: _l("lead"),
    ReviewerRole.IMMIGRATION: _l("immigration"),
    ReviewerRole.FINANCE: _l("finance"),
    ReviewerRole.COACH: _l("coaching"),
}
ROLE_NAMES = {
    ReviewerRole.LEAD: _l("The whole dossier"),
    ReviewerRole.IMMIGRATION: _l("Immigration"),
    ReviewerRole.FINANCE: _l("Finance"),
    ReviewerRole.COACH: _l("Coaching"),
}
ROLE_NOTES = {
    ReviewerRole.LEAD: _l("Follows your dossier from beginning to end."),
    ReviewerRole.IMMIGRATION: _l("Advises you and checks the documents that their licence covers."),
    ReviewerRole.FINANCE: _l("Checks your budget and your proof of funds."),
    ReviewerRole.COACH: _l("Helps you prepare, step by step."),
}
INVITATIONS = {
    InvitationState.SENT: _l("Waiting for an answer"),
    InvitationState.EXPIRED: _l("Over"),
    InvitationState.ACCEPTED: _l("Accepted"),
    InvitationState.DECLINED: _l("Declined"),
    InvitationState.WITHDRAWN: _l("Withdrawn"),
}
OWNERS = {
    Owner.CANDIDATE: _l("You"),
    Owner.PROFESSIONAL: _l("Your professional"),
    Owner.AUTHORITY: _l("The authority"),
    Owner.THIRD_PARTY: _l("Someone else"),
}
OWNERS_AS_SEEN_BY_OTHERS = {
    Owner.CANDIDATE: _l("The candidate"),
    Owner.PROFESSIONAL: _l("The professional"),
    Owner.AUTHORITY: _l("The authority"),
    Owner.THIRD_PARTY: _l("Someone else"),
}
TINTS = {
    Tint.GREY: _l("Grey"),
    Tint.NAVY: _l("Blue"),
    Tint.TEAL: _l("Green"),
    Tint.RUST: _l("Orange"),
}
KINDS = {
    Kind.ORIGINAL: _l("original"),
    Kind.TRANSLATION: _l("certified translation"),
}
DOCUMENTS = {
    DocumentStatus.REQUIRED: _l("To provide"),
    DocumentStatus.PENDING: _l("Virus check"),
    DocumentStatus.RECEIVED: _l("Being checked"),
    DocumentStatus.VALIDATED: _l("Validated"),
    DocumentStatus.REJECTED: _l("To redo"),
}
CATEGORIES = {
    "contrat": _l("Agreement"),
    "identite": _l("Identity"),
    "etudes": _l("Studies"),
    "langue": _l("Language"),
    "travail": _l("Work"),
    "finances": _l("Finances"),
    "securite": _l("Security"),
    "formulaires": _l("Forms"),
    "programme": _l("Programme"),
    "affaires": _l("Business"),
}
