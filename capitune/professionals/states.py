"""Small vocabularies of professionals."""

from enum import StrEnum

from capitune.accounts.states import Domain, Profession

__all__ = ["PROVINCES", "Domain", "Profession", "Scope"]


class Scope(StrEnum):
    """What a checked licence allows its holder to do."""

    IMMIGRATION = "immigration"
    FINANCE = "finance"
    COACH = "coach"


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
