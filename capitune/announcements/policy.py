"""Who tells, and who puts aside."""

from capitune.announcements.models import Announcement
from capitune.authz.actor import Actor
from capitune.authz.engine import Verdict, rule
from capitune.authz.permissions import Permission


@rule(Permission.ANNOUNCEMENT_MANAGE)
def _(actor: Actor, _subject: object) -> Verdict:
    """An admin."""
    return actor.is_admin


@rule(Permission.ANNOUNCEMENT_DISMISS, sees=Permission.ANNOUNCEMENT_DISMISS)
def _(actor: Actor, announcement: Announcement | None) -> Verdict:
    """Whoever is signed in and among those it is for; whose it is not, to them it does not exist."""
    return actor.is_signed_in and (announcement is None or actor.role in announcement.audience)
