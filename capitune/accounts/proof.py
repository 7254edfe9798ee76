"""What somebody has shown of who they are, and what that is worth to their sign-in."""

from datetime import datetime
from enum import Enum


class Proof(Enum):
    """What was shown when a sign-in began, or since."""

    MAILBOX = "mailbox"
    PASSWORD = "password"  # noqa: S105 a kind of proof
    FACTOR = "factor"

    def moments(self, moment: datetime) -> dict[str, datetime]:
        """The columns of a sign-in that it sets.

        A code from the mailbox opens a sign-in and nothing more: whoever holds the telephone on which
        mail arrives must not, with it alone, take the account over.
        """
        return {
            Proof.MAILBOX: {},
            Proof.PASSWORD: {"proved_at": moment},
            Proof.FACTOR: {"proved_at": moment, "factor_at": moment},
        }[self]
