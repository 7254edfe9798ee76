"""Who may read and write the conversation of a dossier: those it is between, nobody else."""

from capitune.authz.actor import Actor
from capitune.authz.engine import Verdict, rule
from capitune.authz.permissions import Permission
from capitune.dossiers.models import CannedReply, Dossier, Message, MessageFile
from capitune.dossiers.policy.parties import dossier_of, parties, party_while_open


@rule(Permission.MESSAGE_READ, sees=Permission.DOSSIER_READ)
def _(actor: Actor, subject: Dossier | Message) -> Verdict:
    return parties(actor, subject)


@rule(Permission.MESSAGE_FILE_OPEN, sees=Permission.DOSSIER_READ)
def _(actor: Actor, subject: MessageFile) -> Verdict:
    return parties(actor, subject)


@rule(Permission.MESSAGE_SEND, sees=Permission.DOSSIER_READ)
def _(actor: Actor, dossier: Dossier) -> Verdict:
    """Staff never write in it, whatever they have opened."""
    return party_while_open(actor, dossier)


@rule(Permission.MESSAGE_WITHDRAW, sees=Permission.DOSSIER_READ)
def _(actor: Actor, message: Message) -> Verdict:
    """One's own, while one is still of the conversation."""
    is_own = message.author_id == actor.user_id
    return party_while_open(actor, dossier_of(message)) if is_own else False


@rule(Permission.CANNED_KEEP)
def _(actor: Actor, _subject: object) -> Verdict:
    """Whoever may accompany a dossier now."""
    return actor.is_verified_professional


@rule(Permission.CANNED_EDIT, sees=Permission.CANNED_EDIT)
def _(actor: Actor, reply: CannedReply) -> Verdict:
    """Only one's own."""
    return actor.is_verified_professional and reply.user_id == actor.user_id
