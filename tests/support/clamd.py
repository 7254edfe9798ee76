"""Debian's clamd with a small base of signatures of our own."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from capitune.core.scanner import EICAR, ClamdScanner

KNOWS_EICAR = b"Own.Eicar:0:*:" + EICAR.hex().encode() + b"\n"
KNOWS_LITTLE = b"Own.Other:0:*:" + b"nothing like it, ever".hex().encode() + b"\n"


@dataclass(frozen=True, slots=True)
class Clamd:
    """A daemon that serves."""

    process: subprocess.Popen[str]
    port: int

    def scanner(self, timeout: float = 20) -> ClamdScanner:
        """Our side of it; ``timeout`` in seconds."""
        return ClamdScanner(f"127.0.0.1:{self.port}", timeout)

    def send(self, signal_number: signal.Signals) -> None:
        """Stop it, let it go on, kill it."""
        self.process.send_signal(signal_number)

    @property
    def seconds(self) -> float:
        """The processor time it has taken so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def running(folder: Path, signatures: bytes = KNOWS_EICAR) -> Iterator[Clamd]:
    """A daemon of one's own, ready to serve, whose base is ``signatures``."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    (folder / "own.ndb").write_bytes(signatures)
    config = folder / "clamd.conf"
    config.write_text(
        f"DatabaseDirectory {folder}\nTCPSocket {port}\nTCPAddr 127.0.0.1\nForeground yes\n"
        "StreamMaxLength 1M\n"
    )
    process = subprocess.Popen(["clamd", "-c", str(config)], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        while line := process.stdout.readline():
            if "Self checking" in line:  # the last line before it serves
                break
        yield Clamd(process, port)
    finally:
        process.kill()
        process.communicate()
