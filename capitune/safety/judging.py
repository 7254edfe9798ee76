"""What becomes of a text that bears these signals: they are combined, and who wrote it counts.

Source: what authorities say of fraud (offers with a contact, guarantees, jobs for sale), and that a victim's question holds
the same words as the fraud it asks about.
"""

from collections.abc import Set
from dataclasses import dataclass

from capitune.safety.states import Action, Notice, Signal, Tier

S = Signal
# Of whoever it is, the team looks at once.
GRAVE = ({S.JOB_SALE}, {S.KNOWN}, {S.GUARANTEE, S.CONTACT})
OFFERS = ({S.OFFER, S.CONTACT}, {S.OFFER, S.MONEY}, {S.GUARANTEE, S.MONEY})


@dataclass(frozen=True, slots=True)
class Verdict:
    """``held``: the team reads it before everybody does. ``flagged``: everybody reads it, the team looks. ``grave``: it
    looks at once. ``notice``: what readers find above it.
    """

    held: bool = False
    flagged: bool = False
    grave: bool = False
    notice: Notice = Notice.NONE
    is_victim: bool = False


def judge(signals: Set[Signal], tier: Tier, alone: Set[Action] = frozenset()) -> Verdict:
    """What becomes of it. ``alone``: what the rules that hit do on their own."""
    if tier is Tier.STAFF:
        return Verdict()
    grave = any(signals >= each for each in GRAVE)
    held = grave or Action.HOLD in alone or _is_offer(signals, tier)
    held = held or (S.INFLUENCE in signals and tier in {Tier.T0, Tier.PRO})
    flagged = Action.FLAG in alone or bool(signals & {S.INFLUENCE, S.GUARANTEE, S.MONEY})
    if S.VICTIM in signals:
        return Verdict(flagged=held, notice=Notice.HELP, is_victim=True)
    if tier is Tier.PRO:
        # What verified professionals write waits for nobody: the team looks, at once when it is grave.
        return Verdict(flagged=held or flagged, grave=grave, notice=_notice(signals, alone))
    return Verdict(held, flagged and not held, grave, _notice(signals, alone))


def _is_offer(signals: Set[Signal], tier: Tier) -> bool:
    """An offer with a way to reach whoever makes it, or for money; a verified professional's contact is masked, no more."""
    return tier is not Tier.PRO and any(signals >= each for each in OFFERS)


def _notice(signals: Set[Signal], alone: Set[Action]) -> Notice:
    order = (
        (S.INFLUENCE, Notice.INFLUENCE),
        (S.GUARANTEE, Notice.GUARANTEE),
        (S.MONEY, Notice.MONEY),
    )
    found = next((notice for signal, notice in order if signal in signals), Notice.NONE)
    return found or (Notice.GUARANTEE if Action.NOTE in alone else Notice.NONE)
