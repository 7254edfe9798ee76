"""The six digits of a contact code: derived from its row's id, stored nowhere."""

import uuid

from capitune.accounts import codes

PURPOSE = "credential_contact"


def digits(code_id: uuid.UUID) -> str:
    """The six digits of this code."""
    return codes.digits(PURPOSE, code_id)


def is_code(code_id: uuid.UUID, typed: str) -> bool:
    """True when ``typed`` is the code; spaces, and digits of other scripts, do not matter."""
    return codes.is_code(PURPOSE, code_id, typed)
