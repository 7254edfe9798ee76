"""The six digits of a contact code: derived from its row's id, stored nowhere."""

import hmac
import unicodedata
import uuid

from capitune.core.secrets import derive

DIGITS = 6


def digits(code_id: uuid.UUID) -> str:
    """The six digits of this code."""
    number = int.from_bytes(derive("digits:credential_contact", code_id.bytes)[:8])
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def is_code(code_id: uuid.UUID, typed: str) -> bool:
    """True when ``typed`` is the code; spaces, and digits of other scripts, do not matter."""
    plain = "".join(str(unicodedata.decimal(c, "x")) for c in typed if not c.isspace())
    return hmac.compare_digest(plain.encode(), digits(code_id).encode())
