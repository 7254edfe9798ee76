"""Who may read notifications, and say how they come: their owner."""

from capitune.accounts.models import User
from capitune.accounts.policy import UNSUBSCRIBE
from capitune.authz.actor import Actor, Door
from capitune.authz.engine import Verdict, rule
from capitune.authz.permissions import Permission
from capitune.notifications.models import Notification


@rule(Permission.NOTIFICATION_LIST)
def _(actor: Actor, _subject: object) -> Verdict:
    """Lists hold one's own only: the reads take the actor's id."""
    return actor.is_signed_in


@rule(Permission.NOTIFICATION_READ, sees=Permission.NOTIFICATION_READ)
def _(actor: Actor, notification: Notification) -> Verdict:
    return actor.is_signed_in and notification.user_id == actor.user_id


@rule(Permission.NOTIFICATION_PREFER, sees=Permission.NOTIFICATION_PREFER)
def _(actor: Actor, user: User) -> Verdict:
    """For oneself only."""
    return actor.is_signed_in and user.id == actor.user_id


@rule(Permission.NOTIFICATION_STOP, sees=Permission.NOTIFICATION_STOP)
def _(actor: Actor, user: User) -> Verdict:
    """One's own; and whoever follows the link of a letter, which says whose it is."""
    by_letter = actor.door is Door.SYSTEM and actor.name == UNSUBSCRIBE
    return by_letter or (actor.is_signed_in and user.id == actor.user_id)
