"""The product's own processes, started as the Procfile does, for tests that kill them."""

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
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
            kill_with_children(self._process.pid)
        self._process.wait(10)

    def stop(self) -> None:
        """Ask it to end, and wait."""
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()


def kill_with_children(pid: int) -> None:
    """Kill this process and all that came from it."""
    # By id, one by one: the child that carries out a job has a process group of its own.
    for each in (pid, *_descendants(pid)):
        with suppress(ProcessLookupError):
            os.kill(each, signal.SIGKILL)


def _descendants(pid: int) -> list[int]:
    """The processes that came from ``pid`` and live, at this instant."""
    try:
        written = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    children = [int(word) for word in written.split()]
    return children + [below for child in children for below in _descendants(child)]


@contextmanager
def forked(act: Callable[[], object]) -> Iterator[int]:
    """A fork of this process that does ``act``; its id. It knows what the test has registered."""
    process = multiprocessing.get_context("fork").Process(target=act)
    process.start()
    assert process.pid
    try:
        yield process.pid
    finally:
        kill_with_children(process.pid)
        process.join(10)
        process.close()


@contextmanager
def running(role: str, environ: Mapping[str, str]) -> Iterator[Process]:
    """A process for the length of the block."""
    process = Process(role, environ)
    try:
        yield process
    finally:
        process.kill()
