"""What somebody was given and wants to have checked: numbers, hosts, perhaps a name, out of any text."""

import re
from dataclasses import dataclass

from capitune.safety import official
from capitune.safety.plain import plain_of

LONGEST = 5_000
MOST_NUMBERS, LONGEST_NAME = 20, 80
_LICENCE = re.compile(r"(?<![\w-])([rs])[ .-]?(\d(?:[ .-]?\d){2,8})(?!\w)")
_OTHER = re.compile(r"(?<!\w)(?=[\w./-]*\d{3})[a-z0-9][a-z0-9./-]{3,24}(?!\w)")
_HOST = re.compile(r"(?<![\w@.-])(?:https?://)?((?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24})(?![\w-])")
_NAME = re.compile(r"[^\W\d_]+(?:[ '’.-]+[^\W\d_]+){1,4}")


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the College: ``shown`` as it is compared. ``fits``: it has the College's format. ``is_disguised``: it is
    written with characters that only look like these.
    """

    shown: str
    fits: bool
    is_disguised: bool


@dataclass(frozen=True, slots=True)
class Pasted:
    """``others``: what could be a number of another register. ``name``: the whole of it, if it can be one."""

    numbers: tuple[Number, ...]
    others: tuple[str, ...]
    official_hosts: tuple[str, ...]
    other_hosts: tuple[str, ...]
    name: str

    @property
    def keys(self) -> list[str]:
        """What our own records are asked for."""
        return [*(each.shown for each in self.numbers if each.fits), *self.others]


def read(text: str) -> Pasted:
    """What of ``text`` can be checked. Time grows with its length: bound it before."""
    plain = plain_of(text)
    numbers: dict[str, Number] = {}
    for match in _LICENCE.finditer(plain.text):
        shown = match[1].upper() + "".join(each for each in match[2] if each.isdigit())
        start, end = plain.span(*match.span())
        written = text[start:end]
        numbers.setdefault(shown, Number(shown, len(shown) == 7, not written.isascii()))
    others = (re.sub(r"[./-]", "", each).upper() for each in _OTHER.findall(plain.text))
    hosts = dict.fromkeys(_HOST.findall(plain.text))
    tidy = " ".join(text.split())
    return Pasted(
        numbers=tuple(numbers.values())[:MOST_NUMBERS],
        others=tuple(dict.fromkeys(each for each in others if each not in numbers))[:MOST_NUMBERS],
        official_hosts=tuple(host for host in hosts if official.is_host(host)),
        other_hosts=tuple(host for host in hosts if not official.is_host(host))[:MOST_NUMBERS],
        name=tidy if len(tidy) <= LONGEST_NAME and _NAME.fullmatch(tidy) else "",
    )
