"""E-mail addresses: as they are shown and written to, and the key by which they are one."""

import unicodedata
from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

from capitune.core.errors import Invalid


@dataclass(frozen=True, slots=True)
class Address:
    """An address as its owner writes it, and its key: the same for every case and Unicode form."""

    shown: str
    key: str


def parse(text: str) -> Address:
    """The address in ``text``. Raises ``Invalid`` (``email``: ``required``, ``bad_email``).

    Nobody is asked whether the domain exists: a resolver that is away must not stop a sign-up.
    """
    if not text.strip():
        raise Invalid.on("email", "required")
    try:
        shown = validate_email(text.strip(), check_deliverability=False).normalized
    except EmailNotValidError as error:
        raise Invalid.on("email", "bad_email") from error
    return Address(shown, _folded(shown))


def key_of(text: str) -> str | None:
    """The key of the address in ``text``, or None when it is no address."""
    try:
        return parse(text).key
    except Invalid:
        return None


def _folded(shown: str) -> str:
    # Twice: folding may bring back forms that NFKC had composed.
    once = unicodedata.normalize("NFKC", shown).casefold()
    return unicodedata.normalize("NFKC", once).casefold()
