"""Both servers together, as the tests and the supervisor use them."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from embedded import account, places
from embedded.lease import Lease, alone
from embedded.postgres import Postgres
from embedded.server import Server
from embedded.valkey import Valkey


@dataclass(frozen=True, slots=True)
class Stores:
    """Addresses of the stores, and the servers behind them (None for one given from outside)."""

    database_url: str
    redis_url: str
    postgres: Postgres | None
    valkey: Valkey | None

    @property
    def servers(self) -> list[Server]:
        """The servers that are ours to watch."""
        return [server for server in (self.postgres, self.valkey) if server]


@contextmanager
def services(instance_path: Path, *, durable: bool = True) -> Iterator[Stores]:
    """PostgreSQL and Valkey in ``instance_path`` for the length of the block.

    Servers that run there already are used; the last user stops them. One that ``DATABASE_URL`` or
    ``REDIS_URL`` names is not started. ``durable=False`` trades safety against power cuts for speed.
    Raises ``EmbeddedError``.
    """
    given = os.environ.get("DATABASE_URL"), os.environ.get("REDIS_URL")
    if all(given):
        yield Stores(given[0] or "", given[1] or "", None, None)
        return
    folder = places.services_folder(instance_path.resolve())
    lender = account.for_servers()
    postgres = valkey = None
    with alone(folder):
        lease = Lease(folder)
        try:
            if not given[0]:
                postgres = Postgres(
                    places.home(folder, "postgres", lender), lender, durable=durable
                )
            if not given[1]:
                valkey = Valkey(places.home(folder, "valkey", lender), lender, durable=durable)
            servers: list[Server] = [server for server in (postgres, valkey) if server]
            _start(servers)
            stores = Stores(
                given[0] or (postgres.url if postgres else ""),
                given[1] or (valkey.url if valkey else ""),
                postgres,
                valkey,
            )
            _note(folder, stores)
        except BaseException:
            _leave(folder, lease, [server for server in (postgres, valkey) if server])
            raise
    try:
        yield stores
    finally:
        with alone(folder):
            _leave(folder, lease, servers)


def _start(servers: list[Server]) -> None:
    with ThreadPoolExecutor() as pool:
        for outcome in [pool.submit(server.ensure) for server in servers]:
            outcome.result()


def _leave(folder: Path, lease: Lease, servers: list[Server]) -> None:
    if lease.leave():
        for server in servers:
            server.stop()
        for name in ("database_url", "redis_url"):
            (folder / name).unlink(missing_ok=True)


def _note(folder: Path, stores: Stores) -> None:
    """Leave the addresses where `flask` commands of this copy find them while the servers run."""
    places.keep_secret(folder / "database_url", stores.database_url)
    places.keep_secret(folder / "redis_url", stores.redis_url)
