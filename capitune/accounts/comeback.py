"""The link of the letter with which one comes back: the departure's id, signed. Nothing of it is stored."""

import base64
import binascii
import hmac
import uuid

from capitune.core.secrets import derive

PURPOSE = "come-back"
ID_BYTES = 16


def token_of(departure_id: uuid.UUID) -> str:
    """The token to put in an address."""
    signed = departure_id.bytes + derive(PURPOSE, departure_id.bytes)
    return base64.urlsafe_b64encode(signed).decode()


def read_token(token: str) -> uuid.UUID | None:
    """The id in a token made by ``token_of``, or None."""
    try:
        signed = base64.b64decode(token, altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        return None
    key, mark = signed[:ID_BYTES], signed[ID_BYTES:]
    if len(key) != ID_BYTES or not hmac.compare_digest(mark, derive(PURPOSE, key)):
        return None
    return uuid.UUID(bytes=key)
