"""What the mail service tells of a letter, some time after it took it."""

import uuid
from dataclasses import dataclass

from capitune.core.post import MailState, settle
from capitune.notifications.services.bell import tell
from capitune.notifications.states import NotificationKind

# Those that change nothing (processed, deferred, open, click …) are left out.
STATES = {
    "delivered": MailState.DELIVERED,
    "dropped": MailState.DROPPED,
    "bounce": MailState.BOUNCED,
}
# A refusal that passes (a full mailbox, a server away): the address is good.
PASSING = "blocked"


@dataclass(frozen=True, slots=True)
class MailEvent:
    """One event: the letter, the service's words for what happened and why. It may come late, twice and
    in any order.
    """

    mail_id: uuid.UUID
    event: str
    bounce: str = ""
    reason: str = ""


def note_event(event: MailEvent) -> None:
    """Note what became of a letter; its person is told in the product that their address refuses mail.

    Unknown events and letters change nothing. Not audited: the letter's own row says it.
    """
    state = STATES.get(event.event)
    if state is None:
        return
    if state is MailState.BOUNCED and event.bounce == PASSING:
        state = MailState.DROPPED
    person = settle(event.mail_id, state, event.reason)
    if person is not None and state is MailState.BOUNCED:
        kind = NotificationKind.ADDRESS_REFUSES_MAIL
        tell(person, kind, key=f"{kind}:{event.mail_id}", facts={}, url="/profile")
