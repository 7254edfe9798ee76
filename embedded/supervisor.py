"""``make run``: stores, then the product's processes, until someone says stop."""

import os
import signal
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from types import FrameType

from embedded import console, places, ports, readiness
from embedded.child import Child
from embedded.errors import EmbeddedError, PortTaken
from embedded.lease import RunLock
from embedded.preparation import Preparation
from embedded.procfile import commands
from embedded.stores import Stores, services

PROCESSES = ("web", "worker", "clock")
DEFAULT_PORT = "3001"
BEAT = 0.1
PATIENCE = 16.0  # gunicorn lets requests finish for 15 s
READY_WORD_AFTER = 60.0
# The web process gets the processor first: people wait for pages. Worker and clock follow.
OTHERS_WAIT = 20.0


class Supervisor:
    """Runs the product of the folder ``root``."""

    def __init__(self, root: Path, environ: Mapping[str, str]) -> None:
        self.root = root
        self.port = int(environ.get("PORT") or DEFAULT_PORT)
        self.instance = (root / (environ.get("INSTANCE_PATH") or "instance")).resolve()
        self.environ = dict(environ)
        self.address = f"http://{ports.HOST}:{self.port}"
        self.stopping = threading.Event()
        self.hurried = threading.Event()
        self.ready = threading.Event()
        self.asked_by = "what started this ended"
        self._began = time.monotonic()
        self._parent = os.getppid()

    def run(self) -> int:
        """Serve until SIGINT or SIGTERM. Returns the exit status. Raises ``EmbeddedError``."""
        for sent in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            # Under nohup the closing of the terminal is to be ignored.
            if sent != signal.SIGHUP or signal.getsignal(sent) != signal.SIG_IGN:
                signal.signal(sent, self._asked_to_stop)
        folder = places.services_folder(self.instance)
        note = f"process {os.getpid()}, {self.address}"
        with RunLock(folder, note):
            if not ports.is_free(self.port):
                raise PortTaken(
                    f"Port {self.port} is taken by another program. Stop it, or choose another"
                    f" port: PORT={self.port + 1} make run"
                )
            with services(self.instance) as stores:
                return self._serve(stores)

    def _serve(self, stores: Stores) -> int:
        environ = self._environment(stores)
        preparation = Preparation(self.root, stores)
        if preparation.needed():
            if not self._prepare(environ):
                return 0 if self.stopping.is_set() else 1
            preparation.done()
        listed = commands(self.root / "Procfile")
        children = [Child(name, listed[name], environ, self.root) for name in PROCESSES]
        try:
            children[0].start()
            threading.Thread(target=self._welcome, daemon=True).start()
            self._watch(children, stores)
        finally:
            self._end(children)
        return 0

    def _prepare(self, environ: dict[str, str]) -> bool:
        """Schema, catalogue and demo, in one process: each start of Python costs a second."""
        child = Child("prepare", ["flask", "--app", "wsgi", "prepare"], environ, self.root)
        child.start()
        while child.running and not self.stopping.wait(BEAT):
            pass
        if child.running:
            self._end([child])
        child.drain()
        if child.exit_code and not self.stopping.is_set():
            console.say(f"the database could not be prepared ({child.exit_code}), see above")
        return child.exit_code == 0 and not self.stopping.is_set()

    def _watch(self, children: list[Child], stores: Stores) -> None:
        under_make = "MAKELEVEL" in self.environ
        others_by = time.monotonic() + OTHERS_WAIT
        while not self.stopping.wait(BEAT):
            if self.ready.is_set() or time.monotonic() > others_by:
                _start_missing(children)
            for child in children:
                child.tend()
            _tend(stores)
            if under_make and os.getppid() != self._parent:
                return

    def _end(self, children: list[Child]) -> None:
        console.say(f"stopping ({self.asked_by})")
        for child in children:
            child.signal(signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        while any(child.running for child in children):
            if time.monotonic() > deadline or self.hurried.is_set():
                break
            time.sleep(BEAT)
        for child in children:
            child.signal(signal.SIGKILL)
            child.drain()

    def _environment(self, stores: Stores) -> dict[str, str]:
        here = Path(sys.executable).parent
        return self.environ | {
            "PATH": f"{here}{os.pathsep}{self.environ.get('PATH', os.defpath)}",
            "CAPITUNE_ENV": self.environ.get("CAPITUNE_ENV") or "development",
            "DATABASE_URL": stores.database_url,
            "REDIS_URL": stores.redis_url,
            "INSTANCE_PATH": str(self.instance),
            "PORT": str(self.port),
            "BASE_URL": self.environ.get("BASE_URL") or self.address,
            # The Procfile's web listens everywhere, as hosting platforms want; here it must not.
            "GUNICORN_CMD_ARGS": f"--bind {ports.HOST}:{self.port}",
            "PYTHONUNBUFFERED": "1",
        }

    def _welcome(self) -> None:
        deadline = time.monotonic() + READY_WORD_AFTER
        while not self.stopping.wait(BEAT):
            found = readiness.missing(self.address)
            if found == "":
                self.ready.set()
                console.welcome(self.address, self.instance, time.monotonic() - self._began)
                return
            if time.monotonic() > deadline:
                console.say(f"still not ready: {found}")
                deadline += READY_WORD_AFTER

    def _asked_to_stop(self, number: int, _frame: FrameType | None) -> None:
        # Nothing is printed here: the line that is being printed holds the turn.
        self.asked_by = signal.Signals(number).name
        if self.stopping.is_set():
            self.hurried.set()
        self.stopping.set()


def _start_missing(children: list[Child]) -> None:
    for child in children:
        if not child.started:
            child.start()


def _tend(stores: Stores) -> None:
    try:
        for name in stores.revive():
            console.say(f"{name} had ended and was started again")
    except EmbeddedError as error:
        console.say(str(error))


def main(root: Path) -> int:
    """Run and turn what a person can act upon into words."""
    try:
        return Supervisor(root, os.environ).run()
    except EmbeddedError as error:
        console.refuse(str(error))
        return 1
