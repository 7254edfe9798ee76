"""Against the true daemon, with signatures of our own."""

import io
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from capitune.core.scanner import EICAR, ClamdScanner, Outcome, ScannerUnavailable, Verdict

pytestmark = pytest.mark.real("clamd")

Daemon = Callable[[bytes], ClamdScanner]

KNOWS_EICAR = b"Own.Eicar:0:*:" + EICAR.hex().encode() + b"\n"
KNOWS_LITTLE = b"Own.Other:0:*:" + b"nothing like it, ever".hex().encode() + b"\n"


@contextmanager
def running(folder: Path, signatures: bytes) -> Iterator[ClamdScanner]:
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
        yield ClamdScanner(f"127.0.0.1:{port}", 20)
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[Daemon]:
    with ExitStack() as stack:
        yield lambda signatures: stack.enter_context(running(tmp_path, signatures))


def test_tells_good_from_bad(daemon: Daemon) -> None:
    clamd = daemon(KNOWS_EICAR)
    clamd.check()
    assert clamd.scan(io.BytesIO(b"%PDF-1.7 harmless")) == Verdict(Outcome.CLEAN)
    found = clamd.scan(io.BytesIO(b"before" + EICAR))
    assert found == Verdict(Outcome.INFECTED, "Own.Eicar.UNOFFICIAL")


def test_over_its_limit_is_no_answer(daemon: Daemon) -> None:
    clamd = daemon(KNOWS_EICAR)
    with pytest.raises(ScannerUnavailable):
        clamd.scan(io.BytesIO(bytes(3_000_000)))


def test_without_signatures_is_no_answer(daemon: Daemon) -> None:
    clamd = daemon(KNOWS_LITTLE)
    with pytest.raises(ScannerUnavailable, match="no signatures"):
        clamd.scan(io.BytesIO(b"%PDF-1.7 harmless"))
