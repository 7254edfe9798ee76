"""One-time secrets, derived from their row's id: six digits to type, or a link with the same power.

Nothing of them is stored. Whoever reads the database, or a stolen backup, cannot use them.
"""

import base64
import binascii
import hmac
import unicodedata
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from capitune.accounts.states import CodePurpose
from capitune.core.secrets import derive

OF_DIGITS = timedelta(minutes=15)
LIFE = {
    CodePurpose.VERIFY_EMAIL: OF_DIGITS,
    CodePurpose.RESET_PASSWORD: timedelta(minutes=30),
    CodePurpose.CHANGE_EMAIL: timedelta(hours=1),
    CodePurpose.LIFT_LOCK: timedelta(hours=24),
}
# The link in the letter to the old address.
UNDO_EMAIL, UNDO_LIFE = "undo-email", timedelta(days=7)
PAUSE = timedelta(seconds=60)
# Five tries for each code: more codes would be more guesses, and a way to fill someone's mailbox.
HOUR, MOST_AN_HOUR = timedelta(hours=1), 6
MOST_TRIES = 5
DIGITS = 6
ID_BYTES = 16


def too_soon(asked: Sequence[datetime], moment: datetime) -> bool:
    """Within a minute of the last code, or after six in an hour; ``asked``: when, the newest first."""
    if not asked:
        return False
    many = len(asked) >= MOST_AN_HOUR and asked[MOST_AN_HOUR - 1] > moment - HOUR
    return many or asked[0] > moment - PAUSE


def digits(purpose: str, code_id: uuid.UUID) -> str:
    """The six digits of this code."""
    number = int.from_bytes(derive(f"digits:{purpose}", code_id.bytes)[:8])
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def link(purpose: str, code_id: uuid.UUID) -> str:
    """The token to put in an address: the row's id, signed."""
    signed = code_id.bytes + derive(f"link:{purpose}", code_id.bytes)
    return base64.urlsafe_b64encode(signed).decode()


def read_link(purpose: str, token: str) -> uuid.UUID | None:
    """The id in a token made by ``link`` for the same purpose, or None."""
    try:
        signed = base64.b64decode(token, altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        return None
    key, mark = signed[:ID_BYTES], signed[ID_BYTES:]
    if len(key) != ID_BYTES or not hmac.compare_digest(mark, derive(f"link:{purpose}", key)):
        return None
    return uuid.UUID(bytes=key)


def plain_digits(typed: str) -> str:
    """What was typed, without spaces, digits of other scripts as ours; an x for all else."""
    return "".join(str(unicodedata.decimal(c, "x")) for c in typed if not c.isspace())


def is_code(purpose: str, code_id: uuid.UUID, typed: str) -> bool:
    """True when ``typed`` is the code; spaces, and digits of other scripts, do not matter."""
    return hmac.compare_digest(plain_digits(typed).encode(), digits(purpose, code_id).encode())
