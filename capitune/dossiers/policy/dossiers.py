"""Who may see, open, change, archive a dossier; its answers, its journal, its export."""

from capitune.authz.actor import Actor
from capitune.authz.engine import Verdict, can, rule
from capitune.authz.permissions import Permission
from capitune.dossiers.models import (
    Assignment,
    Document,
    Dossier,
    Message,
    MessageFile,
    Requirement,
    Upload,
)
from capitune.dossiers.policy.parties import (
    Priced,
    assigned_while_open,
    dossier_of,
    is_assigned,
    is_owner,
    owner_while_open,
    parties,
)


@rule(Permission.DOSSIER_LIST)
def _(actor: Actor, _subject: object) -> Verdict:
    return actor.is_signed_in


@rule(Permission.DOSSIER_CREATE)
def _(actor: Actor, _subject: object) -> Verdict:
    return actor.is_candidate


@rule(Permission.DOSSIER_READ, sees=Permission.DOSSIER_READ)
def _(
    actor: Actor,
    subject: Dossier
    | Requirement
    | Document
    | Assignment
    | Upload
    | Message
    | MessageFile
    | Priced,
) -> Verdict:
    dossier = dossier_of(subject)
    return actor.is_admin or is_owner(actor, dossier) or is_assigned(actor, dossier)


@rule(Permission.DOSSIER_EDIT, sees=Permission.DOSSIER_READ)
def _(actor: Actor, dossier: Dossier) -> Verdict:
    return owner_while_open(actor, dossier)


@rule(Permission.DOSSIER_ARCHIVE, sees=Permission.DOSSIER_READ)
def _(actor: Actor, dossier: Dossier) -> Verdict:
    return is_owner(actor, dossier)


@rule(Permission.DOSSIER_DELETE, sees=Permission.DOSSIER_READ)
def _(actor: Actor, dossier: Dossier) -> Verdict:
    return is_owner(actor, dossier)


@rule(Permission.DOSSIER_STAGE, sees=Permission.DOSSIER_READ)
def _(actor: Actor, dossier: Dossier) -> Verdict:
    return assigned_while_open(actor, dossier)


@rule(Permission.HISTORY_READ, sees=Permission.DOSSIER_READ)
def _(actor: Actor, dossier: Dossier) -> Verdict:
    return can(actor, Permission.DOSSIER_READ, dossier)


@rule(Permission.ANSWER_READ, sees=Permission.DOSSIER_READ)
def _(actor: Actor, subject: Dossier) -> Verdict:
    """The family, past refusals: for those at work on the dossier, as its files are."""
    return parties(actor, subject)


@rule(Permission.DOSSIER_EXPORT, sees=Permission.DOSSIER_READ)
def _(actor: Actor, subject: Dossier) -> Verdict:
    """Whoever may open each of its files may take them all; staff break the glass."""
    return parties(actor, subject)


@rule(Permission.JOURNAL_EXPORT, sees=Permission.DOSSIER_READ)
def _(actor: Actor, subject: Dossier) -> Verdict:
    """Staff read it where it is; to take it away they break the glass, as for any export."""
    return parties(actor, subject)
