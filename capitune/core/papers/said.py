"""Texts of people as a paper can set them."""

import re
import unicodedata

LONGEST = 600
# Joiners spell words in Persian or Hindi; all other invisible signs only move or hide what is read.
JOINERS = frozenset("\u200c\u200d")
UNBROKEN = re.compile(r"(\S{32})(?=\S)")
BREAK = "\u200b"


def said(text: str, most: int = LONGEST) -> str:
    """``text`` on one line, ``most`` characters of it, without what turns the direction of writing or cannot be
    seen; a word that is longer than a line may break.
    """
    seen = (" " if c.isspace() else c for c in text if c.isspace() or _is_seen(c))
    line = " ".join("".join(seen).split(" "))
    short = line if len(line) <= most else line[: most - 1].rstrip() + "…"
    return UNBROKEN.sub(rf"\1{BREAK}", short)


def _is_seen(sign: str) -> bool:
    return sign in JOINERS or unicodedata.category(sign)[0] != "C"
