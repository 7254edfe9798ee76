"""The arithmetic of the figures: ratios are taken inside a round, then the median over the rounds.

The machine's own speed changes by a factor of two from one minute to the next; within a round both sides
meet the same weather.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Ratio:
    """The median of the paired ratios, and the smallest and the largest of them."""

    median: float
    low: float
    high: float


def paired(baseline: Sequence[float], measured: Sequence[float]) -> Ratio:
    """``measured / baseline``, round by round. Raises ``ValueError`` unless both have the same rounds."""
    if not baseline or len(baseline) != len(measured):
        raise ValueError("each round needs both figures")
    ratios = [m / b for b, m in zip(baseline, measured, strict=True)]
    return Ratio(median(ratios), min(ratios), max(ratios))
