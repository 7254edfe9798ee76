"""Which names a stored object may have.

The alphabet is small so that a key is at once a safe path, a safe URL and a safe S3 key; no segment
begins with a dot, so neither ``..`` nor a hidden file can be named.
"""

import re

MAX_KEY_LENGTH = 200

_SEGMENT = r"[a-z0-9_-][a-z0-9._-]*"
_KEY = re.compile(rf"{_SEGMENT}(?:/{_SEGMENT})*")


def is_key(key: str) -> bool:
    """True when it keeps the rules."""
    return len(key) <= MAX_KEY_LENGTH and ".." not in key and _KEY.fullmatch(key) is not None


def check_key(key: str) -> str:
    """``key`` itself, or ``ValueError`` when it breaks the rules."""
    if not is_key(key):
        raise ValueError("not a storage key")
    return key
