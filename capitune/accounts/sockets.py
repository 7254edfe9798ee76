"""What a change of rights or the end of a sign-in does to live connections: it closes them."""

from capitune.accounts.events import RightsChanged, SessionEnded
from capitune.core import realtime


def close_person(event: RightsChanged) -> None:
    """Every connection of the person closes: suspended, role or password changed, signed out everywhere."""
    realtime.revoke(event.user_id, event.reason)


def close_session(event: SessionEnded) -> None:
    """The connections of this one sign-in close."""
    realtime.revoke_session(event.session_id, event.reason)
