"""Amounts as people type them, in cents."""

import re

LONGEST = 30
SPACES = re.compile(r"\s+")
SIGN = re.compile(r"(?:CAD|CA)?\$(?:CAD|CA)?$|^(-?)(?:CAD|CA)?\$|^CAD|CAD$", re.IGNORECASE)
# 1525 · 1525,5 · 1525.50 | 1,525 · 1,525.50 | 1.525,50: in each a group of three digits is a whole one.
WRITTEN = (
    re.compile(r"(-?)([0-9]+)(?:[.,]([0-9]{1,2}))?"),
    re.compile(r"(-?)([0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]{1,2}))?"),
    re.compile(r"(-?)([0-9]{1,3}(?:\.[0-9]{3})+),([0-9]{1,2})"),
)


def cents_of(text: str) -> int | None:
    """``1 525,00 $``, ``$1,525.00``, ``1525`` in cents; None for what is not clearly an amount (``1.525``)."""
    if len(text) > LONGEST:
        return None
    bare = SIGN.sub(r"\1", SPACES.sub("", text).replace("\u2212", "-"))
    for way in WRITTEN:
        if found := way.fullmatch(bare):
            sign, whole, rest = found.groups()
            units = int(whole.replace(",", "").replace(".", ""))
            cents = units * 100 + int((rest or "0").ljust(2, "0"))
            return -cents if sign else cents
    return None
