"""Staff looks a licence up in its official register and copies what it shows."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from capitune.accounts import addresses
from capitune.audit.acts import Act
from capitune.authz.actor import Actor
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.errors import Invalid
from capitune.core.events import publish
from capitune.professionals import registers
from capitune.professionals.events import CredentialLost
from capitune.professionals.models import Credential
from capitune.professionals.numbers import LONGEST
from capitune.professionals.services.hold import hold, lock_person
from capitune.professionals.services.licence import recompute
from capitune.professionals.services.moves import journal, move
from capitune.professionals.services.words import LONGEST_NAME, optional
from capitune.professionals.states import (
    JURISDICTIONS,
    QUEUED,
    Body,
    CredentialStatus,
    LicenceClass,
    RegisterStatus,
)

ORDERS, OTHERS = timedelta(days=90), timedelta(days=30)
CHECK_EVERY = {
    Body.CICC: OTHERS,
    Body.MIFI: OTHERS,
    Body.LAW_SOCIETY: ORDERS,
    Body.CNQ: ORDERS,
}
CHECKABLE = QUEUED | {CredentialStatus.APPROVED}


@dataclass(frozen=True, slots=True)
class RegisterFacts:
    """What the official register shows. ``contact`` is the address found there, never one that was typed by
    the applicant. ``quebec_authorised``: the special authorisation of a lawyer of elsewhere.
    """

    url: str
    name: str
    contact: str
    status: str
    restrictions: str = ""
    quebec_authorised: bool = False
    expires_at: datetime | None = None
    number: str = ""
    licence_class: str = ""
    jurisdiction: str = ""


def record_facts(actor: Actor, credential: Credential, facts: RegisterFacts) -> Credential:
    """Copy what the register shows; the next check is due in 30 days (CICC, MIFI) or 90 (orders).

    Before the decision it is a part of the review, and earlier approvals, given on other facts, fall. Of an
    approved credential it is the re-check: whoever may practise no more is suspended at once.
    Raises ``Invalid`` with all wrong fields; ``Invalid`` on ``quebec_authorised`` (``two_needed``) when a re-check
    by one person would allow more than two people approved.
    """
    credential = hold(actor, Permission.CREDENTIAL_CHECK, credential, CHECKABLE)
    if credential.body is Body.NONE:
        raise Invalid.on("register_url", "no_register")
    checked = _checked(credential, facts)
    is_approved = credential.status is CredentialStatus.APPROVED
    if is_approved and facts.quebec_authorised and not credential.quebec_authorised:
        raise Invalid.on("quebec_authorised", "two_needed")
    if credential.status is CredentialStatus.SUBMITTED:
        move(actor, credential, CredentialStatus.IN_REVIEW)
    _write(actor, credential, facts, checked)
    journal(actor, Act.CREDENTIAL_CHECKED, credential, register=checked.status.value)
    if not is_approved:
        credential.round += 1
        return credential
    if checked.status is RegisterStatus.NOT_ENTITLED:
        move(actor, credential, CredentialStatus.SUSPENDED)
        publish(CredentialLost(credential.user_id, credential.id))
    recompute(actor, lock_person(credential.user_id))
    return credential


@dataclass(frozen=True, slots=True)
class _Checked:
    url: str
    name: str
    contact: str
    status: RegisterStatus
    restrictions: str
    number: str
    licence_class: LicenceClass | None
    jurisdiction: str


def _checked(credential: Credential, facts: RegisterFacts) -> _Checked:
    known = {status.value for status in RegisterStatus}
    if facts.status not in known:
        raise Invalid.on("register_status", "unknown_value")
    if facts.licence_class not in {"", *LicenceClass}:
        raise Invalid.on("register_class", "unknown_value")
    if facts.jurisdiction not in {"", *JURISDICTIONS}:
        raise Invalid.on("register_jurisdiction", "unknown_value")
    if facts.expires_at is not None and facts.expires_at <= now():
        raise Invalid.on("expires_at", "date_past")
    return _Checked(
        registers.checked(facts.url, credential.body, credential.jurisdiction),
        optional(facts.name, "register_name", most=LONGEST_NAME),
        _contact(facts.contact),
        RegisterStatus(facts.status),
        optional(facts.restrictions, "restrictions"),
        optional(facts.number, "register_number", most=LONGEST),
        LicenceClass(facts.licence_class) if facts.licence_class else None,
        facts.jurisdiction,
    )


def _contact(text: str) -> str:
    if not text.strip():
        return ""
    try:
        return addresses.parse(text).shown
    except Invalid as refusal:
        raise Invalid.on("register_contact", "bad_email") from refusal


def _write(actor: Actor, credential: Credential, facts: RegisterFacts, checked: _Checked) -> None:
    if checked.contact != credential.register_contact:
        credential.contact_proof_at = None  # it was the proof of another address
    credential.register_url, credential.register_name = checked.url, checked.name
    credential.register_number, credential.register_class = checked.number, checked.licence_class
    credential.register_jurisdiction = checked.jurisdiction
    credential.register_contact = checked.contact
    credential.register_status = checked.status
    credential.restrictions = checked.restrictions
    credential.quebec_authorised = facts.quebec_authorised and credential.body is Body.LAW_SOCIETY
    credential.expires_at = facts.expires_at
    mark_checked(actor, credential)


def mark_checked(actor: Actor, credential: Credential) -> None:
    """Looked up now by the actor; the next check is due when the body's interval is over."""
    interval = CHECK_EVERY.get(credential.body)
    credential.checked_at, credential.checked_by_id = now(), actor.user_id
    credential.next_check_at = now() + interval if interval else None
    credential.version += 1
