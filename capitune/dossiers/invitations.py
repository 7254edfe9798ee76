"""Invitations of prospects: how long they live, how many there may be, and the link of their letter."""

import uuid
from datetime import timedelta
from enum import StrEnum

from capitune.accounts import codes

LIFE = timedelta(days=14)
# A letter to somebody who asked for none: a few, and not one after the other.
PAUSE, MOST_SENDS = timedelta(minutes=10), 4
DAY, MOST_A_DAY = timedelta(days=1), 20
# To one address, of all programmes, withdrawn or not.
MONTH, MOST_LETTERS = timedelta(days=30), 6
# Nothing of what was not accepted is kept longer after its end.
KEPT = timedelta(days=90)
PURPOSE = "dossier-invitation"


class InvitationState(StrEnum):
    """What became of an invitation."""

    SENT = "sent"
    EXPIRED = "expired"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


WAITING = frozenset({InvitationState.SENT, InvitationState.EXPIRED})


def token_of(invitation_id: uuid.UUID) -> str:
    """What to put in the address of the letter: it proves the mailbox, and is kept nowhere."""
    return codes.link(PURPOSE, invitation_id)


def invitation_of(token: str) -> uuid.UUID | None:
    """The id in a token made by ``token_of``, or None."""
    return codes.read_link(PURPOSE, token)
