"""Live events of dossiers: that something changed, and the conversation."""

from capitune.dossiers.sockets.changes import announce, empty_queue, renew_queues, show_out
from capitune.dossiers.sockets.messages import announce_message, announce_seen

__all__ = [
    "announce",
    "announce_message",
    "announce_seen",
    "empty_queue",
    "renew_queues",
    "show_out",
]
