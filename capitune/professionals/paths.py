"""Addresses of a professional's own pages."""

import uuid

VERIFICATION = "/professional/verification"


def to_credential(credential_id: uuid.UUID) -> str:
    """Where this licence stands on its page."""
    return f"{VERIFICATION}#licence-{credential_id}"
