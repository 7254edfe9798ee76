"""Names of professions, domains and provinces."""

from capitune.accounts import provinces
from capitune.core.i18n import lazy_gettext as _
from capitune.professionals.states import (
    Body,
    CredentialStatus,
    Domain,
    LicenceClass,
    Look,
    Profession,
    RegisterStatus,
    Scope,
)

PROFESSIONS = {
    Profession.IMMIGRATION_CONSULTANT: _("Immigration consultant"),
    Profession.LAWYER: _("Lawyer"),
    Profession.NOTARY: _("Notary (Québec)"),
    Profession.FINANCE_CONSULTANT: _("Finance consultant"),
    Profession.COACH: _("Coach"),
    Profession.TRAINING_BODY: _("Training body"),
    Profession.OTHER: _("Another profession"),
}
DOMAINS = {
    Domain.IMMIGRATION: _("Immigration"),
    Domain.FINANCE: _("Finance"),
    Domain.HEALTH: _("Health"),
    Domain.IT: _("Information technology"),
    Domain.EDUCATION: _("Education"),
    Domain.OTHER: _("Another domain"),
}
PROVINCE_NAMES = {**provinces.NAMES, "outside": _("Outside Canada")}
JURISDICTION_NAMES = {"CA": _("Canada"), **provinces.NAMES}
BODIES = {
    Body.CICC: _("College of Immigration and Citizenship Consultants (CICC)"),
    Body.LAW_SOCIETY: _("Law society or Barreau"),
    Body.CNQ: _("Chambre des notaires du Québec"),
    Body.MIFI: _("Québec register of immigration consultants (MIFI)"),
    Body.NONE: _("No official register (finance, coaching, training)"),
}
LOOKS = {
    Look.NAME: _("The name in the register is this person’s"),
    Look.NUMBER: _("The number is the same"),
    Look.CLASS: _("The class and the jurisdiction are the same"),
    Look.ENTITLED: _("The register says that they may practise today"),
    Look.CONTACT: _("The contact is proved, by the code or in person"),
    Look.PROOFS: _("I have read the supporting files, and they are this person’s"),
}
SHORT_BODIES = {
    Body.CICC: _("CICC"),
    Body.LAW_SOCIETY: _("Law society"),
    Body.CNQ: _("CNQ"),
    Body.MIFI: _("MIFI"),
    Body.NONE: _("CAPITUNE"),
}
CLASSES = {
    LicenceClass.RCIC: _("RCIC, immigration consultant"),
    LicenceClass.RCIC_IRB: _("RCIC-IRB, may also appear before the Board"),
    LicenceClass.RISIA: _("RISIA, adviser to international students"),
    LicenceClass.LAWYER: _("Lawyer"),
    LicenceClass.NOTARY: _("Notary (Québec)"),
    LicenceClass.OTHER: _("Other: paralegal, recognition, or no licence"),
}
STATUSES = {
    CredentialStatus.DRAFT: _("Draft"),
    CredentialStatus.SUBMITTED: _("Submitted"),
    CredentialStatus.IN_REVIEW: _("In review"),
    CredentialStatus.APPROVED: _("Verified"),
    CredentialStatus.REFUSED: _("Refused"),
    CredentialStatus.SUSPENDED: _("Suspended"),
    CredentialStatus.EXPIRED: _("Expired"),
}
REGISTER_STATUSES = {
    RegisterStatus.ACTIVE: _("Active, entitled to practise"),
    RegisterStatus.RESTRICTED: _("Active, with restrictions"),
    RegisterStatus.NOT_ENTITLED: _("Not entitled to practise"),
}
SCOPES = {
    Scope.IMMIGRATION: _("Immigration"),
    Scope.FEDERAL: _("Federal immigration"),
    Scope.QUEBEC: _("Québec immigration"),
    Scope.IRB: _("Immigration and Refugee Board"),
    Scope.STUDENTS: _("International students"),
    Scope.FINANCE: _("Finance"),
    Scope.COACH: _("Coaching"),
}
