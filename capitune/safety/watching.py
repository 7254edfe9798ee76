"""What the rules say of a text: which are met, which signals that gives, what becomes of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from capitune.core.i18n import current_language
from capitune.safety.judging import Verdict, judge
from capitune.safety.phrases import ready
from capitune.safety.plain import words_of
from capitune.safety.signs import signals_in
from capitune.safety.states import RANKS, Action, Mode, Normaliser, Place, Signal, Tier

MOST = 25_000
# By these a held text is explained, the first that was met.
TELLING = (
    Signal.JOB_SALE,
    Signal.KNOWN,
    Signal.GUARANTEE,
    Signal.INFLUENCE,
    Signal.OFFER,
    Signal.MONEY,
    Signal.CONTACT,
)


@dataclass(frozen=True, slots=True)
class Met:
    """A rule, and the phrase of it that the text holds."""

    rule: Any
    phrase: str


@dataclass(frozen=True, slots=True)
class Watched:
    """What was met (enforced and only counted), the signals of what is enforced, and what becomes of the text."""

    met: tuple[Met, ...]
    signals: frozenset[Signal]
    verdict: Verdict

    @property
    def message(self) -> str:
        """What the rule that counts most tells the author; empty when none does."""
        said = {
            each.rule.signal: getattr(each.rule, f"message_{current_language()}")
            for each in reversed(self.met)
            if each.rule.mode is Mode.ENFORCE
        }
        return next((said[signal] for signal in TELLING if said.get(signal)), "")


def watch(
    text: str,
    rules: Iterable[Any],
    *,
    tier: Tier,
    place: Place | None = None,
    known: bool = False,
) -> Watched:
    """What becomes of ``text`` written by somebody of this tier. ``known``: it is like a confirmed fraud. Without a
    ``place``, rules of all places are asked.
    """
    text = text[:MOST]
    views = words_of(text)
    met = tuple(_met(rules, views, tier, place))
    enforced = [each.rule for each in met if each.rule.mode is Mode.ENFORCE]
    signals = {rule.signal for rule in enforced} | ({Signal.KNOWN} if known else set())
    seen = signals_in(text)
    # An amount alone is in every honest budget.
    sells = signals & {Signal.OFFER, Signal.GUARANTEE}
    signals |= seen if sells else seen - {Signal.MONEY}
    alone = {rule.action for rule in enforced if rule.action is not Action.COMBINE}
    return Watched(met, frozenset(signals), judge(signals, tier, alone))


def _met(
    rules: Iterable[Any], views: tuple[str, ...], tier: Tier, place: Place | None
) -> Iterable[Met]:
    for rule in rules:
        elsewhere = place is not None and place not in rule.places
        if elsewhere or (rule.spares and RANKS[tier] >= RANKS[rule.spares]):
            continue
        phrases = ready(tuple(rule.phrases), Normaliser(rule.normaliser))
        phrase = phrases.first_in(views)
        if phrase:
            yield Met(rule, phrase)
