"""One process of the product, started again when it dies."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from embedded import console

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 15.0
STEADY = 30.0  # a process that lived this long starts again without much ado
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)
LIBC = ctypes.CDLL(None)


class Child:
    """A command in its own process group, its output shown under its name."""

    def __init__(
        self, name: str, command: list[str], environ: dict[str, str], folder: Path
    ) -> None:
        self.name = name
        self.command = command
        self.environ = environ
        self.folder = folder
        self._process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None
        self._started = 0.0
        self._pause = FIRST_PAUSE
        self._due: float | None = None

    def start(self) -> None:
        """Start the command. Call it from the main thread: the child dies with its parent's."""
        self._due = None
        self._started = time.monotonic()
        self._process = subprocess.Popen(
            self.command,
            cwd=self.folder,
            env=self.environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 no lock is taken in it
        )
        self._reader = threading.Thread(target=self._show, args=(self._process,), daemon=True)
        self._reader.start()

    @property
    def exit_code(self) -> int | None:
        """None while it runs."""
        return self._process.poll() if self._process else None

    @property
    def started(self) -> bool:
        """True from its first start on."""
        return self._process is not None

    @property
    def running(self) -> bool:
        """False before its start, and from its end on."""
        return self._process is not None and self._process.poll() is None

    def tend(self) -> None:
        """Start it again if it died, after a pause that doubles while it keeps dying young."""
        if self._process is None or self.running:
            return
        now = time.monotonic()
        if self._due is None:
            if now - self._started > STEADY:
                self._pause = FIRST_PAUSE
            self._due = now + self._pause
            console.say(f"{self.name} ended ({self.exit_code}), again in {self._pause:.0f} s")
            self._pause = min(self._pause * 2, LONGEST_PAUSE)
            self.signal(signal.SIGKILL)
        elif now >= self._due:
            self.start()

    def signal(self, sent: signal.Signals) -> None:
        """SIGTERM goes to the process, which ends its own; SIGKILL to all that is left of its group."""
        if self._process is None:
            return
        try:
            if sent == signal.SIGKILL:
                os.killpg(self._process.pid, sent)
            elif self._process.poll() is None:
                self._process.send_signal(sent)
        except ProcessLookupError:
            return

    def drain(self) -> None:
        """Show what a finished process said last."""
        if self._reader:
            self._reader.join(timeout=1)

    def _show(self, process: subprocess.Popen[str]) -> None:
        for text in process.stdout or ():
            console.line(self.name, text.rstrip("\n"))


def _end_with_parent() -> None:
    """Even a supervisor that is killed leaves no process behind (Linux only)."""
    LIBC.prctl(DIE_WITH_PARENT, signal.SIGTERM)
