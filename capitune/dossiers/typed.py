"""Texts of several lines that a person typed, made fit to be kept."""

import unicodedata

from capitune.accounts.typed import is_text
from capitune.core.errors import Invalid


def paragraphs(value: str, field: str, *, most: int) -> str:
    r"""``value`` composed (NFC), its line ends made ``\n``, trimmed, at most ``most`` characters.

    Raises ``Invalid`` about ``field``: ``too_long`` or ``bad_text`` (control characters, half
    characters, characters that turn the reading order).
    """
    tidy = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(tidy) > most:
        raise Invalid.on(field, "too_long", most=most)
    if not is_text(tidy.replace("\n", " ").replace("\t", " ")):
        raise Invalid.on(field, "bad_text")
    return tidy
