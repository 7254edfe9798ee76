"""Letters about accounts: an effect in the outbox, with ids only."""

import uuid

from capitune.accounts.models import User
from capitune.core import outbox


def send(letter: str, user: User, *, about: uuid.UUID | str) -> None:
    """Have ``letter`` written to ``user``; the same letter about the same thing leaves once."""
    payload = {"letter": letter, "to": str(user.id), "about": str(about)}
    outbox.put("mail", payload, key=f"mail:{letter}:{user.id}:{about}")
