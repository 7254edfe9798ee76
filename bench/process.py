"""A server under measure: its process tree, and the processor time the tree has used."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path

from embedded.ports import free_port

ROOT = Path(__file__).parent.parent
TICK = os.sysconf("SC_CLK_TCK")
READY_SECONDS = 30


class Program:
    """A server that a command starts, on the port that PORT names."""

    def __init__(
        self, name: str, port: int, command: Sequence[str], environ: Mapping[str, str], log: Path
    ) -> None:
        self.name, self.port, self._log = name, port, log
        variables = {**os.environ, **environ, "PORT": str(port)}
        with log.open("wb") as file:
            self._process = subprocess.Popen(
                command, cwd=ROOT, env=variables, stdout=file, stderr=file
            )

    def wait(self, path: str, headers: Mapping[str, str]) -> None:
        """Return once ``path`` answers. Raises ``RuntimeError`` after half a minute."""
        asked = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=dict(headers))
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                with urllib.request.urlopen(asked, timeout=5):  # noqa: S310 our own address
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise RuntimeError(f"{self.name} did not become ready:\n{self.said()}")

    def said(self) -> str:
        """The end of what it wrote."""
        return self._log.read_text(errors="replace")[-3000:]

    def cpu_seconds(self) -> float:
        """Processor time of the whole tree so far, user and system."""
        return sum(_cpu(pid) for pid in _tree(self._process.pid))

    def kilobytes(self) -> float:
        """Memory that the tree shares with nobody."""
        return sum(_private(pid) for pid in _tree(self._process.pid))

    def stop(self) -> None:
        """Stop it and wait."""
        self._process.terminate()
        self._process.wait(timeout=30)


class Server(Program):
    """One gunicorn with the product's own settings and one worker, on its own port."""

    def __init__(self, name: str, target: str, environ: Mapping[str, str], log: Path) -> None:
        port = free_port()
        command = [sys.executable, "-m", "gunicorn", target, "-c", str(ROOT / "gunicorn.conf.py")]
        command += ["-b", f"127.0.0.1:{port}", "-w", "1", "--log-level", "warning"]
        super().__init__(name, port, command, environ, log)


def _tree(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(p for child in children for p in _tree(int(child)))]


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def _private(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))
