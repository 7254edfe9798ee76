"""Telling people, their marks, and what became of their letters."""

from capitune.notifications.services.bell import mark_all_read, mark_read, tell
from capitune.notifications.services.mail import MailEvent, note_event

__all__ = ["MailEvent", "mark_all_read", "mark_read", "note_event", "tell"]
