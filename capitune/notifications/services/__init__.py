"""Telling people, their marks, how they want to be told, and what became of their letters."""

from capitune.notifications.services.bell import (
    mark_all_read,
    mark_group_read,
    mark_read,
    tell,
)
from capitune.notifications.services.digests import ask_digest
from capitune.notifications.services.mail import MailEvent, note_event
from capitune.notifications.services.preferences import Wanted, choose, stop
from capitune.notifications.services.settings import Settings, prefer

__all__ = [
    "MailEvent",
    "Settings",
    "Wanted",
    "ask_digest",
    "choose",
    "mark_all_read",
    "mark_group_read",
    "mark_read",
    "note_event",
    "prefer",
    "stop",
    "tell",
]
