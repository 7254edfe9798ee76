"""Who may read and write what a dossier costs."""

from capitune.authz.actor import Actor
from capitune.authz.engine import Denial, Verdict, can, rule
from capitune.authz.permissions import Permission
from capitune.dossiers.models import Dossier, Payment, Quote
from capitune.dossiers.policy.parties import (
    ARCHIVED,
    Line,
    Priced,
    assigned_while_open,
    dossier_of,
    is_assigned,
    is_owner,
    owner_while_open,
    party_while_open,
)
from capitune.dossiers.states import LineKind

OF_COLLEAGUE = Denial("line_of_colleague")
PAID_TO_PROFESSIONAL = Denial("service_line")


@rule(Permission.BUDGET_READ, sees=Permission.DOSSIER_READ)
def _(actor: Actor, subject: Priced) -> Verdict:
    """Amounts are facts of the dossier: staff see them too."""
    return can(actor, Permission.DOSSIER_READ, subject)


@rule(Permission.BUDGET_MANAGE, sees=Permission.DOSSIER_READ)
def _(actor: Actor, subject: Priced) -> Verdict:
    """Those who accompany the dossier; the price of a service is its professional's own, while they are there."""
    dossier = dossier_of(subject)
    allowed = assigned_while_open(actor, dossier)
    if not allowed:
        return allowed
    author = subject.author_id if _is_service(subject) else None  # type: ignore[union-attr]
    if author and author != actor.user_id and dossier.roles_of(author):
        return OF_COLLEAGUE
    return True


@rule(Permission.QUOTE_ACCEPT, sees=Permission.DOSSIER_READ)
def _(actor: Actor, subject: Dossier | Quote) -> Verdict:
    return owner_while_open(actor, dossier_of(subject))


@rule(Permission.PAYMENT_RECORD, sees=Permission.DOSSIER_READ)
def _(actor: Actor, subject: Dossier | Line) -> Verdict:
    """Candidates record what they pay to authorities and others; what they pay to a professional, that one does."""
    allowed = party_while_open(actor, dossier_of(subject))
    return (
        PAID_TO_PROFESSIONAL if allowed and actor.is_candidate and _is_service(subject) else allowed
    )


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
