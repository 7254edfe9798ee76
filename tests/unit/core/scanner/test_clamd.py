"""Against a daemon that misbehaves; ``test_real_clamd`` has the true one."""

import gc
import io
import struct
import time

import pytest

from capitune.core.scanner import EICAR, ClamdScanner, Outcome, ScannerUnavailable, Verdict
from tests.support.nasty_server import Move, NastyServer, Visit, close_at_once, hang_deaf

FOUND = b"stream: Eicar-Signature FOUND\n"
OK = b"stream: OK\n"
DATA = bytes(range(256)) * 1000


def received(visit: Visit) -> bytes:
    """The bytes of one INSTREAM."""
    visit.read_until(b"nINSTREAM\n")
    data = b""
    while size := struct.unpack("!L", visit.read_exactly(4))[0]:
        data += visit.read_exactly(size)
    return data


def says(answer: bytes) -> Move:
    def move(visit: Visit) -> None:
        received(visit)
        visit.socket.sendall(answer)

    return move


def honest(visit: Visit) -> None:
    visit.socket.sendall(FOUND if EICAR in received(visit) else OK)


def refuses_early(visit: Visit) -> None:
    """What clamd does at StreamMaxLength: answers and closes while the client still sends."""
    visit.read_exactly(len(b"nINSTREAM\n") + 4 + 100)
    visit.socket.sendall(b"INSTREAM size limit exceeded. ERROR\n")


def hangs_after_scan(visit: Visit) -> None:
    received(visit)
    hang_deaf(visit)


def scan(server: NastyServer, data: bytes = DATA, timeout: float = 5) -> Verdict:
    return ClamdScanner(f"127.0.0.1:{server.port}", timeout).scan(io.BytesIO(data))


def test_passes_on_what_clamd_says() -> None:
    with NastyServer(honest) as server:
        assert scan(server) == Verdict(Outcome.CLEAN)
        assert scan(server, b"x" + EICAR) == Verdict(Outcome.INFECTED, "Eicar-Signature")


def test_sends_every_byte() -> None:
    seen = []

    def keeps(visit: Visit) -> None:
        seen.append(received(visit))
        visit.socket.sendall(OK)

    with NastyServer(says(FOUND), keeps) as server:
        scan(server)
    assert seen == [DATA]


def test_is_no_stand_in() -> None:
    assert ClamdScanner("clamd").is_stand_in is False


NEVER_CLEAN = [
    pytest.param(says(b""), id="closes without a word"),
    pytest.param(says(b"\n"), id="empty line"),
    pytest.param(says(b"OK\n"), id="OK of nothing"),
    pytest.param(says(b"stream: OK"[:9]), id="cut answer"),
    pytest.param(says(b"other: OK\n"), id="OK of another file"),
    pytest.param(says(b"stream: not OK\n"), id="not OK"),
    pytest.param(says(b"stream: OK FOUND OK\n"), id="OK FOUND OK"),
    pytest.param(says(b"stream: FOUND\n"), id="FOUND nothing"),
    pytest.param(says(b"stream: Can't allocate memory ERROR\n"), id="ERROR"),
    pytest.param(says(b"INSTREAM size limit exceeded. ERROR\n"), id="size limit"),
    pytest.param(says(b"stream: Heuristics.Limits.Exceeded.MaxScanSize FOUND\n"), id="own limit"),
    pytest.param(says(b"UNKNOWN COMMAND\n"), id="unknown command"),
    pytest.param(says(b"\xff\xfe\x00nonsense\n"), id="no text"),
    pytest.param(says(b"HTTP/1.1 400 Bad Request\r\n\r\n"), id="a web server"),
    pytest.param(refuses_early, id="closes while we send"),
    pytest.param(close_at_once, id="closes at once"),
    pytest.param(hang_deaf, id="never reads"),
    pytest.param(hangs_after_scan, id="never answers"),
]


@pytest.mark.parametrize("move", NEVER_CLEAN)
def test_nothing_else_is_an_answer(move: Move) -> None:
    with NastyServer(says(FOUND), move) as server:
        started = time.monotonic()
        with pytest.raises(ScannerUnavailable):
            scan(server, bytes(20_000_000), timeout=0.3)
        assert server.visits == 2
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("move", NEVER_CLEAN)
def test_nor_when_it_is_checked(move: Move) -> None:
    with NastyServer(move) as server, pytest.raises(ScannerUnavailable):
        ClamdScanner(f"127.0.0.1:{server.port}", 0.3).check()


def test_a_daemon_that_knows_no_virus_is_not_asked_for_the_file() -> None:
    with NastyServer(says(OK)) as server, pytest.raises(ScannerUnavailable, match="no signatures"):
        scan(server)
    assert server.visits == 1


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_nobody_listening() -> None:
    """The library leaves that socket to the garbage collector, and Python says so."""
    with NastyServer(honest) as server:
        pass
    with pytest.raises(ScannerUnavailable):
        scan(server)
    with pytest.raises(ScannerUnavailable):
        ClamdScanner("no-such-host.invalid:3310", 1).check()
    gc.collect()


@pytest.mark.parametrize("error", [ConnectionResetError("storage"), ValueError("storage")])
def test_a_stream_that_breaks_is_not_the_scanners_fault(error: Exception) -> None:
    class Breaking(io.RawIOBase):
        def read(self, _size: int = -1) -> bytes:
            raise error

    with NastyServer(honest) as server, pytest.raises(type(error), match="storage"):
        ClamdScanner(f"127.0.0.1:{server.port}").scan(Breaking())  # type: ignore[arg-type]
