"""Names of professions, domains and provinces."""

from flask_babel import lazy_gettext as _

from capitune.professionals.states import Domain, Profession

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
PROVINCE_NAMES = {
    "CA-AB": _("Alberta"),
    "CA-BC": _("British Columbia"),
    "CA-MB": _("Manitoba"),
    "CA-NB": _("New Brunswick"),
    "CA-NL": _("Newfoundland and Labrador"),
    "CA-NS": _("Nova Scotia"),
    "CA-NT": _("Northwest Territories"),
    "CA-NU": _("Nunavut"),
    "CA-ON": _("Ontario"),
    "CA-PE": _("Prince Edward Island"),
    "CA-QC": _("Québec"),
    "CA-SK": _("Saskatchewan"),
    "CA-YT": _("Yukon"),
    "outside": _("Outside Canada"),
}
