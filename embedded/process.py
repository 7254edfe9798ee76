"""Starting, watching and ending one server process."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from embedded.account import Account

PAUSE = 0.05
LOG_LIMIT = 5 * 1024 * 1024
# Servers get nothing of our environment: it may hold secrets, and a locale that changes sorting.
BARE_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


def spawn(
    command: list[str], *, folder: Path, log: Path, account: Account | None, text: str = ""
) -> subprocess.Popen[bytes]:
    """Start ``command`` in ``folder`` under ``account``, with ``text`` as its standard input.

    It gets its own session: Ctrl-C at the terminal reaches us, and we end it in order.
    """
    with log.open("ab") as sink:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=BARE_ENVIRONMENT,
            stdin=subprocess.PIPE,
            stdout=sink,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
        )
    feed(process, text)
    return process


def feed(process: subprocess.Popen[bytes], text: str) -> None:
    """Hand ``text`` over and close. A process that died at once says why in its log."""
    if process.stdin:
        try:
            process.stdin.write(text.encode())
            process.stdin.close()
        except BrokenPipeError:
            process.wait()


def alive(pid: int) -> bool:
    """True while the process with this id runs; one that ended and was not collected does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return not _is_zombie(pid)


def _is_zombie(pid: int) -> bool:
    # In a container there may be nobody to collect the processes of a supervisor that was killed.
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state == "Z"


def program_of(pid: int) -> str:
    """Name of the program behind ``pid``; empty when it is gone or cannot be told."""
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        seen = subprocess.run(
            ["/bin/ps", "-o", "comm=", "-p", str(pid)], capture_output=True, text=True, check=False
        )
        return Path(seen.stdout.strip()).name


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    """Ask ``condition`` until it holds, for at most ``seconds``. Says whether it held."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(PAUSE)
    return True


def end(pid: int, first: signal.Signals, *, seconds: float, gone: Callable[[], bool]) -> None:
    """Send ``first`` to ``pid``; after ``seconds`` without effect, SIGKILL."""
    for sent in (first, signal.SIGKILL):
        try:
            os.kill(pid, sent)
        except ProcessLookupError:
            return
        if wait_until(gone, seconds):
            return


def roll(log: Path) -> None:
    """Put a log that grew past 5 MB aside, in place of the one before."""
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.replace(log.with_suffix(".old.log"))


def tail(log: Path, lines: int = 15) -> str:
    """The last lines of ``log``."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:]) if log.exists() else ""
