"""Who may send, open, describe, decide on and do without documents; and the machines that work on files."""

from capitune.audit.acts import Act
from capitune.authz.actor import Actor, Door
from capitune.authz.engine import Denial, Verdict, can, rule, verdict
from capitune.authz.permissions import Permission
from capitune.dossiers.jurisdictions import covers
from capitune.dossiers.models import Document, Dossier, Requirement, Upload
from capitune.dossiers.policy.parties import (
    ARCHIVED,
    assigned_while_open,
    dossier_of,
    is_owner,
    owner_while_open,
    parties,
)
from capitune.dossiers.states import DELETABLE, ReviewerRole

OUT_OF_SCOPE = Denial("out_of_scope", attempt=Act.DOCUMENT_REVIEW_REFUSED)


@rule(Permission.DOCUMENT_LIST, sees=Permission.DOSSIER_READ)
def _(actor: Actor, dossier: Dossier) -> Verdict:
    """Requirements are facts; versions are shown only to those who hold ``DOCUMENT_READ``."""
    return can(actor, Permission.DOSSIER_READ, dossier)


@rule(Permission.REVIEW_QUEUE)
def _(actor: Actor, _subject: object) -> Verdict:
    return actor.is_verified_professional


@rule(Permission.DOCUMENT_ADD, sees=Permission.DOSSIER_READ)
def _(actor: Actor, subject: Requirement | Dossier | Upload | Document) -> Verdict:
    return owner_while_open(actor, dossier_of(subject))


@rule(Permission.DOCUMENT_DESCRIBE, sees=Permission.DOSSIER_READ)
def _(actor: Actor, document: Document) -> Verdict:
    """Whoever sent it, and whoever may decide on it: the latter reads the dates while checking."""
    if is_owner(actor, dossier_of(document)):
        return owner_while_open(actor, dossier_of(document))
    return verdict(actor, Permission.DOCUMENT_REVIEW, document)


@rule(Permission.DOCUMENT_READ, sees=Permission.DOSSIER_READ)
def _(actor: Actor, subject: Document) -> Verdict:
    return parties(actor, subject)


@rule(Permission.DOCUMENT_OPEN, sees=Permission.DOSSIER_READ)
def _(actor: Actor, subject: Document) -> Verdict:
    return parties(actor, subject)


@rule(Permission.DOCUMENT_DELETE, sees=Permission.DOSSIER_READ)
def _(actor: Actor, document: Document) -> Verdict:
    dossier = dossier_of(document)
    if not is_owner(actor, dossier):
        return False
    if document.source_id is not None:
        return True  # what serves from the vault is taken back at any time
    if dossier.is_archived:
        return ARCHIVED
    return True if document.status in DELETABLE else Denial("version_decided")


@rule(Permission.DOCUMENT_GRANT, sees=Permission.DOSSIER_READ)
def _(actor: Actor, document: Document) -> Verdict:
    """Its candidate alone, also from an archived dossier: nothing changes there."""
    return is_owner(actor, dossier_of(document))


@rule(Permission.VAULT_SEE)
def _(actor: Actor, _subject: object) -> Verdict:
    return actor.is_candidate


@rule(Permission.DOCUMENT_REVIEW, sees=Permission.DOSSIER_READ)
def _(actor: Actor, document: Document) -> Verdict:
    """Immigration by the licence that this document needs, whatever the role; finance by finance or lead;
    the rest by any.

    Immigration advice is reserved by law to licensed people (IRPA section 91): the attempt is kept.
    """
    return _may_judge(actor, document.requirement)


@rule(Permission.REQUIREMENT_WAIVE, sees=Permission.DOSSIER_READ)
def _(actor: Actor, requirement: Requirement) -> Verdict:
    """Whoever may decide on its versions may do without them."""
    return _may_judge(actor, requirement)


def _may_judge(actor: Actor, requirement: Requirement) -> Verdict:
    dossier = requirement.dossier
    allowed = assigned_while_open(actor, dossier)
    if not allowed:
        return allowed
    wanted = requirement.reviewer_role
    if wanted is ReviewerRole.IMMIGRATION:
        known = covers(actor.scopes, requirement.code, dossier.family)
        return True if known else OUT_OF_SCOPE
    if wanted is ReviewerRole.FINANCE:
        roles = dossier.roles_of(actor.user_id)
        return True if roles & {ReviewerRole.FINANCE, ReviewerRole.LEAD} else OUT_OF_SCOPE
    return True


@rule(Permission.FILE_SCAN)
def _(actor: Actor, _subject: object) -> Verdict:
    """Only the machine, under the scanner's name: no person ever declares a file clean."""
    return actor.door is Door.SYSTEM and actor.name == "scanner"


@rule(Permission.FILE_DRAW)
def _(actor: Actor, _subject: object) -> Verdict:
    """Only the machine, under the painter's name."""
    return actor.door is Door.SYSTEM and actor.name == "painter"
