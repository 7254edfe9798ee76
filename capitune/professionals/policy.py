"""Who may do what with credentials, and which professionals count as verified.

Subjects: a ``Credential``, or a ``Proof`` with its credential; a ``ContactRequest``. The list form is ``visible_credentials``; a
test proves that it and ``CREDENTIAL_READ`` agree.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, false, func, or_, true

from capitune.accounts.models import User
from capitune.accounts.states import Standing
from capitune.authz.actor import Actor, Door, Role
from capitune.authz.engine import Verdict, rule
from capitune.authz.permissions import Permission
from capitune.professionals.models import ContactRequest, Credential, Proof


@rule(Permission.PROFESSIONAL_VERIFY)
def _(actor: Actor, _user: object) -> Verdict:
    """An admin; or the seed of the demo."""
    return actor.is_admin or (actor.door is Door.SYSTEM and actor.name == "seed")


@rule(Permission.PRACTICE_EDIT, sees=Permission.ACCOUNT_SELF)
def _(actor: Actor, user: User) -> Verdict:
    """A professional's own, whether the licence was checked or not."""
    return actor.is_professional and user.id == actor.user_id


@rule(Permission.DIRECTORY_READ)
def _(actor: Actor, _listed: object) -> Verdict:
    """Whoever is signed in; only verified professionals are ever found there."""
    return actor.is_signed_in


@rule(Permission.CONTACT_ASK, sees=Permission.DIRECTORY_READ)
def _(actor: Actor, _listed: object) -> Verdict:
    """A candidate; nobody writes to a candidate first."""
    return actor.is_candidate


@rule(Permission.CONTACT_LIST)
def _(actor: Actor, _listed: object) -> Verdict:
    return actor.is_candidate or actor.is_professional


@rule(Permission.CONTACT_READ, sees=Permission.CONTACT_READ)
def _(actor: Actor, subject: ContactRequest) -> Verdict:
    """Whoever wrote it, and whom it was written to."""
    if actor.is_candidate:
        return subject.candidate_id == actor.user_id
    return actor.is_professional and subject.professional_id == actor.user_id


@rule(Permission.CONTACT_ANSWER, sees=Permission.CONTACT_READ)
def _(actor: Actor, subject: ContactRequest) -> Verdict:
    """Whom it was written to, while their licence is valid."""
    return actor.is_verified_professional and subject.professional_id == actor.user_id


@rule(Permission.OFFER_ANSWER, sees=Permission.CONTACT_READ)
def _(actor: Actor, subject: ContactRequest) -> Verdict:
    """The candidate who wrote; whether there is an offer, and a licence, is the service's matter."""
    return actor.is_candidate and subject.candidate_id == actor.user_id


def visible_requests(actor: Actor) -> ColumnElement[bool]:
    """The condition on ``ContactRequest`` that keeps what ``CONTACT_READ`` allows this actor."""
    if actor.is_candidate:
        return ContactRequest.candidate_id == actor.user_id
    if actor.is_professional:
        return ContactRequest.professional_id == actor.user_id
    return false()


def is_verified(moment: datetime | ColumnElement[datetime]) -> ColumnElement[bool]:
    """The condition on ``User`` that keeps professionals whose licence is valid at ``moment``."""
    return and_(
        User.role == Role.PROFESSIONAL,
        User.standing == Standing.ACTIVE,
        User.email_verified_at.is_not(None),
        func.cardinality(User.licence_scopes) > 0,
        or_(User.licence_until.is_(None), User.licence_until > moment),
    )


def visible_credentials(actor: Actor) -> ColumnElement[bool]:
    """The condition on ``Credential`` that keeps what ``CREDENTIAL_READ`` allows this actor."""
    if actor.is_admin:
        return true()
    if actor.is_professional:
        return Credential.user_id == actor.user_id
    return false()


def credential_of(subject: Credential | Proof) -> Credential:
    """The credential that a file supports; a credential is its own."""
    return subject.credential if isinstance(subject, Proof) else subject


def _owns(actor: Actor, subject: Credential | Proof) -> bool:
    return actor.is_professional and credential_of(subject).user_id == actor.user_id


def _may_judge(actor: Actor, subject: Credential | Proof) -> bool:
    """Staff, and nobody on themselves: who was a professional before they were staff may have one."""
    return actor.is_admin and credential_of(subject).user_id != actor.user_id


@rule(Permission.CREDENTIAL_DECLARE)
def _(actor: Actor, _subject: object) -> Verdict:
    return actor.is_professional


@rule(Permission.CREDENTIAL_READ, sees=Permission.CREDENTIAL_READ)
def _(actor: Actor, subject: Credential | Proof) -> Verdict:
    return actor.is_admin or _owns(actor, subject)


@rule(Permission.CREDENTIAL_EDIT, sees=Permission.CREDENTIAL_READ)
def _(actor: Actor, subject: Credential | Proof) -> Verdict:
    """Its owner; whether its state still allows it is the service's matter."""
    return _owns(actor, subject)


@rule(Permission.PROOF_OPEN, sees=Permission.CREDENTIAL_READ)
def _(actor: Actor, subject: Proof) -> Verdict:
    return _owns(actor, subject) or actor.is_admin


@rule(Permission.CREDENTIAL_QUEUE)
def _(actor: Actor, _subject: object) -> Verdict:
    return actor.is_admin


@rule(Permission.CREDENTIAL_CHECK, sees=Permission.CREDENTIAL_READ)
def _(actor: Actor, subject: Credential) -> Verdict:
    return _may_judge(actor, subject)


@rule(Permission.CREDENTIAL_DECIDE, sees=Permission.CREDENTIAL_READ)
def _(actor: Actor, subject: Credential) -> Verdict:
    return _may_judge(actor, subject)


@rule(Permission.CREDENTIAL_EXPIRE)
def _(actor: Actor, _subject: object) -> Verdict:
    """Only the clock: no person declares a licence expired before its time."""
    return actor.door is Door.SYSTEM and actor.name == "clock"
