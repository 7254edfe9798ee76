"""The figures of the fan-out: rounds over all servers and rooms, then ratios to the two others."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from flask import Flask

from bench.fanout import sides
from bench.fanout.measure import Fan, fans
from bench.ratios import paired
from bench.report import Line

SIZES = (100, 500, 1_000)
P50_BUDGETS = {sides.BARE: 1.2, sides.NODE: 2.5}
P99_BUDGETS = {sides.BARE: 2.0, sides.NODE: 6.0}
RATE_BUDGETS = {sides.BARE: 1.5, sides.NODE: 4.0}
KILOBYTES_BUDGET = 90.0  # a connection

Fans = Mapping[tuple[str, int], Sequence[Fan]]


def measure(
    app: Flask, environ: Mapping[str, str], dossier_id: uuid.UUID, folder: Path, rounds: int
) -> list[Line]:
    """All figures, from ``rounds`` rounds."""
    told: dict[tuple[str, int], list[Fan]] = defaultdict(list)
    with ExitStack() as stack:
        product = sides.product(app, environ, dossier_id, folder, max(SIZES))
        wanted = (product, sides.bare(folder), sides.node(folder))
        there = [side for each in wanted if (side := stack.enter_context(each))]
        for _ in range(rounds):
            for size in SIZES:
                for name, figure in fans(there, size).items():
                    told[name, size].append(figure)
    names = [side.name for side in there if side.name != sides.PRODUCT]
    return [line for size in SIZES for line in _lines(told, names, size)]


def _lines(told: Fans, names: Sequence[str], size: int) -> list[Line]:
    ours = told[sides.PRODUCT, size]
    room = f"fan-out, room of {size}"
    lines = []
    for name in names:
        theirs = told[name, size]
        lines += [
            _wait(
                room,
                f"p50 / {name}",
                [f.p50 for f in theirs],
                [f.p50 for f in ours],
                P50_BUDGETS[name],
            ),
            _wait(
                room,
                f"p99 / {name}",
                [f.p99 for f in theirs],
                [f.p99 for f in ours],
                P99_BUDGETS[name],
            ),
            _rate(room, name, theirs, ours),
        ]
    weight = median(f.kilobytes for f in ours)
    others = ", ".join(f"{median(f.kilobytes for f in told[n, size]):.0f}" for n in names)
    return [*lines, Line(room, "KB a connection", others, "", weight, "", KILOBYTES_BUDGET)]


def _wait(
    room: str, what: str, theirs: Sequence[float], ours: Sequence[float], budget: float
) -> Line:
    ratio = paired(theirs, ours)
    spread = f"{ratio.low:.2f}-{ratio.high:.2f}"
    told, measured = (f"{median(side):.1f} ms" for side in (theirs, ours))
    return Line(room, what, told, measured, ratio.median, spread, budget)


def _rate(room: str, name: str, theirs: Sequence[Fan], ours: Sequence[Fan]) -> Line:
    """How many times as many hear a second there."""
    ratio = paired([f.rate for f in ours], [f.rate for f in theirs])
    spread = f"{ratio.low:.2f}-{ratio.high:.2f}"
    told, measured = (f"{median(f.rate for f in side):.0f}/s" for side in (theirs, ours))
    return Line(
        room, f"hearings, {name} / ours", told, measured, ratio.median, spread, RATE_BUDGETS[name]
    )
