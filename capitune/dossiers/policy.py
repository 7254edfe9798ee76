"""Who may do what with dossiers.

Subjects: a ``Dossier`` for dossier permissions, a ``Requirement`` (with its dossier) or an ``Upload`` for sending, a
``Document`` (with requirement and dossier) for versions, an ``Assignment`` for answers, a ``Line``, a ``Quote`` or
a ``Payment`` of a budget. The list form is ``visible_dossiers``; a test proves that it and ``DOSSIER_READ`` agree.
"""

import uuid
from typing import Any, Protocol

from sqlalchemy import ColumnElement, false, select, true

from capitune.audit.acts import Act
from capitune.authz.actor import Actor, Door
from capitune.authz.engine import Denial, Verdict, can, rule, verdict
from capitune.authz.permissions import Permission
from capitune.dossiers.jurisdictions import covers
from capitune.dossiers.models import (
    Assignment,
    Document,
    Dossier,
    Invitation,
    Payment,
    Quote,
    Requirement,
    Upload,
)
from capitune.dossiers.states import (
    DELETABLE,
    AssignmentStatus,
    LineKind,
    ReviewerRole,
)

ARCHIVED = Denial("dossier_archived")
BREAK_GLASS = Denial("break_glass_required")
OF_COLLEAGUE = Denial("line_of_colleague")
PAID_TO_PROFESSIONAL = Denial("service_line")
OUT_OF_SCOPE = Denial("out_of_scope", attempt=Act.DOCUMENT_REVIEW_REFUSED)


class Line(Protocol):
    """A line of a budget, with its dossier."""

    @property
    def dossier(self) -> Dossier: ...
    @property
    def kind(self) -> LineKind: ...
    @property
    def author_id(self) -> uuid.UUID | None: ...


Priced = Dossier | Line | Quote | Payment


def is_owner(actor: Actor, dossier: Dossier) -> bool:
    """The candidate whose dossier it is."""
    return actor.is_candidate and dossier.candidate_id == actor.user_id


def is_assigned(actor: Actor, dossier: Dossier) -> bool:
    """A professional assigned now, whose licence is valid now."""
    return actor.is_verified_professional and bool(dossier.roles_of(actor.user_id))


def visible_dossiers(actor: Actor) -> ColumnElement[bool]:
    """The condition on ``Dossier`` that keeps what ``DOSSIER_READ`` allows this actor."""
    if actor.is_admin:
        return true()
    if actor.is_candidate:
        return Dossier.candidate_id == actor.user_id
    if actor.is_verified_professional:
        return Dossier.id.in_(assigned_dossier_ids(actor.user_id))
    return false()


def assigned_dossier_ids(user_id: uuid.UUID | None) -> Any:
    """The ids of the dossiers on which this professional is assigned now."""
    return select(Assignment.dossier_id).where(
        Assignment.professional_id == user_id, Assignment.status == AssignmentStatus.ACTIVE
    )


@rule(Permission.DOSSIER_LIST)
def _(actor: Actor, _subject: object) -> Verdict:
    return actor.is_signed_in


@rule(Permission.DOSSIER_CREATE)
def _(actor: Actor, _subject: object) -> Verdict:
    return actor.is_candidate


def dossier_of(subject: Dossier | Requirement | Document | Assignment | Upload | Priced) -> Dossier:
    """The dossier that a part belongs to."""
    if isinstance(subject, Document | Upload):
        return subject.requirement.dossier
    return subject if isinstance(subject, Dossier) else subject.dossier


@rule(Permission.DOSSIER_READ, sees=Permission.DOSSIER_READ)
def _(
    actor: Actor, subject: Dossier | Requirement | Document | Assignment | Upload | Priced
) -> Verdict:
    dossier = dossier_of(subject)
    return actor.is_admin or is_owner(actor, dossier) or is_assigned(actor, dossier)


def _owner_while_open(actor: Actor, dossier: Dossier) -> Verdict:
    if not is_owner(actor, dossier):
        return False
    return ARCHIVED if dossier.is_archived else True


@rule(Permission.DOSSIER_EDIT, sees=Permission.DOSSIER_READ)
def _(actor: Actor, dossier: Dossier) -> Verdict:
    return _owner_while_open(actor, dossier)


@rule(Permission.DOSSIER_ARCHIVE, sees=Permission.DOSSIER_READ)
def _(actor: Actor, dossier: Dossier) -> Verdict:
    return is_owner(actor, dossier)


@rule(Permission.DOSSIER_DELETE, sees=Permission.DOSSIER_READ)
def _(actor: Actor, dossier: Dossier) -> Verdict:
    return is_owner(actor, dossier)


@rule(Permission.DOSSIER_STAGE, sees=Permission.DOSSIER_READ)
def _(actor: Actor, dossier: Dossier) -> Verdict:
    if not is_assigned(actor, dossier):
        return False
    return ARCHIVED if dossier.is_archived else True


@rule(Permission.HISTORY_READ, sees=Permission.DOSSIER_READ)
def _(actor: Actor, dossier: Dossier) -> Verdict:
    return can(actor, Permission.DOSSIER_READ, dossier)


@rule(Permission.INVITATION_SEND)
def _(actor: Actor, _subject: object) -> Verdict:
    """Only whoever may accompany a dossier now."""
    return actor.is_verified_professional


@rule(Permission.INVITATION_MANAGE, sees=Permission.INVITATION_MANAGE)
def _(actor: Actor, invitation: Invitation) -> Verdict:
    """Only one's own."""
    return actor.is_verified_professional and invitation.professional_id == actor.user_id


@rule(Permission.ASSIGNMENT_LIST, sees=Permission.DOSSIER_READ)
def _(actor: Actor, dossier: Dossier) -> Verdict:
    return can(actor, Permission.DOSSIER_READ, dossier)


@rule(Permission.ASSIGNMENT_MAKE, sees=Permission.DOSSIER_READ)
def _(actor: Actor, dossier: Dossier) -> Verdict:
    if not (actor.is_admin or is_owner(actor, dossier)):
        return False
    return ARCHIVED if dossier.is_archived else True


@rule(Permission.ASSIGNMENT_ANSWER, sees=Permission.DOSSIER_READ)
def _(actor: Actor, assignment: Assignment) -> Verdict:
    """Only the verified professional it names; what state it is in is the service's matter.

    Whoever sees the dossier sees who was asked, and is told that the answer is not theirs.
    """
    return actor.is_verified_professional and assignment.professional_id == actor.user_id


@rule(Permission.ASSIGNMENT_END, sees=Permission.DOSSIER_READ)
def _(actor: Actor, subject: Dossier | Assignment) -> Verdict:
    """The admin, or the candidate: whoever let someone in can show them out. A professional ends their own."""
    if actor.is_admin or is_owner(actor, dossier_of(subject)):
        return True
    return (
        isinstance(subject, Assignment)
        and subject.professional_id == actor.user_id
        and subject.status is AssignmentStatus.ACTIVE
    )


@rule(Permission.DOCUMENT_LIST, sees=Permission.DOSSIER_READ)
def _(actor: Actor, dossier: Dossier) -> Verdict:
    """Requirements are facts; versions are shown only to those who hold ``DOCUMENT_READ``."""
    return can(actor, Permission.DOSSIER_READ, dossier)


@rule(Permission.REVIEW_QUEUE)
def _(actor: Actor, _subject: object) -> Verdict:
    return actor.is_verified_professional


@rule(Permission.DOCUMENT_ADD, sees=Permission.DOSSIER_READ)
def _(actor: Actor, subject: Requirement | Dossier | Upload | Document) -> Verdict:
    return _owner_while_open(actor, dossier_of(subject))


@rule(Permission.DOCUMENT_DESCRIBE, sees=Permission.DOSSIER_READ)
def _(actor: Actor, document: Document) -> Verdict:
    """Whoever sent it, and whoever may decide on it: the latter reads the dates while checking."""
    if is_owner(actor, dossier_of(document)):
        return _owner_while_open(actor, dossier_of(document))
    return verdict(actor, Permission.DOCUMENT_REVIEW, document)


def _parties(actor: Actor, subject: Dossier | Requirement | Document) -> Verdict:
    dossier = dossier_of(subject)
    if is_owner(actor, dossier) or is_assigned(actor, dossier):
        return True
    return BREAK_GLASS if actor.is_admin else False


@rule(Permission.ANSWER_READ, sees=Permission.DOSSIER_READ)
def _(actor: Actor, subject: Dossier) -> Verdict:
    """The family, past refusals: for those at work on the dossier, as its files are."""
    return _parties(actor, subject)


@rule(Permission.DOSSIER_EXPORT, sees=Permission.DOSSIER_READ)
def _(actor: Actor, subject: Dossier) -> Verdict:
    """Whoever may open each of its files may take them all; staff break the glass."""
    return _parties(actor, subject)


@rule(Permission.JOURNAL_EXPORT, sees=Permission.DOSSIER_READ)
def _(actor: Actor, subject: Dossier) -> Verdict:
    """Staff read it where it is; to take it away they break the glass, as for any export."""
    return _parties(actor, subject)


@rule(Permission.DOCUMENT_READ, sees=Permission.DOSSIER_READ)
def _(actor: Actor, subject: Document) -> Verdict:
    return _parties(actor, subject)


@rule(Permission.DOCUMENT_OPEN, sees=Permission.DOSSIER_READ)
def _(actor: Actor, subject: Document) -> Verdict:
    return _parties(actor, subject)


@rule(Permission.DOCUMENT_DELETE, sees=Permission.DOSSIER_READ)
def _(actor: Actor, document: Document) -> Verdict:
    dossier = dossier_of(document)
    if not is_owner(actor, dossier):
        return False
    if dossier.is_archived:
        return ARCHIVED
    return True if document.status in DELETABLE else Denial("version_decided")


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
    if not is_assigned(actor, dossier):
        return False
    if dossier.is_archived:
        return ARCHIVED
    wanted = requirement.reviewer_role
    if wanted is ReviewerRole.IMMIGRATION:
        known = covers(actor.scopes, requirement.code, dossier.family)
        return True if known else OUT_OF_SCOPE
    if wanted is ReviewerRole.FINANCE:
        roles = dossier.roles_of(actor.user_id)
        return True if roles & {ReviewerRole.FINANCE, ReviewerRole.LEAD} else OUT_OF_SCOPE
    return True


@rule(Permission.BUDGET_READ, sees=Permission.DOSSIER_READ)
def _(actor: Actor, subject: Priced) -> Verdict:
    """Amounts are facts of the dossier: staff see them too."""
    return can(actor, Permission.DOSSIER_READ, subject)


@rule(Permission.BUDGET_MANAGE, sees=Permission.DOSSIER_READ)
def _(actor: Actor, subject: Priced) -> Verdict:
    """Those who accompany the dossier; the price of a service is its professional's own, while they are there."""
    dossier = dossier_of(subject)
    if not is_assigned(actor, dossier):
        return False
    if dossier.is_archived:
        return ARCHIVED
    author = subject.author_id if _is_service(subject) else None  # type: ignore[union-attr]
    if author and author != actor.user_id and dossier.roles_of(author):
        return OF_COLLEAGUE
    return True


@rule(Permission.QUOTE_ACCEPT, sees=Permission.DOSSIER_READ)
def _(actor: Actor, subject: Dossier | Quote) -> Verdict:
    return _owner_while_open(actor, dossier_of(subject))


@rule(Permission.PAYMENT_RECORD, sees=Permission.DOSSIER_READ)
def _(actor: Actor, subject: Dossier | Line) -> Verdict:
    """Candidates record what they pay to authorities and others; what they pay to a professional, that one does."""
    dossier = dossier_of(subject)
    if not (is_owner(actor, dossier) or is_assigned(actor, dossier)):
        return False
    if dossier.is_archived:
        return ARCHIVED
    return PAID_TO_PROFESSIONAL if actor.is_candidate and _is_service(subject) else True


@rule(Permission.PAYMENT_REVERSE, sees=Permission.DOSSIER_READ)
def _(actor: Actor, payment: Payment) -> Verdict:
    """A professional any, a candidate what they recorded themselves."""
    dossier = payment.dossier
    own = is_owner(actor, dossier) and payment.recorded_by_id == actor.user_id
    if not (own or is_assigned(actor, dossier)):
        return False
    return ARCHIVED if dossier.is_archived else True


def _is_service(subject: object) -> bool:
    return getattr(subject, "kind", None) is LineKind.SERVICE


@rule(Permission.FILE_SCAN)
def _(actor: Actor, _subject: object) -> Verdict:
    """Only the machine, under the scanner's name: no person ever declares a file clean."""
    return actor.door is Door.SYSTEM and actor.name == "scanner"


@rule(Permission.FILE_DRAW)
def _(actor: Actor, _subject: object) -> Verdict:
    """Only the machine, under the painter's name."""
    return actor.door is Door.SYSTEM and actor.name == "painter"


@rule(Permission.CATALOGUE_PUBLISH)
def _(actor: Actor, _subject: object) -> Verdict:
    """Only an admin: what is published decides what people are asked for."""
    return actor.is_admin


@rule(Permission.CATALOGUE_SEED)
def _(actor: Actor, _subject: object) -> Verdict:
    """Whoever holds the machine's command line."""
    return actor.door is Door.SYSTEM and actor.name == "seed"
