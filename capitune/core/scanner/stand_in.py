"""A scanner for development: knows one signature, and says what it is."""

from datetime import datetime
from typing import BinaryIO

from capitune.core.scanner.eicar import EICAR
from capitune.core.scanner.interface import Outcome, Verdict

CHUNK = 256 * 1024


class StandInScanner:
    """Finds the EICAR test string anywhere in the stream, and nothing else."""

    is_stand_in = True

    def scan(self, stream: BinaryIO) -> Verdict:
        """See ``Scanner.scan``."""
        tail = b""
        while chunk := stream.read(CHUNK):
            window = tail + chunk
            if EICAR in window:
                return Verdict(Outcome.INFECTED, "Eicar-Test-Signature")
            tail = window[-(len(EICAR) - 1) :]
        return Verdict(Outcome.CLEAN)

    def check(self) -> None:
        """See ``Scanner.check``: it is always there."""

    def signatures_of(self) -> datetime | None:
        """See ``Scanner.signatures_of``: it has none."""
        return None
