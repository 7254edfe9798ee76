"""Codes of authenticator apps (RFC 6238: HMAC-SHA1, six digits, a new one every 30 seconds)."""

import hmac
from datetime import datetime

import pyotp

from capitune.accounts.codes import plain_digits

PERIOD = 30  # seconds
DRIFT = 1  # steps, before and after: a clock that is half a minute off, a code typed slowly
ISSUER = "CAPITUNE"


def new_secret() -> str:
    """160 random bits, in base 32."""
    return pyotp.random_base32()


def step_at(moment: datetime) -> int:
    """The number of the 30 seconds in which ``moment`` lies."""
    return int(moment.timestamp()) // PERIOD


def code_of(secret: str, step: int) -> str:
    """The six digits of that step."""
    return pyotp.TOTP(secret).generate_otp(step)


def matching_step(secret: str, typed: str, moment: datetime) -> int | None:
    """The step whose code was typed, among the present one and its neighbours; None for none of them."""
    digits = plain_digits(typed).encode()
    now = step_at(moment)
    found = None
    # All are compared, whatever the first says: the time taken tells nothing.
    for step in range(now - DRIFT, now + DRIFT + 1):
        if hmac.compare_digest(code_of(secret, step).encode(), digits):
            found = step
    return found


def address(secret: str, account: str) -> str:
    """What the QR code says to the app: whose code this is, and the secret."""
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=ISSUER)
