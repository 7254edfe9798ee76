"""The secrets of programs: signed access tokens of ten minutes, and opaque refresh tokens."""

import base64
import hashlib
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt

from capitune.core import clock
from capitune.core.ids import parse_id
from capitune.core.secrets import derive

ALGORITHM = "HS256"
AUDIENCE = "capitune-api"
ACCESS_LIFE = timedelta(minutes=10)
GRACE = timedelta(seconds=10)
REQUIRED = ["iss", "aud", "sub", "sid", "ver", "iat", "exp"]
LONGEST = 2000

_issuer = {"url": ""}


@dataclass(frozen=True, slots=True)
class TokenPair:
    """What a program gets at sign-in; ``expires_in`` is in seconds, of the access token."""

    token: str
    refresh_token: str
    expires_in: int


@dataclass(frozen=True, slots=True)
class Claims:
    """What a genuine access token says."""

    user_id: uuid.UUID
    family_id: uuid.UUID
    version: int
    expires_at: datetime

    @property
    def is_live(self) -> bool:
        """True until its ten minutes are over."""
        return clock.now() < self.expires_at


def bind(issuer: str) -> None:
    """Name who signs: the public address of the product."""
    _issuer["url"] = issuer


def mint(user_id: uuid.UUID, family_id: uuid.UUID, version: int) -> str:
    """A signed access token for ten minutes."""
    moment = clock.now()
    claims = {
        "iss": _issuer["url"],
        "aud": AUDIENCE,
        "sub": str(user_id),
        "sid": str(family_id),
        "ver": version,
        "iat": moment,
        "exp": moment + ACCESS_LIFE,
    }
    return jwt.encode(claims, derive("access-token", b""), algorithm=ALGORITHM)


def read(token: str) -> Claims | None:
    """What a token of ours says, live or not; None for anything else."""
    if len(token) > LONGEST:
        return None
    try:
        claims = jwt.decode(
            token,
            derive("access-token", b""),
            algorithms=[ALGORITHM],
            audience=AUDIENCE,
            issuer=_issuer["url"],
            # Its life is judged by `is_live`, against the clock of the house.
            options={"require": REQUIRED, "verify_exp": False, "verify_iat": False},
        )
    except (jwt.InvalidTokenError, UnicodeError):
        return None
    return _claims(claims)


def _claims(claims: dict[str, Any]) -> Claims | None:
    user_id, family_id = parse_id(claims["sub"]), parse_id(claims["sid"])
    version, expires = claims["ver"], claims["exp"]
    if user_id is None or family_id is None or type(version) is not int or type(expires) is not int:
        return None
    return Claims(user_id, family_id, version, datetime.fromtimestamp(expires, UTC))


def refresh_secret(token_id: uuid.UUID) -> str:
    """The refresh token of this row, the same each time it is asked."""
    return base64.urlsafe_b64encode(derive("refresh-token", token_id.bytes)).decode().rstrip("=")


def digest(secret: str) -> bytes:
    """What is kept of a random secret. It has 256 bits: it needs no slow hash."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
