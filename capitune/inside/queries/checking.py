"""What can be said of somebody who offers advice, from what they sent: nothing of it is kept."""

from dataclasses import dataclass
from enum import StrEnum

from capitune.inside.pasted import Pasted, read
from capitune.professionals.queries.known import (
    Known,
    KnownLicence,
    known_by_name,
    known_by_number,
)
from capitune.safety.queries.prints import known_as
from capitune.safety.queries.rules import asked_rules
from capitune.safety.signs import false_hosts
from capitune.safety.states import Signal, Tier
from capitune.safety.watching import watch


class Result(StrEnum):
    """What the page says first."""

    ALARM = "alarm"
    VERIFIED = "verified"
    PLAUSIBLE = "plausible"
    IMPLAUSIBLE = "implausible"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found: our own records, warning signs, hosts that pass for an authority's."""

    result: Result
    pasted: Pasted
    licences: tuple[KnownLicence, ...]
    signs: tuple[Signal, ...]
    false_hosts: tuple[str, ...]


def check(text: str) -> Checked:
    """Of a text of at most ``pasted.LONGEST`` characters (five statements at most)."""
    pasted = read(text)
    licences = known_by_number(pasted.keys)
    licences = licences or (known_by_name(pasted.name) if pasted.name else [])
    watched = watch(text, asked_rules(), tier=Tier.T0, known=known_as(text) is not None)
    # How to reach whoever writes is no sign here: everybody says it.
    signs = watched.signals - {Signal.VICTIM, Signal.CONTACT}
    # A licence that lasts no more is a sign in itself.
    is_bad = any(each.standing is not Known.VERIFIED for each in licences)
    disguised = any(each.is_disguised for each in pasted.numbers)
    return Checked(
        _result(pasted, licences, is_alarm=bool(signs) or is_bad or disguised),
        pasted,
        tuple(licences),
        tuple(signal for signal in Signal if signal in signs),
        tuple(false_hosts(text)),
    )


def _result(pasted: Pasted, licences: list[KnownLicence], *, is_alarm: bool) -> Result:
    if is_alarm:
        return Result.ALARM
    if licences:
        return Result.VERIFIED
    if any(each.fits for each in pasted.numbers):
        return Result.PLAUSIBLE
    return Result.IMPLAUSIBLE if pasted.numbers else Result.NOTHING
