"""How desks call what the database holds in codes."""

from capitune.accounts.states import ChangeReason, Profession, SuspensionReason
from capitune.announcements.states import Phase, Tone
from capitune.authz.actor import Role
from capitune.core.i18n import lazy_gettext as _l
from capitune.dossiers.queries.differences import How, Part
from capitune.dossiers.queries.people import Order, State
from capitune.dossiers.states import AssignmentStatus, Necessity, ReviewerRole
from capitune.legal.states import Kind

ROLES = {
    Role.CANDIDATE: _l("Candidate"),
    Role.PROFESSIONAL: _l("Professional"),
    Role.MODERATOR: _l("Moderator"),
    Role.ADMIN: _l("Administrator"),
}
STATES = {
    State.ACTIVE: _l("Active"),
    State.UNVERIFIED: _l("Address not verified"),
    State.SUSPENDED: _l("Suspended"),
    State.LEAVING: _l("Leaving"),
    State.ERASED: _l("Erased"),
}
ORDERS = {Order.NEWEST: _l("The newest first"), Order.OLDEST: _l("The oldest first")}
PROFESSIONS = {
    Profession.IMMIGRATION_CONSULTANT: _l("Immigration consultant"),
    Profession.LAWYER: _l("Lawyer"),
    Profession.NOTARY: _l("Notary"),
    Profession.FINANCE_CONSULTANT: _l("Finance consultant"),
    Profession.COACH: _l("Coach"),
    Profession.TRAINING_BODY: _l("Training body"),
    Profession.OTHER: _l("Other profession"),
}
ASSIGNMENT_ROLES = {
    ReviewerRole.LEAD: _l("Lead"),
    ReviewerRole.IMMIGRATION: _l("Immigration"),
    ReviewerRole.FINANCE: _l("Finance"),
    ReviewerRole.COACH: _l("Coaching"),
}
ASSIGNMENT_STATUSES = {
    AssignmentStatus.SUGGESTED: _l("Suggested by a colleague"),
    AssignmentStatus.REQUESTED: _l("Asked for by the candidate"),
    AssignmentStatus.PROPOSED: _l("Proposed"),
    AssignmentStatus.ACTIVE: _l("Active"),
    AssignmentStatus.REFUSED: _l("Refused"),
    AssignmentStatus.ENDED: _l("Ended"),
}
NECESSITIES = {
    Necessity.REQUIRED: _l("Required"),
    Necessity.CONDITIONAL: _l("If it applies"),
    Necessity.OPTIONAL: _l("Optional"),
}
PARTS = {
    Part.TEMPLATE: _l("Programme"),
    Part.DOCUMENT: _l("Document"),
    Part.QUESTION: _l("Question"),
    Part.STEP: _l("Step"),
}
DIFFERENCES = {How.ADDED: _l("added"), How.REMOVED: _l("taken out"), How.CHANGED: _l("changed")}
FACTS = {
    "labels": _l("Name"),
    "family": _l("Family"),
    "is_open": _l("Open to new dossiers"),
    "processing": _l("Time that the authority says it takes"),
    "fees": _l("Fees"),
    "necessity": _l("Asked for"),
    "condition": _l("The answers that call for it"),
    "position": _l("Place in the list"),
    "many": _l("Several answers"),
    "choices": _l("Possible answers"),
    "owner": _l("Whose turn"),
    "offset_days": _l("Begins after, in days"),
    "duration_days": _l("Takes, in days"),
    "completes_with": _l("Document that completes it"),
}
SUSPENSION_REASONS = {
    SuspensionReason.FRAUD: _l("Fraud or attempted fraud"),
    SuspensionReason.FAKE_CONSULTANT: _l("Poses as a consultant"),
    SuspensionReason.MONEY: _l("Asks for money outside the rules"),
    SuspensionReason.PERSONAL_DATA: _l("Exposes personal data"),
    SuspensionReason.DANGEROUS_ADVICE: _l("Dangerous advice"),
    SuspensionReason.HATE: _l("Hate or harassment"),
    SuspensionReason.SPAM: _l("Unwanted advertising"),
    SuspensionReason.STOLEN: _l("Account in the wrong hands"),
    SuspensionReason.OTHER: _l("Another reason"),
}
AUDIENCES = {
    Role.CANDIDATE.value: _l("Candidates"),
    Role.PROFESSIONAL.value: _l("Professionals"),
    Role.MODERATOR.value: _l("Moderators"),
    Role.ADMIN.value: _l("Administrators"),
}
LEGAL_KINDS = {Kind.TERMS: _l("Terms of use"), Kind.PRIVACY: _l("Privacy policy")}
TONES = {Tone.NEWS.value: _l("News"), Tone.WARNING.value: _l("A warning")}
PHASES = {
    Phase.COMING: _l("Not shown yet"),
    Phase.SHOWN: _l("Shown now"),
    Phase.OVER: _l("No longer shown"),
}
CHANGE_REASONS = {
    ChangeReason.ASKED: _l("The person asked for it"),
    ChangeReason.LOST_DEVICE: _l("Lost or stolen device"),
    ChangeReason.AT_RISK: _l("The account may be in the wrong hands"),
    ChangeReason.JOINS_TEAM: _l("Joins the team"),
    ChangeReason.LEAVES_TEAM: _l("Leaves the team"),
    ChangeReason.MISTAKE: _l("Signed up in the wrong role"),
    ChangeReason.OTHER: _l("Another reason"),
}
