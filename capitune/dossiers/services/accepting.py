"""A prospect accepts: they agree that their documents are kept and shown, their dossier opens, access begins."""

from capitune.accounts.models import User
from capitune.accounts.queries import lock_user
from capitune.accounts.services import give_consent
from capitune.accounts.states import Purpose
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.errors import Conflict, Invalid, NotFound, Refused
from capitune.dossiers.invitations import InvitationState
from capitune.dossiers.models import Dossier, Invitation
from capitune.dossiers.queries.invitations import hold_invitation
from capitune.dossiers.queries.templates import template_version
from capitune.dossiers.services.assignments import begin_invited
from capitune.dossiers.services.inviting import OVER
from capitune.dossiers.services.opening import open_from
from capitune.professionals.services.hold import keep_verified


def accept_invitation(actor: Actor, invitation: Invitation, *, agrees: bool) -> Dossier:
    """Open the dossier of the invited candidate, with the professional at work on it. Before it nothing can be
    sent by anybody; what they agree to is on record first.

    Raises ``Invalid`` on ``agrees`` (``consent_needed``); ``Refused`` (``invited_elsewhere``: the letter went to
    another address); ``Conflict`` with what became of it, ``inviter_unavailable`` (their licence is not valid
    now), ``too_many_dossiers``.
    """
    require(actor, Permission.DOSSIER_CREATE)
    if not agrees:
        raise Invalid.on("agrees", "consent_needed")
    # The professional's row before all others, as when an account is closed: never in a circle.
    is_verified = keep_verified(invitation.professional_id)
    candidate = lock_user(actor.user_id) if actor.user_id else None
    held = hold_invitation(invitation.id)
    if candidate is None or held is None:
        raise NotFound
    _check(held, candidate, is_verified=is_verified)
    give_consent(actor, candidate, Purpose.DOCUMENTS)
    template = template_version(held.template_id)
    if template is None:
        raise NotFound
    dossier = open_from(actor, candidate, template)
    begin_invited(actor, dossier, held.professional, held.role)
    held.accepted_at, held.dossier_id = now(), dossier.id
    held.email = held.email_key = held.name = ""
    data = {"role": held.role.value}
    subject = ("invitation", held.id)
    record(actor, Act.INVITATION_ACCEPTED, subject, context_id=dossier.id, data=data)
    return dossier


def _check(invitation: Invitation, candidate: User, *, is_verified: bool) -> None:
    """Everything that must allow it, now."""
    if invitation.state is not InvitationState.SENT:
        raise Conflict(code=OVER[invitation.state])
    if invitation.email_key != candidate.email_key:
        raise Refused(code="invited_elsewhere")
    if not is_verified:
        raise Conflict(code="inviter_unavailable")
