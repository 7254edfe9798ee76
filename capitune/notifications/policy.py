"""Who may read notifications: their owner."""

from capitune.authz.actor import Actor
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
