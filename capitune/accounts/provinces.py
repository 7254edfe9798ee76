"""Provinces and territories: ISO 3166-2, or a short text for what lies elsewhere."""

from capitune.accounts import typed
from capitune.core.i18n import lazy_gettext as _

LONGEST_PROVINCE = 40
CANADA = "CA"
NAMES = {
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
}


def province(value: str | None, field: str = "province") -> str | None:
    """A code of ``NAMES``, or a text of at most 40 characters; None for none. Raises ``Invalid``."""
    if not value or not value.strip():
        return None
    tidy = typed.words(value, field, most=LONGEST_PROVINCE)
    if tidy.upper().startswith("CA-"):
        return typed.one_of(tidy.upper(), field, NAMES, "unknown_province")
    return tidy


def name(value: str | None) -> str:
    """In the reader's language; a text as it was typed."""
    return str(NAMES.get(value or "", value or ""))
