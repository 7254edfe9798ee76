"""What the two embedded servers have in common: one folder, one port, one password, one life."""

import secrets
import signal
import subprocess
import time
from abc import ABC, abstractmethod
from pathlib import Path

from embedded import places, ports, process
from embedded.account import Account
from embedded.errors import ServerFailed

CRASH_WINDOW = 5.0  # what a crashed server left behind (memory, children) is gone by then
READY_WINDOW = 60.0  # recovery after a crash replays the journal first
STOP_WINDOW = 3.0


class Server(ABC):
    """One server in ``folder``. Keeps its port, so that an address noted yesterday still holds."""

    name: str
    program: str
    stop_signal: signal.Signals = signal.SIGTERM

    def __init__(self, folder: Path, account: Account | None, *, durable: bool = True) -> None:
        self.folder = folder
        self.account = account
        self.durable = durable
        self.log = folder / "server.log"
        self.port = 0
        self.pid: int | None = None
        self._moves = True
        self._child: subprocess.Popen[bytes] | None = None

    @property
    @abstractmethod
    def url(self) -> str:
        """Address with the password in it."""

    @abstractmethod
    def lay(self) -> None:
        """Put the programs where the server's account may run them. Safe to repeat, and to interrupt.

        Never while another thread starts a process: a program that is open for writing in a child
        just forked cannot be run ("text file busy").
        """

    @abstractmethod
    def prepare(self) -> None:
        """Make what must be there before a start, and clear what a crash left behind.

        Safe to repeat, and to interrupt.
        """

    @abstractmethod
    def launch(self) -> subprocess.Popen[bytes]:
        """Start the process, without waiting for it."""

    @abstractmethod
    def answers(self) -> int | None:
        """Process id of *this folder's* server when it answers on our port with our password."""

    @abstractmethod
    def after_start(self) -> None:
        """Finish the first start. Safe to repeat."""

    @property
    def password(self) -> str:
        """Made once, readable by us only."""
        path = self.folder / "password"
        if not path.exists():
            places.keep_secret(path, secrets.token_urlsafe(24))
        return path.read_text().strip()

    def ensure(self) -> bool:
        """Have the server answer: reuse the one that runs, else start it. Says whether it started.

        A port that another program took meanwhile is given up the first time only: afterwards
        others know the address. Raises ``ServerFailed`` with the end of the log.
        """
        noted = self.folder / "port"
        if self._moves:
            self.port = int(noted.read_text()) if noted.exists() else 0
        self.pid = self.answers() if self.port else None
        started = self.pid is None
        if started:
            self._start()
            noted.write_text(str(self.port))
            self.after_start()
        self._moves = False
        return started

    def running(self) -> bool:
        """True while the process lives (it may not answer yet). Cheap."""
        if self._child and self._child.pid == self.pid:
            return self._child.poll() is None
        return self.pid is not None and process.alive(self.pid)

    def stop(self) -> None:
        """End the server in order; by force when it does not within three seconds."""
        if self.pid and self.running():
            process.end(
                self.pid,
                self.stop_signal,
                seconds=STOP_WINDOW,
                gone=lambda: not self.running(),
            )
        self.pid = None

    def _start(self) -> None:
        process.roll(self.log)
        deadline = time.monotonic() + CRASH_WINDOW
        while not self._attempt():
            if time.monotonic() > deadline:
                raise ServerFailed(
                    f"{self.name} did not start. End of {self.log}:\n{process.tail(self.log)}"
                )
            time.sleep(0.2)

    def _attempt(self) -> bool:
        self.prepare()
        if self._moves and not (self.port and ports.is_free(self.port)):
            self.port = ports.free_port()
        self._child = child = self.launch()
        process.wait_until(
            lambda: child.poll() is not None or self.answers() is not None, READY_WINDOW
        )
        if child.poll() is not None:
            return False
        self.pid = self.answers()
        if self.pid is None:
            child.kill()
            child.wait()
            raise ServerFailed(f"{self.name} does not answer. See {self.log}")
        return True
