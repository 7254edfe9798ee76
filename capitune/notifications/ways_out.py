"""The way out of letters: a link that stops them without signing in (RFC 8058).

It holds whose letters and which, signed; nothing of it is stored, and it never expires: whoever finds an
old letter must be able to stop the next one. It allows nothing else.
"""

import base64
import binascii
import hmac
import uuid
from dataclasses import dataclass

from capitune.core.letters import Payload, address_of
from capitune.core.secrets import derive

PURPOSE = "unsubscribe"
MARK_BYTES, ID_BYTES = 32, 16
LONGEST = 200

# Besides the kinds of notifications.
ALL, DIGEST, COMMUNICATIONS = "all", "digest", "communications"


@dataclass(frozen=True, slots=True)
class WayOut:
    """Whose letters a link stops, and which: those of a kind, the digest, all."""

    user_id: uuid.UUID
    scope: str


def scope_of(payload: Payload) -> str:
    """What the link in this letter stops."""
    return str(payload.get("kind") or payload.get("scope") or ALL)


def token_of(way: WayOut) -> str:
    """The token to put in an address."""
    said = way.user_id.bytes + way.scope.encode()
    return base64.urlsafe_b64encode(derive(PURPOSE, said) + said).decode()


def read_token(token: str) -> WayOut | None:
    """What a token made by ``token_of`` says, or None."""
    if len(token) > LONGEST:
        return None
    try:
        signed = base64.b64decode(token, altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        return None
    mark, said = signed[:MARK_BYTES], signed[MARK_BYTES:]
    if len(said) <= ID_BYTES or not hmac.compare_digest(mark, derive(PURPOSE, said)):
        return None
    return WayOut(uuid.UUID(bytes=said[:ID_BYTES]), said[ID_BYTES:].decode())


def link(user_id: uuid.UUID, scope: str) -> str:
    """The absolute address of the page where these letters are stopped."""
    return address_of(f"/unsubscribe/{token_of(WayOut(user_id, scope))}")


def headers(user_id: uuid.UUID, scope: str) -> dict[str, str]:
    """With which mail programs show a button of their own."""
    return {
        "List-Unsubscribe": f"<{link(user_id, scope)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
