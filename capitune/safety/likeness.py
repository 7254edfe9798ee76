"""How alike two texts are: by the trigrams of their words, as PostgreSQL's pg_trgm counts, whatever tricks they are written with."""

import hashlib
from array import array
from collections.abc import Set
from zlib import crc32

from capitune.safety.personal import find
from capitune.safety.plain import plain_of, words_of
from capitune.safety.states import CONTACTS

ALIKE = 0.6
# Shorter ones are alike by chance.
SHORTEST = 40
_SIGNED = 1 << 31


def trigrams(text: str) -> frozenset[int]:
    """The trigrams of each of its words, two spaces before and one after, as numbers of 32 bits with a sign."""
    words = set(words_of(text)[-1].split())
    parts = {f"  {word} "[at : at + 3] for word in words for at in range(len(word) + 1)}
    return frozenset(crc32(part.encode()) - _SIGNED for part in parts)


def packed(numbers: Set[int]) -> bytes:
    """The same as it is kept: four bytes each."""
    return array("i", sorted(numbers)).tobytes()


def unpacked(kept: bytes) -> frozenset[int]:
    """What ``packed`` made."""
    return frozenset(array("i", kept))


def alike(one: Set[int], other: Set[int]) -> float:
    """What they share, of all they have: 0 to 1."""
    return len(one & other) / len(one | other) if one or other else 0.0


def contacts(text: str) -> frozenset[str]:
    """The ways to reach somebody that it holds, each as a SHA-256: to be recognised, not read."""
    found = (text[each.start : each.end] for each in find(text) if each.kind in CONTACTS)
    bare = ("".join(c for c in plain_of(each).text if c.isalnum()) for each in found)
    return frozenset(hashlib.sha256(each.encode()).hexdigest() for each in bare)
