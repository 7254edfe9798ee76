"""Licence numbers: one form for each, so that two ways of writing one number are one number."""

import re
import unicodedata

from capitune.accounts import typed
from capitune.core.errors import Invalid
from capitune.professionals.states import Body, LicenceClass

LONGEST = 40
R_NUMBER, S_NUMBER = re.compile(r"R[0-9]{6}"), re.compile(r"S[0-9]{6}")
PATTERNS = {
    LicenceClass.RCIC: R_NUMBER,
    LicenceClass.RCIC_IRB: R_NUMBER,
    LicenceClass.RISIA: S_NUMBER,
}
# Formats of the other bodies are not published: letters, digits, and what numbers are written with.
FREE = re.compile(r"[A-Z0-9][A-Z0-9./-]*")


def normal(number: str, body: Body, licence_class: LicenceClass) -> str:
    """``number`` as it is compared: composed for compatibility (full-width letters become plain ones),
    upper case, without spaces; for a body without a published format without ``.``, ``/`` and ``-`` too.

    Raises ``Invalid`` on ``number``: ``required``, ``too_long``, ``bad_number``. A letter of another script
    that only looks right (Cyrillic, Greek) is refused: nothing but A to Z and 0 to 9 is left in.
    """
    if body is Body.NONE:
        return ""
    shown = typed.words(number, "number", most=LONGEST)
    plain = "".join(unicodedata.normalize("NFKC", shown).upper().split())
    if len(plain) > LONGEST:
        raise Invalid.on("number", "too_long")
    pattern = PATTERNS.get(licence_class) if body is Body.CICC else FREE
    if pattern is None or not pattern.fullmatch(plain):
        raise Invalid.on("number", "bad_number")
    return plain if body is Body.CICC else re.sub(r"[./-]", "", plain)


def shown(number: str, body: Body) -> str:
    """``number`` as it is shown: composed for compatibility, upper case; the CICC's without spaces."""
    if body is Body.NONE:
        return ""
    words = unicodedata.normalize("NFKC", number).upper().split()
    return ("" if body is Body.CICC else " ").join(words)
