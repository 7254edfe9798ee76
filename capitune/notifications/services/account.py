"""What people are told about their account. Consequences, wired in ``capitune.reactions``."""

from capitune.accounts.events import AccountVerified
from capitune.accounts.queries import user_by_id
from capitune.authz.actor import Role
from capitune.notifications.services.bell import tell
from capitune.notifications.states import NotificationKind as Kind

HOME = "/dashboard"


def welcome(event: AccountVerified) -> None:
    """To whoever proved their address for the first time; the team needs no welcome."""
    user = user_by_id(event.user_id)
    if user is not None and user.role is not Role.ADMIN:
        tell(user.id, Kind.WELCOME, key=Kind.WELCOME.value, facts={}, url=HOME, about=user.id)
