"""What every mailer promises, and the two ways in which sending can fail."""

from typing import Protocol

from capitune.core.mail.message import Message


class MailRejected(Exception):
    """The message will never be accepted; do not try again."""


class MailUnavailable(Exception):
    """The service did not take the message now; try again.

    ``retry_after`` is in seconds when the service named a delay. ``maybe_sent`` says that the
    service may have taken the message before the line broke: what must go at most once is not
    to be sent again.
    """

    def __init__(
        self, reason: str, *, retry_after: int | None = None, maybe_sent: bool = False
    ) -> None:
        super().__init__(reason)
        self.retry_after = retry_after
        self.maybe_sent = maybe_sent


class MailBusy(MailUnavailable):
    """The service asks us to wait, whatever the message; it did not take this one."""


class MailForbidden(MailUnavailable):
    """The service refuses us, whatever the message: nothing is worth sending until that is repaired."""


class Mailer(Protocol):
    """Sends messages."""

    def send(self, message: Message, key: str) -> None:
        """Hand ``message`` over; ``key`` names this sending, so that a second one can be told.

        Raises ``MailRejected``, ``MailUnavailable`` (``MailBusy``, ``MailForbidden`` when it is about us).
        """
