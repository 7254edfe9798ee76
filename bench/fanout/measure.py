"""One server, one room: how long until all have heard, how many hear a second, what a connection weighs."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import quantiles

from bench.fanout.crowd import Crowd

SPACED, PAUSE = 30, 0.05  # messages, seconds between two
BURST = 40


@dataclass(frozen=True, slots=True)
class Side:
    """A server under measure: where, how to join its room, how to say ``number`` to it."""

    name: str
    port: int
    who: Callable[[int], Sequence[str]]
    event: str
    payload: dict[str, str]
    say: Callable[[Crowd, int], None]
    memory: Callable[[], float]


@dataclass(frozen=True, slots=True)
class Fan:
    """One round: milliseconds to hear (median, 99 of 100), hearings a second, KB a connection."""

    p50: float
    p99: float
    rate: float
    kilobytes: float


def fan(side: Side, size: int) -> Fan:
    """Fill the room with ``size`` connections, speak slowly, then all at once."""
    before = side.memory()
    crowd = Crowd()
    try:
        crowd.come(side.port, side.who(size), side.event, side.payload)
        weight = (side.memory() - before) / size
        waits = [wait for number in range(SPACED) for wait in _one(side, crowd, number, size)]
        began = time.perf_counter()
        for number in range(BURST):
            side.say(crowd, number)
        last = max(at for _, at in crowd.heard(BURST * size))
    finally:
        crowd.leave()
    cuts = quantiles(waits, n=100)
    return Fan(1000 * cuts[49], 1000 * cuts[98], BURST * size / (last - began), weight)


def _one(side: Side, crowd: Crowd, number: int, size: int) -> list[float]:
    time.sleep(PAUSE)
    began = time.perf_counter()
    side.say(crowd, number)
    return [at - began for _, at in crowd.heard(size)]
