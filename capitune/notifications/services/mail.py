"""What the mail service tells of a letter, some time after it took it."""

import uuid
from dataclasses import dataclass

from sqlalchemy import select

from capitune.core.db import db
from capitune.core.letters import letters
from capitune.core.post import Mail, MailState, settle
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
    if person is not None and state is MailState.BOUNCED and not _goes_elsewhere(event.mail_id):
        kind = NotificationKind.ADDRESS_REFUSES_MAIL
        tell(person, kind, key=f"{kind}:{event.mail_id}", facts={}, url="/profile")


def _goes_elsewhere(mail_id: uuid.UUID) -> bool:
    """The letter did not go to its person's own address."""
    known = letters().get(db.session.scalar(select(Mail.letter).where(Mail.id == mail_id)) or "")
    return known is not None and known.elsewhere
