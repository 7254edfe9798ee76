"""How desks call what the database holds in codes."""

from flask_babel import lazy_gettext as _l

from capitune.accounts.states import Profession, Standing
from capitune.authz.actor import Role
from capitune.dossiers.states import AssignmentStatus, ReviewerRole

ROLES = {
    Role.CANDIDATE: _l("Candidate"),
    Role.PROFESSIONAL: _l("Professional"),
    Role.MODERATOR: _l("Moderator"),
    Role.ADMIN: _l("Administrator"),
}
STANDINGS = {
    Standing.ACTIVE: _l("Active"),
    Standing.SUSPENDED: _l("Suspended"),
    Standing.LEAVING: _l("Leaving"),
    Standing.ERASED: _l("Erased"),
}
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
    AssignmentStatus.REQUESTED: _l("Asked for by the candidate"),
    AssignmentStatus.PROPOSED: _l("Proposed by the team"),
    AssignmentStatus.ACTIVE: _l("Active"),
    AssignmentStatus.REFUSED: _l("Refused"),
    AssignmentStatus.ENDED: _l("Ended"),
}
