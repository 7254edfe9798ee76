"""A professional declares a licence, changes it while nobody checks it, submits it."""

from dataclasses import dataclass
from typing import Any

from capitune.accounts import typed
from capitune.audit.acts import Act
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid, NotFound
from capitune.core.events import publish
from capitune.core.ids import new_id
from capitune.professionals import numbers
from capitune.professionals.events import CredentialSubmitted
from capitune.professionals.models import Credential
from capitune.professionals.queries.credentials import credentials_of
from capitune.professionals.queries.verified import practice_of
from capitune.professionals.scopes import QUEBEC, REGULATED
from capitune.professionals.services.claims import claim
from capitune.professionals.services.hold import hold, lock_person
from capitune.professionals.services.moves import journal, move
from capitune.professionals.states import (
    CLASSES_OF,
    EDITABLE,
    PROVINCES,
    Body,
    CredentialStatus,
    LicenceClass,
    Profession,
)

MOST_CREDENTIALS = 6
CANADA, OUTSIDE = "CA", "outside"
SUBMITTABLE = EDITABLE | {CredentialStatus.SUSPENDED}
# Where these bodies regulate is not a matter of choice.
PLACES = {Body.CICC: CANADA, Body.CNQ: QUEBEC, Body.MIFI: QUEBEC, Body.NONE: ""}


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a professional declares; ``jurisdiction`` (ISO 3166-2) matters for law societies only."""

    body: str
    number: str
    licence_class: str
    jurisdiction: str = ""


def declare(actor: Actor, declaration: Declaration) -> Credential:
    """Keep a licence as a draft of the actor's own; it claims nothing and shows nothing yet.

    Raises ``Invalid`` with all wrong fields (``body``, ``class``, ``number``, ``jurisdiction``), or ``Conflict``
    (``too_many_credentials``).
    """
    require(actor, Permission.CREDENTIAL_DECLARE)
    if actor.user_id is None:
        raise NotFound
    user = lock_person(actor.user_id)
    facts = _checked(declaration, _profession(user.id))
    own = credentials_of(user.id)
    if len(own) >= MOST_CREDENTIALS:
        raise Conflict(code="too_many_credentials")
    _require_new(facts, own)
    credential = Credential(id=new_id(), user_id=user.id, **facts)
    db.session.add(credential)
    db.session.flush()
    journal(actor, Act.CREDENTIAL_DECLARED, credential)
    return credential


def edit(actor: Actor, credential: Credential, declaration: Declaration) -> Credential:
    """Change what was declared, while it is a draft, refused or expired. Raises as ``declare``."""
    credential = hold(actor, Permission.CREDENTIAL_EDIT, credential, EDITABLE)
    facts = _checked(declaration, _profession(credential.user_id))
    others = [x for x in credentials_of(credential.user_id) if x.id != credential.id]
    _require_new(facts, others)
    is_another = (facts["body"], facts["number_norm"]) != (credential.body, credential.number_norm)
    for name, value in facts.items():
        setattr(credential, name, value)
    if is_another:
        _forget_checks(credential)
    credential.version += 1
    journal(actor, Act.CREDENTIAL_EDITED, credential)
    return credential


def submit(actor: Actor, credential: Credential) -> Credential:
    """Put it in the queue and lay claim to its number; earlier approvals count no more.

    Raises ``Conflict`` (``credential_moved``) when it is in the queue or approved already.
    """
    credential = hold(actor, Permission.CREDENTIAL_EDIT, credential, SUBMITTABLE)
    credential.profession = _profession(credential.user_id)
    if credential.body is Body.NONE and credential.profession in REGULATED:
        raise Invalid.on("body", "register_needed")
    move(actor, credential, CredentialStatus.SUBMITTED)
    credential.submitted_at, credential.approved_at = now(), None
    credential.contact_proof_at = None  # of the claim before
    credential.round += 1
    claim(actor, credential)
    publish(CredentialSubmitted(credential.user_id, credential.id))
    return credential


def _profession(user_id: Any) -> Profession:
    practice = practice_of(user_id)
    return practice.profession if practice else Profession.OTHER


def _checked(declaration: Declaration, profession: Profession) -> dict[str, Any]:
    body = Body(typed.one_of(declaration.body, "body", set(Body), "unknown_body"))
    if body is Body.NONE and profession in REGULATED:
        raise Invalid.on("body", "register_needed")
    licence_class = LicenceClass(
        typed.one_of(declaration.licence_class, "class", set(CLASSES_OF[body]), "not_of_body")
    )
    plain, jurisdiction = typed.all_of(
        lambda: numbers.normal(declaration.number, body, licence_class),
        lambda: _jurisdiction(declaration.jurisdiction, body, licence_class),
    )
    return {
        "body": body,
        "licence_class": licence_class,
        "number": numbers.shown(declaration.number, body),
        # Each law society numbers its own members.
        "number_norm": f"{jurisdiction}:{plain}" if body is Body.LAW_SOCIETY else plain,
        "jurisdiction": jurisdiction,
        "profession": profession,
    }


def _jurisdiction(value: str, body: Body, licence_class: LicenceClass) -> str:
    if body in PLACES:
        return PLACES[body]
    known = typed.one_of(
        value.strip(), "jurisdiction", set(PROVINCES) - {OUTSIDE}, "unknown_province"
    )
    if licence_class is LicenceClass.OTHER and known == QUEBEC:
        raise Invalid.on("class", "not_of_body")  # the Barreau has no paralegals
    return known


def _require_new(facts: dict[str, Any], others: Any) -> None:
    wanted = (facts["body"], facts["number_norm"])
    if any((other.body, other.number_norm) == wanted for other in others):
        raise Invalid.on("number", "already_declared")


def _forget_checks(credential: Credential) -> None:
    """Another licence: nothing that was found out of the one before says anything of it."""
    credential.register_url = credential.register_name = credential.register_contact = ""
    credential.register_number = credential.register_jurisdiction = ""
    credential.register_class = None
    credential.register_status = credential.checked_at = credential.checked_by_id = None
    credential.contact_proof_at = credential.expires_at = credential.next_check_at = None
    credential.restrictions, credential.quebec_authorised = "", False
