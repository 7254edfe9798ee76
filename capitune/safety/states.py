"""What can be found in a text that ought not to stand in public."""

from enum import StrEnum


class Kind(StrEnum):
    """A detail of a person: numbers that prove or pay, or ways to reach them."""

    PASSPORT = "passport"
    SIN = "sin"
    CARD = "card"
    IBAN = "iban"
    CLIENT_ID = "client_id"
    APPLICATION = "application"
    PHONE = "phone"
    EMAIL = "email"
    MESSENGER = "messenger"


CONTACTS = frozenset({Kind.PHONE, Kind.EMAIL, Kind.MESSENGER})
IDENTITY = frozenset(Kind) - CONTACTS
# Codes of refusals that whoever wrote it can lift by agreeing to the masks.
MASKABLE = frozenset({"personal_data", "contact_details"})
