"""Recovery codes: ten, to keep on paper, each good once."""

import hashlib
import hmac
import secrets

from capitune.core.secrets import derive

MANY = 10
LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's: nothing looks like something else
LENGTH, GROUP = 16, 4  # 80 bits
READ_AS = str.maketrans({"o": "0", "i": "1", "l": "1", "-": None})


def new_codes() -> list[str]:
    """Ten new codes, as they are shown: ``x7k2-9mfw-03hd-tq5b``."""
    return [_shown("".join(secrets.choice(LETTERS) for _ in range(LENGTH))) for _ in range(MANY)]


def _shown(code: str) -> str:
    return "-".join(code[i : i + GROUP] for i in range(0, LENGTH, GROUP))


def plain(typed: str) -> str:
    """What was meant: capitals, spaces, hyphens and look-alikes do not matter."""
    return "".join(typed.split()).casefold().translate(READ_AS)


def is_code(typed: str) -> bool:
    """True for what has the form of a recovery code."""
    code = plain(typed)
    return len(code) == LENGTH and set(code) <= set(LETTERS)


def digest(typed: str) -> bytes:
    """What is kept of a code."""
    return hmac.digest(derive("recovery-code", b""), plain(typed).encode(), hashlib.sha256)
