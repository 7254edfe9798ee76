"""Who may read and write the internal notes of a dossier: those who accompany it. For its candidate there are none."""

from capitune.authz.actor import Actor
from capitune.authz.engine import Verdict, can, rule
from capitune.authz.permissions import Permission
from capitune.dossiers.models import Dossier, Note
from capitune.dossiers.policy.parties import ARCHIVED, BREAK_GLASS, dossier_of, is_assigned


@rule(Permission.NOTE_KNOW, sees=Permission.NOTE_KNOW)
def _(actor: Actor, subject: Dossier | Note) -> Verdict:
    """Staff know that there may be notes, not what they say."""
    return actor.is_admin or is_assigned(actor, dossier_of(subject))


@rule(Permission.NOTE_READ, sees=Permission.NOTE_KNOW)
def _(actor: Actor, subject: Dossier | Note) -> Verdict:
    if is_assigned(actor, dossier_of(subject)):
        return True
    return BREAK_GLASS if can(actor, Permission.NOTE_KNOW, subject) else False


@rule(Permission.NOTE_WRITE, sees=Permission.NOTE_KNOW)
def _(actor: Actor, dossier: Dossier) -> Verdict:
    """Staff never write any, whatever they have opened."""
    if not is_assigned(actor, dossier):
        return BREAK_GLASS if can(actor, Permission.NOTE_KNOW, dossier) else False
    return ARCHIVED if dossier.is_archived else True


@rule(Permission.NOTE_CHANGE, sees=Permission.NOTE_KNOW)
def _(actor: Actor, note: Note) -> Verdict:
    """One's own, while one accompanies the dossier."""
    dossier = dossier_of(note)
    if not is_assigned(actor, dossier):
        return BREAK_GLASS if can(actor, Permission.NOTE_KNOW, note) else False
    if note.author_id != actor.user_id:
        return False
    return ARCHIVED if dossier.is_archived else True
