"""The whole measure: two databases, three servers started together, all figures."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from flask import Flask

import config
from bench import archive, databases, heavy, pages, report, rounds, statements, subjects
from bench.fanout import figures
from bench.pages import Page
from bench.process import Server
from bench.settings import environment, floor_environment, through_proxy
from bench.subjects import Subjects
from capitune.app import create_app
from capitune.core.secrets import derive
from embedded.stores import Stores

SMALL, LARGE = "capitune_bench_small", "capitune_bench_large"
SMALL_VOLUME = 1_000
THIN = 200_000  # dossiers among which the reviewer's stand
FEW = 200  # of the reviewer's dossiers on the small volume


@dataclass(frozen=True, slots=True)
class Plan:
    """How long to measure; ``large`` is the number of dossiers of the large volume, 0 for none."""

    rounds: int
    requests: int
    large: int


@dataclass(frozen=True, slots=True)
class Place:
    """A filled database, and the product's application and environment on it."""

    environ: dict[str, str]
    app: Flask


def measure(stores: Stores, folder: Path, plan: Plan) -> list[report.Line]:
    """All figures. ``folder`` takes logs and files; the databases are removed afterwards."""
    try:
        small, people = _small(stores, folder)
        large = _large(stores, folder, plan.large, people) if plan.large else small
        asked = partial(pages.measured, small.app, people)
        with _servers(small, large, folder) as servers:
            for server in servers:
                server.wait("/healthz", asked()[0].headers)
            rounds.warm(servers, asked())
            samples = rounds.run(servers, asked, plan.rounds, plan.requests)
            taken = _archive(servers, large, people)
        lines = [line for page in asked() for line in _figures(page, samples, small, large)]
        live = (large.app, large.environ, people.dossier_id, folder, plan.rounds)
        return [*lines, *taken, *figures.measure(*live)]
    finally:
        for name in (SMALL, LARGE):
            databases.drop(stores.database_url, name)


def _archive(servers: Sequence[Server], large: Place, people: Subjects) -> list[report.Line]:
    """The longest dossier, taken away from the product by its candidate."""
    product = next(server for server in servers if server.name == report.PRODUCT)
    count = archive.store(large.app, people.long_id)
    cookie = subjects.cookie(large.app, people.long_session)
    headers = through_proxy({"Cookie": cookie})
    return archive.measure(product, f"/dossiers/{people.long_id}/export", headers, count)


def _place(url: str, stores: Stores, folder: Path) -> Place:
    environ = environment(url, stores.redis_url, str(folder))
    return Place(environ, create_app(config.load(environ)))


def _small(stores: Stores, folder: Path) -> tuple[Place, Subjects]:
    place = _place(databases.create(stores.database_url, SMALL), stores, folder)
    databases.build(place.app)
    databases.fill(place.app, SMALL_VOLUME)
    people = subjects.make(place.app)
    heavy.hand_over(place.app, people.reviewer_id, FEW)
    heavy.converse(place.app, people.long_id, FEW)
    return place, people


def _large(stores: Stores, folder: Path, count: int, people: Subjects) -> Place:
    """The same people and dossiers, among many more; the reviewer has ten times as many."""
    url = databases.create(stores.database_url, LARGE, template=SMALL)
    place = _place(url, stores, folder)
    databases.fill(place.app, count, thin=THIN)
    heavy.hand_over(place.app, people.reviewer_id, heavy.QUEUED)
    heavy.converse(place.app, people.long_id, heavy.SAID)
    return place


@contextmanager
def _servers(small: Place, large: Place, folder: Path) -> Iterator[list[Server]]:
    floor = floor_environment(
        large.environ["DATABASE_URL"],
        large.app.config["SESSION_COOKIE_NAME"],
        derive("access-token", b""),
    )
    wanted = [
        (report.FLOOR, "bench.floor.app:app", floor),
        (report.PRODUCT, "wsgi:app", large.environ),
    ]
    if large is not small:
        wanted.append((report.SMALL, "wsgi:app", small.environ))
    with ExitStack() as stack:
        servers = []
        for name, target, environ in wanted:
            server = Server(name, target, environ, folder / f"{name}.log")
            stack.callback(server.stop)
            servers.append(server)
        yield servers


def _figures(
    page: Page, samples: rounds.Samples, small: Place, large: Place
) -> Sequence[report.Line]:
    after = statements.cost(large.app, page)
    lines = [report.cpu(page, samples), *report.sql(page, after)]
    if large is not small:
        lines += report.growth(page, samples, statements.cost(small.app, page), after)
    return lines
