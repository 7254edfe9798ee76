"""What every scanner promises."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import BinaryIO, Protocol


class Outcome(StrEnum):
    """What a scan that finished can say."""

    CLEAN = "clean"
    INFECTED = "infected"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer of a finished scan; ``signature`` names what was found."""

    outcome: Outcome
    signature: str | None = None

    @property
    def is_clean(self) -> bool:
        """Whether nothing was found."""
        return self.outcome is Outcome.CLEAN


class ScannerUnavailable(Exception):
    """The scan did not finish, or its answer cannot be trusted: try again later."""


class Scanner(Protocol):
    """Looks for malicious software."""

    is_stand_in: bool

    def scan(self, stream: BinaryIO) -> Verdict:
        """Read ``stream`` to its end and judge it; raises ``ScannerUnavailable``.

        What reading ``stream`` raises goes through as it is.
        """

    def check(self) -> None:
        """Raise ``ScannerUnavailable`` unless a scan would work now."""

    def signatures_of(self) -> datetime | None:
        """Of when its signatures are (UTC); None when it does not tell. Raises ``ScannerUnavailable``."""
