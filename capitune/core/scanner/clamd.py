"""The clamd daemon, reached by TCP."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, BinaryIO

from clamav_client.clamd import ClamdError, ClamdNetworkSocket

from capitune.core.scanner.eicar import EICAR
from capitune.core.scanner.interface import Outcome, ScannerUnavailable, Verdict

DEFAULT_PORT = 3310
CHUNK = 64 * 1024
BORN = "%a %b %d %H:%M:%S %Y"  # how clamd writes the moment of its signatures

# What clamd tells of itself rather than of the file: it gave up, and that is not a virus.
_LIMIT = "Heuristics.Limits.Exceeded"


class ClamdScanner:
    """Streams to clamd; anything but its two plain answers is ``ScannerUnavailable``, never clean.

    ``address`` is ``host:port``. ``timeout`` in seconds bounds each wait for the daemon.
    """

    is_stand_in = False

    def __init__(self, address: str, timeout: float = 30.0) -> None:
        host, _, port = address.rpartition(":")
        if not port.isdigit():
            host, port = address, str(DEFAULT_PORT)
        self._host, self._port, self._timeout = host, int(port), timeout

    def scan(self, stream: BinaryIO) -> Verdict:
        """See ``Scanner.scan``. First makes sure that clamd would find something."""
        self.check()
        return self._ask(stream)

    def check(self) -> None:
        """See ``Scanner.check``: the EICAR test string must be found.

        A daemon whose signatures are missing answers OK to everything. Its version does not tell:
        it names no base either when an operator loads signatures of their own.
        """
        if self._ask(BytesIO(EICAR)).is_clean:
            raise ScannerUnavailable("clamd has no signatures: it let the EICAR test string pass")

    def signatures_of(self) -> datetime | None:
        """See ``Scanner.signatures_of``: the last part of ``ClamAV 1.4.2/27500/Thu Nov 26 09:12:03 2026``."""
        with _translated(_Reader(BytesIO())):
            told = str(self._clamd().version())
        try:
            return datetime.strptime(told.rpartition("/")[2].strip(), BORN).replace(tzinfo=UTC)
        except ValueError:
            return None

    def _ask(self, stream: BinaryIO) -> Verdict:
        reader = _Reader(stream)
        with _translated(reader):
            answer = self._clamd().instream(reader)
        return _verdict(answer)

    def _clamd(self) -> Any:
        """A client of its own for each exchange: the library's keeps one socket as its state."""
        return ClamdNetworkSocket(self._host, self._port, self._timeout)


class _Reader:
    """The stream as the library reads it, in larger pieces; remembers a failure of the stream."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.failure: BaseException | None = None

    def read(self, _size: int) -> bytes:
        try:
            return self._stream.read(CHUNK)
        except BaseException as error:
            self.failure = error
            raise


@contextmanager
def _translated(reader: _Reader) -> Iterator[None]:
    """Failures of the daemon become ours; those of the stream itself go through."""
    try:
        yield
    except (ClamdError, OSError, UnicodeDecodeError) as error:
        if reader.failure is error:
            raise
        raise ScannerUnavailable(f"clamd failed: {type(error).__name__}") from error


def _verdict(answer: dict[str, tuple[str, str | None]]) -> Verdict:
    """``{"stream": ("OK", None)}`` or ``{"stream": ("FOUND", name)}``, and nothing else."""
    status, signature = answer.get("stream", ("", None))
    if status == "OK" and signature is None and len(answer) == 1:
        return Verdict(Outcome.CLEAN)
    if status == "FOUND" and signature and len(answer) == 1:
        if signature.startswith(_LIMIT):
            raise ScannerUnavailable("clamd reached a limit of its own")
        return Verdict(Outcome.INFECTED, signature)
    raise ScannerUnavailable("clamd answered neither OK nor FOUND")
