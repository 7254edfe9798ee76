"""Letters about accounts: an effect in the outbox, with ids only."""

import uuid

from capitune.accounts.models import User
from capitune.core.clock import now
from capitune.core.post import post


def send(letter: str, user: User, *, about: uuid.UUID | str) -> None:
    """Have ``letter`` written to ``user``; the same letter about the same thing leaves once."""
    post(letter, user.id, about=about)


def send_already_registered(owner: User) -> None:
    """Somebody wanted their address. At most one such letter an hour: this is no way to fill a mailbox."""
    send("already_registered", owner, about=f"{now():%Y%m%d%H}")
