"""The rounds: every server and page once a round, in an order drawn anew each time."""

import random
from collections import defaultdict
from collections.abc import Callable, Sequence

from bench.load import Sample, measure
from bench.pages import Page
from bench.process import Server

WARMING = 60

Samples = dict[tuple[str, str], list[Sample]]


def warm(servers: Sequence[Server], pages: Sequence[Page]) -> None:
    """Let each server compile, connect and prepare before anything counts."""
    for server in servers:
        for page in pages:
            measure(server, page.path, page.headers, WARMING)


def run(
    servers: Sequence[Server], asked: Callable[[], list[Page]], count: int, requests: int
) -> Samples:
    """Samples by name of server and page, one a round; ``asked()`` gives pages with fresh secrets."""
    samples: Samples = defaultdict(list)
    for _ in range(count):
        cells = [(server, page) for page in asked() for server in servers]
        random.shuffle(cells)
        for server, page in cells:
            sample = measure(server, page.path, page.headers, requests)
            samples[server.name, page.name].append(sample)
    return samples
