"""Addresses of the directory, and of a professional's own pages."""

import uuid

VERIFICATION = "/professional/verification"
DIRECTORY = "/inside/directory"
CONTACTS = "/inside/contacts"
OFFERS = "/inside/offers"


def to_professional(user_id: uuid.UUID) -> str:
    """What a verified professional shows."""
    return f"{DIRECTORY}/{user_id}"


def to_credential(credential_id: uuid.UUID) -> str:
    """Where this licence stands on its page."""
    return f"{VERIFICATION}#licence-{credential_id}"


def to_offer(request_id: uuid.UUID) -> str:
    """Where a candidate answers the offer that came with this contact request."""
    return f"{OFFERS}/{request_id}"
