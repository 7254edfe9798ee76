"""A room of each server: how long until all have heard, how many hear a second, what a connection weighs."""

import random
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median, quantiles

from bench.fanout.crowd import Crowd

SPACED, PAUSE = 30, 0.05  # messages, seconds before each
BURSTS, BURST = 5, 20  # times, messages at once


@dataclass(frozen=True, slots=True)
class Side:
    """A server under measure: where, how to join its room, how to say something to it."""

    name: str
    port: int
    who: Callable[[int], Sequence[str]]
    event: str
    payload: dict[str, str]
    say: Callable[[Crowd], None]
    memory: Callable[[], float]


@dataclass(frozen=True, slots=True)
class Fan:
    """One round: milliseconds to hear (median, 99 of 100), hearings a second, KB a connection."""

    p50: float
    p99: float
    rate: float
    kilobytes: float


def fans(sides: Sequence[Side], size: int) -> dict[str, Fan]:
    """Fill a room of each with ``size`` connections and let them speak in turn, message by message: the
    machine changes its speed from second to second, and all meet the same weather. By name of the side.
    """
    with ExitStack() as stack:
        rooms = [_filled(stack, side, size) for side in sides]
        waits: dict[str, list[float]] = defaultdict(list)
        rates: dict[str, list[float]] = defaultdict(list)
        for _ in range(SPACED):
            for room in random.sample(rooms, len(rooms)):
                time.sleep(PAUSE)
                waits[room.side.name] += room.hear(1)
        for _ in range(BURSTS):
            for room in random.sample(rooms, len(rooms)):
                time.sleep(PAUSE)
                rates[room.side.name].append(BURST * size / max(room.hear(BURST)))
        return {room.side.name: _fan(room, waits, rates) for room in rooms}


@dataclass(frozen=True, slots=True)
class Room:
    """The connections to one side."""

    side: Side
    crowd: Crowd
    size: int
    kilobytes: float

    def hear(self, messages: int) -> list[float]:
        """Say so many at once; seconds from the first word to each hearing. Raises ``Silent`` unless
        everybody hears each once.
        """
        began = time.perf_counter()
        for _ in range(messages):
            self.side.say(self.crowd)
        return [at - began for at in self.crowd.heard(messages * self.size)]


def _filled(stack: ExitStack, side: Side, size: int) -> Room:
    before = side.memory()
    crowd = Crowd()
    stack.callback(crowd.leave)
    crowd.come(side.port, side.who(size), side.event, side.payload)
    return Room(side, crowd, size, (side.memory() - before) / size)


def _fan(
    room: Room, waits: Mapping[str, Sequence[float]], rates: Mapping[str, Sequence[float]]
) -> Fan:
    name = room.side.name
    cuts = quantiles(waits[name], n=100)
    return Fan(1000 * cuts[49], 1000 * cuts[98], median(rates[name]), room.kilobytes)
