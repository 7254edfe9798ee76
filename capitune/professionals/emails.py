"""Letters about credentials and contact requests. Read again when they leave: nothing left to say, nothing sent."""

from typing import Any

from capitune.accounts.models import User
from capitune.accounts.queries import faces, user_by_id
from capitune.accounts.states import Standing
from capitune.core.clock import now
from capitune.core.ids import parse_id
from capitune.core.letters import Payload, address_of, letter, written
from capitune.core.mail import Message
from capitune.notifications.emails import written_to
from capitune.professionals import contactcodes
from capitune.professionals.labels import BODIES, PROFESSIONS
from capitune.professionals.models import Credential
from capitune.professionals.paths import CONTACTS, VERIFICATION, to_offer
from capitune.professionals.queries.credentials import code_by_id, credential_by_id, live_code
from capitune.professionals.queries.requests import request_by_id
from capitune.professionals.states import Body, ContactStatus, CredentialStatus

# What is read before it is sent, by the outcome: the letter, and the state that it tells of.
LETTERS = {
    "approved": ("credential_approved", CredentialStatus.APPROVED),
    "refused": ("credential_refused", CredentialStatus.REFUSED),
    "asked": ("proof_asked", CredentialStatus.IN_REVIEW),
}
LOST = frozenset({CredentialStatus.SUSPENDED, CredentialStatus.EXPIRED, CredentialStatus.REFUSED})


@letter("credential_approved", security=True)
def credential_approved(payload: Payload) -> Message | None:
    """To the professional. Nothing once it is approved no more."""
    return _about(payload, {CredentialStatus.APPROVED})


@letter("credential_refused", security=True)
def credential_refused(payload: Payload) -> Message | None:
    """To the professional, with the reason. Nothing once it was sent in again."""
    return _about(payload, {CredentialStatus.REFUSED})


@letter("proof_asked", security=True)
def proof_asked(payload: Payload) -> Message | None:
    """To the professional: which proof the team asks for. Nothing once it waits for none."""
    found, user = _credential(payload), _person(payload)
    if found is None or user is None or found.proof_asked_at is None:
        return None
    return _said(payload, user, found, found.status, found.proof_asked)


@letter("licence_lost", security=True)
def licence_lost(payload: Payload) -> Message | None:
    """To the professional: what ended, and why. Nothing once it counts again."""
    return _about(payload, LOST)


@letter("credential_contact_code", security=True)
def credential_contact_code(payload: Payload) -> Message | None:
    """To the address that the official register shows. Nothing once the code is used, replaced or over."""
    code_id = parse_id(payload["about"])
    code = code_by_id(code_id) if code_id else None
    credential = credential_by_id(code.credential_id) if code else None
    user = _person(payload)
    if code is None or credential is None or user is None:
        return None
    live = live_code(credential.id, now())
    if live is None or live.id != code.id:
        return None
    return _written(
        payload,
        user,
        to=code.sent_to,
        code=contactcodes.digits(code.id),
        name=user.name,
        **_facts(credential),
    )


def letter_about(credential: Credential, outcome: str, reason: str) -> Message | None:
    """The letter that its professional gets after this outcome (of ``LETTERS``), as it would be written now; None for
    whoever is written to no more. Nothing is sent.
    """
    user = user_by_id(credential.user_id)
    if user is None or user.standing is not Standing.ACTIVE:
        return None
    name, status = LETTERS[outcome]
    return _said({"letter": name}, user, credential, status, reason)


def _credential(payload: Payload) -> Credential | None:
    credential_id = parse_id(payload["about"])
    return credential_by_id(credential_id) if credential_id else None


def _about(payload: Payload, states: set[CredentialStatus] | frozenset[CredentialStatus]) -> Any:
    credential, user = _credential(payload), _person(payload)
    if credential is None or user is None or credential.status not in states:
        return None
    return _said(payload, user, credential, credential.status, credential.reason)


def _said(
    payload: Payload, user: User, credential: Credential, status: CredentialStatus, reason: str
) -> Message:
    return _written(
        payload,
        user,
        to=user.email,
        status=status.value,
        reason=reason,
        url=address_of(VERIFICATION),
        **_facts(credential),
    )


def _facts(credential: Credential) -> dict[str, Any]:
    """What the licence is called: after its profession where that has no register."""
    is_registered = credential.body is not Body.NONE
    named = BODIES[credential.body] if is_registered else PROFESSIONS[credential.profession]
    return {"body": named, "number": credential.number}


def _person(payload: Payload) -> User | None:
    user_id = parse_id(payload["to"])
    user: User | None = user_by_id(user_id) if user_id else None
    return user if user is not None and user.standing is Standing.ACTIVE else None


def _written(payload: Payload, user: User, *, to: str, **facts: Any) -> Message:
    return written(
        payload["letter"],
        to=to,
        language=user.language.value,
        timezone=user.timezone,
        first_name=user.first_name,
        **facts,
    )


@letter("contact_requested")
def contact_requested(payload: Payload) -> Message | None:
    """To the professional: somebody wrote. Nothing once it was answered."""
    return _about_request(payload, ContactStatus.SENT)


@letter("contact_accepted")
def contact_accepted(payload: Payload) -> Message | None:
    """To the candidate."""
    return _about_request(payload, ContactStatus.ACCEPTED)


@letter("contact_declined")
def contact_declined(payload: Payload) -> Message | None:
    """To the candidate."""
    return _about_request(payload, ContactStatus.DECLINED)


def _about_request(payload: Payload, status: ContactStatus) -> Message | None:
    request_id = parse_id(payload["about"])
    request = request_by_id(request_id) if request_id else None
    if request is None or request.status is not status:
        return None
    people = faces([request.candidate_id, request.professional_id])
    candidate, professional = people[request.candidate_id], people[request.professional_id]
    return written_to(
        payload,
        candidate=candidate.first_name,
        professional=professional.name,
        offers=request.offers,
        url=address_of(to_offer(request.id) if request.offers else CONTACTS),
    )
