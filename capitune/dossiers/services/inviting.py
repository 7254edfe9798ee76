"""Inviting a prospect to open a dossier: sent, sent again, withdrawn, declined. Whether the address has an
account is never looked at: nobody learns it this way.
"""

import re
import uuid

from sqlalchemy import delete, text, update
from sqlalchemy.dialects.postgresql import insert

from capitune.accounts import addresses, names, typed
from capitune.accounts.events import AccountLeft
from capitune.accounts.queries import lock_user
from capitune.accounts.states import Language
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid, NotFound
from capitune.core.ids import new_id
from capitune.core.post import post
from capitune.dossiers.invitations import (
    DAY,
    KEPT,
    LIFE,
    MONTH,
    MOST_A_DAY,
    MOST_LETTERS,
    MOST_SENDS,
    PAUSE,
    WAITING,
    InvitationState,
)
from capitune.dossiers.models import Invitation, Template
from capitune.dossiers.models.invitation import UNANSWERED
from capitune.dossiers.queries.invitations import (
    has_declined,
    hold_invitation,
    invited_since,
    letters_since,
)
from capitune.dossiers.services.opening import offered_template
from capitune.dossiers.services.places import fitting_roles
from capitune.dossiers.states import ReviewerRole

# A letter greets a stranger with it: it must not carry an address of the web to click on.
ADDRESS = re.compile(r"[/@:\\]|\.\w")
OVER = {
    InvitationState.ACCEPTED: "invitation_accepted",
    InvitationState.DECLINED: "invitation_declined",
    InvitationState.WITHDRAWN: "invitation_withdrawn",
    InvitationState.EXPIRED: "invitation_expired",
}


def invite_prospect(
    actor: Actor, *, email: str, name: str, template_code: str, role: str, language: str
) -> Invitation:
    """Write to a prospect, whose dossier opens with this version of the template once they accept.

    Raises ``Invalid`` on ``email`` (also ``own_address``), ``name``, ``template``, ``role``
    (``role_out_of_scope``), ``language``; ``Conflict``: ``already_invited``, ``declined_before``,
    ``too_many_invitations`` (twenty a day), ``written_enough`` (six letters a month to one address).
    """
    require(actor, Permission.INVITATION_SEND)
    address, called, wanted, spoken, template = typed.all_of(
        lambda: addresses.parse(email),
        lambda: _greeted(name),
        lambda: typed.one_of(role, "role", set(ReviewerRole), "role_out_of_scope"),
        lambda: typed.one_of(language, "language", set(Language), "unknown_language"),
        lambda: offered_template(template_code),
    )
    _check_role(actor, ReviewerRole(wanted), template)
    _check_room(actor, address)
    invitation = _insert(
        professional_id=actor.user_id,
        template_id=template.id,
        role=ReviewerRole(wanted),
        email=address.shown,
        email_key=address.key,
        name=called,
        language=Language(spoken),
    )
    return _sent(actor, invitation, Act.INVITATION_SENT)


def send_again(actor: Actor, invitation: Invitation) -> Invitation:
    """The same letter, good for fourteen days from now.

    Raises ``Conflict``: ``sent_lately`` (ten minutes), ``sent_enough`` (four times), ``written_enough`` (six a month to
    the address), or what became of it.
    """
    held = _held(actor, invitation)
    if held.sent_at > now() - PAUSE:
        raise Conflict(code="sent_lately")
    if held.sends >= MOST_SENDS:
        raise Conflict(code="sent_enough", facts={"most": MOST_SENDS})
    _check_letters(held.professional_id, held.email_key)
    held.sends += 1
    held.sent_at, held.expires_at = now(), now() + LIFE
    return _sent(actor, held, Act.INVITATION_SENT)


def withdraw_invitation(actor: Actor, invitation: Invitation) -> Invitation:
    """The link is worth nothing from now on. Raises ``Conflict`` with what became of it."""
    held = _held(actor, invitation)
    held.withdrawn_at = now()
    return _told(actor, held, Act.INVITATION_WITHDRAWN)


def decline_invitation(actor: Actor, invitation: Invitation) -> Invitation:
    """Whoever holds the link says no: this professional cannot write to that address again.

    Raises ``Conflict`` with what became of it; twice is once.
    """
    held = hold_invitation(invitation.id)
    if held is None:
        raise NotFound
    if held.state is InvitationState.DECLINED:
        return held
    if held.state not in WAITING:
        raise Conflict(code=OVER[held.state])
    held.declined_at = now()
    return _told(actor, held, Act.INVITATION_DECLINED)


def withdraw_all(event: AccountLeft) -> None:
    """A professional who left invites nobody any more; a consequence, so nobody is asked."""
    own = Invitation.professional_id == event.user_id
    db.session.execute(delete(Invitation).where(own, text(UNANSWERED)))


def purge_invitations() -> None:
    """The clock's: forget each invitation ninety days after its end; of one that was declined the key of the
    address is kept, for the professional never to write to it again.
    """
    over = Invitation.expires_at < now() - KEPT
    was_declined = Invitation.declined_at.is_not(None)
    db.session.execute(delete(Invitation).where(over, ~was_declined))
    named = (over, was_declined, Invitation.email != "")
    db.session.execute(update(Invitation).where(*named).values(email="", name=""))


def _greeted(name: str) -> str:
    tidy = names.name(name, "name")
    if ADDRESS.search(tidy):
        raise Invalid.on("name", "name_mark")
    return tidy


def _check_role(actor: Actor, role: ReviewerRole, template: Template) -> None:
    if role not in fitting_roles(actor.scopes, [template.family]):
        raise Invalid.on("role", "role_out_of_scope")


def _check_room(actor: Actor, address: addresses.Address) -> None:
    """Counted one invitation after the other."""
    sender = lock_user(actor.user_id) if actor.user_id else None
    if sender is None:
        raise NotFound
    if address.key == sender.email_key:
        raise Invalid.on("email", "own_address")
    if has_declined(sender.id, address.key):
        raise Conflict(code="declined_before")
    if invited_since(sender.id, now() - DAY) >= MOST_A_DAY:
        raise Conflict(code="too_many_invitations", facts={"most": MOST_A_DAY})
    _check_letters(sender.id, address.key)


def _check_letters(sender_id: uuid.UUID, email_key: str) -> None:
    """Whatever was withdrawn and made again meanwhile."""
    if letters_since(sender_id, email_key, now() - MONTH) >= MOST_LETTERS:
        raise Conflict(code="written_enough", facts={"most": MOST_LETTERS})


def _insert(**facts: object) -> Invitation:
    """The unique index on those that wait decides."""
    values = {**facts, "id": new_id(), "created_at": now(), "sent_at": now()}
    once = (
        insert(Invitation)
        .values(**values, sends=1, expires_at=now() + LIFE)
        .on_conflict_do_nothing(
            index_elements=["professional_id", "email_key", "template_id"],
            index_where=text(UNANSWERED),
        )
    )
    made: Invitation | None = db.session.scalar(once.returning(Invitation))
    if made is None:
        raise Conflict(code="already_invited")
    return made


def _held(actor: Actor, invitation: Invitation) -> Invitation:
    """The invitation as it is now, held, still waiting for an answer."""
    require(actor, Permission.INVITATION_MANAGE, invitation)
    held = hold_invitation(invitation.id)
    if held is None:
        raise NotFound
    if held.state not in WAITING:
        raise Conflict(code=OVER[held.state])
    return held


def _sent(actor: Actor, invitation: Invitation, act: Act) -> Invitation:
    once = f"{invitation.id}:{invitation.sends}"
    post("dossier_invitation", invitation.professional_id, about=invitation.id, once=once)
    return _told(actor, invitation, act)


def _told(actor: Actor, invitation: Invitation, act: Act) -> Invitation:
    """On record without name or address."""
    db.session.flush()
    data = {"role": invitation.role.value, "sends": invitation.sends}
    record(actor, act, ("invitation", invitation.id), data=data)
    return invitation
