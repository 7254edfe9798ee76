"""Who may order their clients as they like: each professional alone. Nobody else knows of it."""

from capitune.authz.actor import Actor
from capitune.authz.engine import Verdict, rule
from capitune.authz.permissions import Permission
from capitune.dossiers.models import Dossier, SavedView, Tag
from capitune.dossiers.policy.parties import is_assigned


@rule(Permission.CASELOAD_KEEP)
def _(actor: Actor, _subject: object) -> Verdict:
    """Whoever may accompany a dossier now."""
    return actor.is_verified_professional


@rule(Permission.TAG_EDIT, sees=Permission.TAG_EDIT)
def _(actor: Actor, tag: Tag) -> Verdict:
    """Only one's own."""
    return actor.is_verified_professional and tag.user_id == actor.user_id


@rule(Permission.VIEW_EDIT, sees=Permission.VIEW_EDIT)
def _(actor: Actor, view: SavedView) -> Verdict:
    """Only one's own."""
    return actor.is_verified_professional and view.user_id == actor.user_id


@rule(Permission.CASE_KEEP, sees=Permission.CASE_KEEP)
def _(actor: Actor, dossier: Dossier) -> Verdict:
    """While one accompanies it, archived or not: it changes nothing of the dossier."""
    return is_assigned(actor, dossier)
