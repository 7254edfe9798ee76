"""Addresses of the directory, and of a professional's own pages."""

import uuid

VERIFICATION = "/professional/verification"
DIRECTORY = "/inside/directory"
CONTACTS = "/inside/contacts"


def to_professional(user_id: uuid.UUID) -> str:
    """What a verified professional shows."""
    return f"{DIRECTORY}/{user_id}"


def to_credential(credential_id: uuid.UUID) -> str:
    """Where this licence stands on its page."""
    return f"{VERIFICATION}#licence-{credential_id}"
