"""A text as it is meant, whatever tricks it is written with: to be compared, never to be shown."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Letters of other alphabets, and odd ones of ours, that look like Latin letters. Compatibility forms (full-width,
# mathematical, circled) need no line: NFKC knows them.
_LIKE = (
    "аa вb сc ԁd еe һh іi јj кk ӏl мm нh оo рp ԛq ѕs тt уy хx ѵv ԝw гr "  # Cyrillic
    "αa βb εe ηn ιi κk μm νv οo ρp τt υu χx γy ωw "  # Greek
    "ıi ɩi ɑa ɡg ʀr ɴn ʟl ᴀa ᴄc ᴇe ɪi ᴏo ᴘp ᴛt ᴜu ᴠv ᴡw ᴢz øo đd ħh łl ŧt"  # Latin
)
_LATIN = {pair[0]: pair[1] for pair in _LIKE.split()}
_MARKS = frozenset({"Mn", "Me", "Cf"})
_AS_LETTERS = str.maketrans("01345@$", "oieasas")
# One sign between two letters: two spaces part words even of a spelt text.
_SPELT = re.compile(r"(?<!\w)(?:\w[ .*_/-]){2,}\w(?!\w)")
_MIXED = re.compile(r"\w*(?:[a-z][0-9@$]|[0-9@$][a-z])[\w@$]*")


@dataclass(frozen=True, slots=True)
class Plain:
    """``text``: lower case, no accents, no invisible characters, what looks like a Latin letter or a digit is one.
    ``at``: from which character of the original each of its characters comes.
    """

    text: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]`` stands in the original, which must not be empty."""
        return self.at[start], self.at[end - 1] + 1


def plain_of(original: str) -> Plain:
    """``original`` made plain. Time grows with its length: bound it before."""
    made: list[str] = []
    at: list[int] = []
    for place, character in enumerate(original):
        for each in _plain(character):
            made.append(each)
            at.append(place)
    return Plain("".join(made), tuple(at))


def words_of(original: str) -> tuple[str, ...]:
    """The ways in which it may be read, as words with one space between two and one at both ends: as it is plain, with
    digits read as letters (``v1sa``), with spelt words joined (``w h a t s a p p``).
    """
    plain = plain_of(original).text
    read = (plain, _MIXED.sub(lambda found: found[0].translate(_AS_LETTERS), plain))
    joined = (_SPELT.sub(lambda found: re.sub(r"\W|_", "", found[0]), each) for each in read)
    tidy = (" ".join(re.findall(r"\w+|%", each.replace("_", " "))) for each in (*read, *joined))
    return tuple(dict.fromkeys(f" {each} " for each in tidy))


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    if character.isascii():
        return character.lower()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", character).lower())
    return "".join(_one(each) for each in apart if unicodedata.category(each) not in _MARKS)


def _one(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if character.isspace():
        return " "
    if unicodedata.category(character) == "Pd":
        return "-"
    return _LATIN.get(character, character)
