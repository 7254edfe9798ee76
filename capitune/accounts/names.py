"""Names of people as others see them: nobody passes for checked, nor for an authority or the team."""

import re
import unicodedata

from capitune.accounts import typed
from capitune.authz.actor import STAFF, Role
from capitune.core.errors import Invalid
from capitune.safety import personal

LONGEST_NAME = 80
# Symbols that firms do have in their names; every other one could pass for the badge of a checked licence.
TRADE = frozenset("®™©°№")
CHECKS = frozenset("√☑✓✔✅🗸🗹")
RESERVED = frozenset({"capitune", "ircc", "cic", "cisr", "mifi", "service canada"})
# Long enough never to be part of an honest name: found inside other words too.
RESERVED_PARTS = ("capitune", "gouvernement", "government", "ambassade", "servicecanada")
# Letters of other alphabets, and digits, that look like Latin ones.
LOOKALIKES = str.maketrans("авсеһіјкмнорѕтухԁαβεικνορτυχ01345", "abcehijkmhopstyxdabeiknoptuxoleas")
SPELT = re.compile(r"\b(?:\w )+\w\b")


def name(value: str, field: str, *, most: int = LONGEST_NAME) -> str:
    """``value`` as ``typed.words`` keeps it, without symbols and ways to reach somebody. Raises ``Invalid`` (``name_mark`` and
    ``name_contact`` too).
    """
    tidy = typed.words(value, field, most=most)
    if any(c in CHECKS or (unicodedata.category(c) == "So" and c not in TRADE) for c in tidy):
        raise Invalid.on(field, "name_mark")
    if personal.find(tidy):
        raise Invalid.on(field, "name_contact")
    return tidy


def refuse_reserved(parts: tuple[str, ...], role: Role, field: str) -> None:
    """Raise ``Invalid`` about ``field`` (``name_reserved``) when the parts together read as CAPITUNE, IRCC,
    CIC, CISR, MIFI, a government, an embassy or Service Canada; staff may. Source: inside-live 6.3, rule 6.
    """
    if role in STAFF:
        return
    for view in _views(" ".join(parts)):
        compact = view.replace(" ", "")
        words = f" {view} "
        if any(f" {word} " in words for word in RESERVED) or any(
            part in compact for part in RESERVED_PARTS
        ):
            raise Invalid.on(field, "name_reserved")


def _views(text: str) -> set[str]:
    """How it may be read: as typed, with lookalikes as what they look like, with spelt words joined."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    plain = "".join(c for c in plain if unicodedata.category(c) not in {"Mn", "Cf"})
    read = (plain, plain.translate(LOOKALIKES), plain.translate(LOOKALIKES | {ord("1"): "i"}))
    words = [" ".join(re.findall(r"\w+", version.replace("_", " "))) for version in read]
    return {SPELT.sub(lambda found: found[0].replace(" ", ""), text) for text in words} | set(words)
