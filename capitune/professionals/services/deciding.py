"""Deciding about a credential: two admins approve, one refuses or suspends."""

from dataclasses import dataclass

from capitune.accounts.typed import paragraphs
from capitune.audit.acts import Act
from capitune.authz.actor import Actor
from capitune.authz.permissions import Permission
from capitune.authz.recent import require_recent
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid, NotFound
from capitune.core.events import publish
from capitune.professionals.events import CredentialApproved, CredentialLost, CredentialRefused
from capitune.professionals.models import Approval, Credential
from capitune.professionals.queries.credentials import approvals_of
from capitune.professionals.services.checking import mark_checked
from capitune.professionals.services.claims import require_uncontested
from capitune.professionals.services.hold import hold, lock_person
from capitune.professionals.services.licence import recompute
from capitune.professionals.services.moves import forget_asked, journal, move
from capitune.professionals.services.taking import let_go, require_free
from capitune.professionals.services.words import reason_of
from capitune.professionals.states import (
    QUEUED,
    ApprovalOutcome,
    Body,
    CredentialStatus,
    looks_of,
)

NEEDED = 2
LONGEST_NOTE = 1_000


@dataclass(frozen=True, slots=True)
class Looked:
    """What somebody has looked at before they approve, what they note for the second, and the ``round`` of facts that
    they had in front of them.
    """

    looked: tuple[str, ...]
    note: str = ""
    round: int | None = None


def approve(
    actor: Actor,
    credential: Credential,
    *,
    met_otherwise: bool = False,
    given: Looked | None = None,
) -> ApprovalOutcome:
    """One admin's yes; the second, of somebody else and on the same facts, approves.

    A licence of a register counts once its holder typed back the code sent to the address found there.
    ``met_otherwise``: the register was looked up and shows no address, and this admin has spoken with the
    person by video and holds a letter of their firm; each approver says so, and the badge claims no contact.
    ``given`` is what this person has looked at and notes for the second: all of ``looks_of`` the body, or it is
    refused; None of a program, which ticks nothing.
    Whoever approves what has no register answers for the check, which counts as made now. Raises ``Invalid`` on
    ``looked`` (``looks_missing``) or ``note`` (``too_long``, ``bad_text``), ``Conflict``: ``credential_moved``, ``credential_changed``, ``number_contested``, ``not_entitled``, ``contact_unproved``,
    ``credential_held`` while somebody else looks at it, ``second_admin_needed`` when this admin approved already.
    """
    credential = hold(actor, Permission.CREDENTIAL_DECIDE, credential, QUEUED)
    require_recent(actor)
    require_free(actor, credential)
    _require_seen(credential, given)
    require_uncontested(credential)
    looked, note = _fit(given, credential)
    if credential.is_barred_at(now()):
        raise Conflict(code="not_entitled")
    _require_contact(credential, met_otherwise=met_otherwise)
    if credential.status is CredentialStatus.SUBMITTED:
        move(actor, credential, CredentialStatus.IN_REVIEW)
    if credential.checked_at is None:
        mark_checked(actor, credential)
    before = approvals_of(credential)
    if any(approval.approver_id == actor.user_id for approval in before):
        raise Conflict(code="second_admin_needed")
    _give(actor, credential, len(before) + 1, Looked(looked, note))
    forget_asked(credential)
    let_go(credential)
    if len(before) + 1 < NEEDED:
        return ApprovalOutcome.AWAITING_SECOND
    _approved(actor, credential)
    return ApprovalOutcome.APPROVED


def reject(actor: Actor, credential: Credential, reason: str) -> Credential:
    """Refuse it, and say why in words its owner reads. Raises ``Invalid`` on ``reason``, ``Conflict``
    (``credential_moved``, ``number_contested``: ``settle`` answers that).
    """
    credential = hold(actor, Permission.CREDENTIAL_DECIDE, credential, QUEUED)
    require_recent(actor)
    require_free(actor, credential)
    said = reason_of(reason)
    require_uncontested(credential)
    move(actor, credential, CredentialStatus.REFUSED, said)
    let_go(credential)
    publish(CredentialRefused(credential.user_id, credential.id))
    return credential


def suspend(actor: Actor, credential: Credential, reason: str) -> Credential:
    """It counts no more, at once: badge, directory, review and hosting end in this transaction.

    Raises ``Invalid`` on ``reason``, ``Conflict`` (``credential_moved``).
    """
    approved = {CredentialStatus.APPROVED}
    credential = hold(actor, Permission.CREDENTIAL_DECIDE, credential, approved)
    require_recent(actor)
    said = reason_of(reason)
    move(actor, credential, CredentialStatus.SUSPENDED, said)
    publish(CredentialLost(credential.user_id, credential.id))
    recompute(actor, lock_person(credential.user_id))
    return credential


def expire(actor: Actor, credential: Credential) -> bool:
    """Note that an approved credential has come to its last instant; False when it has not."""
    credential = hold(actor, Permission.CREDENTIAL_EXPIRE, credential)
    is_over = credential.expires_at is not None and credential.expires_at <= now()
    if credential.status is not CredentialStatus.APPROVED or not is_over:
        return False
    move(actor, credential, CredentialStatus.EXPIRED)
    publish(CredentialLost(credential.user_id, credential.id))
    recompute(actor, lock_person(credential.user_id))
    return True


def _require_contact(credential: Credential, *, met_otherwise: bool) -> None:
    """Raises ``Conflict`` (``contact_unproved``)."""
    if credential.body is Body.NONE or credential.contact_proof_at is not None:
        return
    shows_none = credential.checked_at is not None and not credential.register_contact
    if not (shows_none and met_otherwise):
        raise Conflict(code="contact_unproved")


def _require_seen(credential: Credential, given: Looked | None) -> None:
    """Facts or files that changed since the page was read are not approved unseen. Raises ``Conflict``
    (``credential_changed``).
    """
    if given is not None and given.round not in {None, credential.round}:
        raise Conflict(code="credential_changed")


def _fit(given: Looked | None, credential: Credential) -> tuple[tuple[str, ...], str]:
    if given is None:
        return (), ""
    wanted = looks_of(credential.body)
    if not set(wanted) <= set(given.looked):
        raise Invalid.on("looked", "looks_missing")
    return tuple(look.value for look in wanted), paragraphs(
        given.note, "note", most=LONGEST_NOTE
    ) or ""


def _give(actor: Actor, credential: Credential, place: int, given: Looked) -> None:
    if actor.user_id is None:
        raise NotFound
    approval = Approval(
        credential_id=credential.id,
        round=credential.round,
        place=place,
        approver_id=actor.user_id,
        looked=list(given.looked),
        note=given.note,
    )
    db.session.add(approval)
    db.session.flush()
    journal(
        actor,
        Act.CREDENTIAL_SUPPORTED,
        credential,
        place=place,
        contact_proved=credential.contact_proof_at is not None,
    )


def _approved(actor: Actor, credential: Credential) -> None:
    move(actor, credential, CredentialStatus.APPROVED)
    credential.approved_at = now()
    publish(CredentialApproved(credential.user_id, credential.id))
    recompute(actor, lock_person(credential.user_id))
