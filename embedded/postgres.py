"""The embedded PostgreSQL."""

import shutil
import signal
import subprocess
from pathlib import Path

import psycopg

from embedded import places, process
from embedded.errors import ServerFailed
from embedded.ports import HOST
from embedded.postgres_install import programs
from embedded.server import Server

ROLE = DATABASE = "capitune"
# Nothing here may be taken for granted from the machine: sorting and case by the built-in C.UTF-8.
INITDB = [
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "-E",
    "UTF8",
    "--auth=scram-sha-256",
    f"--username={ROLE}",
    "--no-instructions",
]
SETTINGS = {
    "listen_addresses": HOST,
    "unix_socket_directories": "",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# For tests: a power cut may lose the folder. A killed server loses nothing even so, which is why
# commits stay synchronous.
DISPOSABLE = {"fsync": "off", "full_page_writes": "off"}


class Postgres(Server):
    """PostgreSQL 18 on TCP, with a password, and a database named ``capitune``."""

    name = "PostgreSQL"
    program = "postgres"
    stop_signal = signal.SIGINT  # fast: rolls back what is open, keeps what is committed

    @property
    def data(self) -> Path:
        """The cluster."""
        return self.folder / "data"

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://{ROLE}:{self.password}@{HOST}:{self.port}/{DATABASE}"

    def lay(self) -> None:
        programs(self.folder, self.account)

    def prepare(self) -> None:
        if self.data.exists():
            self._forget_the_dead()
            return
        # A cluster is whole or not there: initdb may be killed half-way.
        draft = self.folder / "data.draft"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        told = self.folder / "password.initdb"
        places.keep_secret(told, self.password)
        if self.account:
            self.account.owns(draft)
            self.account.owns(told)
        try:
            self._initdb(draft, told)
        finally:
            told.unlink()
        draft.rename(self.data)

    def launch(self) -> subprocess.Popen[bytes]:
        settings = SETTINGS | {"port": str(self.port)} | ({} if self.durable else DISPOSABLE)
        command = [str(self._bin() / "postgres"), "-D", str(self.data)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        return process.spawn(command, folder=self.folder, log=self.log, account=self.account)

    def answers(self) -> int | None:
        pid = self._noted_pid()
        if pid is None:
            return None
        try:
            with self.connect("postgres") as connection:
                row = connection.execute("SHOW data_directory").fetchone()
        except psycopg.OperationalError:
            return None
        return pid if row and Path(row[0]).resolve() == self.data.resolve() else None

    def connect(self, database: str = DATABASE) -> psycopg.Connection:
        """A connection as the owner, each statement its own transaction."""
        return psycopg.connect(
            host=HOST,
            port=self.port,
            user=ROLE,
            password=self.password,
            dbname=database,
            connect_timeout=3,
            autocommit=True,
        )

    def after_start(self) -> None:
        with self.connect("postgres") as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if known.fetchone() is None:
                connection.execute(f"CREATE DATABASE {DATABASE}")

    def _initdb(self, draft: Path, told: Path) -> None:
        command = [str(self._bin() / "initdb"), "-D", str(draft), f"--pwfile={told}", *INITDB]
        command += [] if self.durable else ["--no-sync"]
        made = process.spawn(command, folder=self.folder, log=self.log, account=self.account)
        if made.wait():
            raise ServerFailed(f"initdb failed. End of its log:\n{process.tail(self.log)}")

    def _forget_the_dead(self) -> None:
        # After a crash and a reboot the noted id may be somebody else's, and PostgreSQL would
        # refuse to start for as long as that program lives.
        pid = self._noted_pid()
        if pid and process.alive(pid) and process.program_of(pid) != self.program:
            (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _bin(self) -> Path:
        return programs(self.folder, self.account)

    def _noted_pid(self) -> int | None:
        try:
            first = (self.data / "postmaster.pid").read_text().splitlines()[0]
        except (FileNotFoundError, IndexError):
            return None
        return int(first)
