"""What becomes of a letter."""

from enum import StrEnum


class MailState(StrEnum):
    """``sent`` to the service, which then tells the rest; ``dropped`` on purpose, ``failed`` for good."""

    QUEUED = "queued"
    SENT = "sent"
    DELIVERED = "delivered"
    DROPPED = "dropped"
    FAILED = "failed"
    BOUNCED = "bounced"


# A state is only left for a later one: what the service tells comes late, twice and in any order. That it
# arrived outweighs what we thought: a try that seemed to fail may have gone.
BEFORE = {
    MailState.SENT: frozenset({MailState.QUEUED}),
    MailState.DELIVERED: frozenset(MailState) - {MailState.DELIVERED, MailState.BOUNCED},
    MailState.DROPPED: frozenset({MailState.QUEUED, MailState.SENT, MailState.FAILED}),
    MailState.FAILED: frozenset({MailState.QUEUED}),
    MailState.BOUNCED: frozenset(MailState) - {MailState.BOUNCED},
}
