"""The product's own processes, started as the Procfile does, for tests that kill them."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


class Process:
    """One of our processes and the children it forks."""

    def __init__(self, role: str, environ: Mapping[str, str]) -> None:
        self.role = role
        self._process = subprocess.Popen(
            [sys.executable, "-m", "capitune.worker", role],
            cwd=ROOT,
            env={**os.environ, **environ},
            start_new_session=True,
        )

    def kill(self) -> None:
        """Kill it (SIGKILL), with every child: what a machine that loses power does."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(10)

    def stop(self) -> None:
        """Ask it to end, and wait."""
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()


@contextmanager
def running(role: str, environ: Mapping[str, str]) -> Iterator[Process]:
    """A process for the length of the block."""
    process = Process(role, environ)
    try:
        yield process
    finally:
        process.kill()
