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

NOTES = ("database_url", "redis_url")


@dataclass(frozen=True, slots=True)
class Stores:
    """Addresses of the stores, and the servers behind them (None for one given from outside)."""

    folder: Path | None
    given: tuple[str, str]
    postgres: Postgres | None = None
    valkey: Valkey | None = None

    @property
    def database_url(self) -> str:
        """For SQLAlchemy, with the driver and the password in it."""
        return self.postgres.url if self.postgres else self.given[0]

    @property
    def redis_url(self) -> str:
        """With the password in it."""
        return self.valkey.url if self.valkey else self.given[1]

    @property
    def servers(self) -> list[Server]:
        """The servers that are ours to watch."""
        return [server for server in (self.postgres, self.valkey) if server]

    def revive(self) -> list[str]:
        """Start again, at the same address, what died. The names of those that were started."""
        dead = [server for server in self.servers if not server.running()]
        if not dead or not self.folder:
            return []
        with alone(self.folder):
            return [server.name for server in dead if server.ensure()]


@contextmanager
def services(instance_path: Path, *, durable: bool = True) -> Iterator[Stores]:
    """PostgreSQL and Valkey in ``instance_path`` for the length of the block.

    Servers that run there already are used; the last user stops them. One that ``DATABASE_URL`` or
    ``REDIS_URL`` names is not started. ``durable=False`` trades safety against power cuts for speed.
    Raises ``EmbeddedError``.
    """
    given = os.environ.get("DATABASE_URL", ""), os.environ.get("REDIS_URL", "")
    if all(given):
        yield Stores(None, given)
        return
    folder = places.services_folder(instance_path.resolve())
    with alone(folder):
        lease = Lease(folder)
        stores = _stores(folder, given, durable=durable)
        try:
            _start(stores, folder)
        except BaseException:
            _leave(stores, folder, lease)
            raise
    try:
        yield stores
    finally:
        with alone(folder):
            _leave(stores, folder, lease)


def _stores(folder: Path, given: tuple[str, str], *, durable: bool) -> Stores:
    lent = account.for_servers()
    postgres = valkey = None
    if not given[0]:
        postgres = Postgres(places.home(folder, "postgres", lent), lent, durable=durable)
    if not given[1]:
        valkey = Valkey(places.home(folder, "valkey", lent), lent, durable=durable)
    return Stores(folder, given, postgres, valkey)


def _start(stores: Stores, folder: Path) -> None:
    for server in stores.servers:
        server.lay()
    with ThreadPoolExecutor() as pool:
        for outcome in [pool.submit(server.ensure) for server in stores.servers]:
            outcome.result()
    # `flask` commands of this copy find the addresses here while the servers run.
    for name in NOTES:
        places.keep_secret(folder / name, getattr(stores, name))


def _leave(stores: Stores, folder: Path, lease: Lease) -> None:
    if not lease.leave():
        return
    for server in stores.servers:
        server.stop()
    for name in NOTES:
        (folder / name).unlink(missing_ok=True)
