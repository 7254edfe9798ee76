"""What a professional is told about their credentials, and people about contact requests, in the transaction of the cause.

Consequences of acts that have asked, recorded and published: wired in ``capitune.reactions``.
"""

import uuid
from textwrap import shorten

from capitune.core.db import db
from capitune.notifications.services import tell
from capitune.notifications.states import NotificationKind as Kind
from capitune.professionals.events import ContactCodeAsked, ContactEvent, CredentialEvent
from capitune.professionals.models import ContactRequest, Credential
from capitune.professionals.paths import CONTACTS, VERIFICATION, to_offer

LONGEST = 200


def credential_submitted(event: CredentialEvent) -> None:
    """It waits in the queue."""
    _tell(Kind.CREDENTIAL_SUBMITTED, event)


def credential_approved(event: CredentialEvent) -> None:
    """Two admins approved it."""
    _tell(Kind.CREDENTIAL_APPROVED, event)


def credential_refused(event: CredentialEvent) -> None:
    """It was refused, and why."""
    reason = db.session.get_one(Credential, event.credential_id).reason
    _tell(Kind.CREDENTIAL_REFUSED, event, reason=_short(reason))


def proof_asked(event: CredentialEvent) -> None:
    """The team asks for another proof, and which."""
    wanted = db.session.get_one(Credential, event.credential_id).proof_asked
    _tell(Kind.PROOF_ASKED, event, reason=_short(wanted))


def licence_lost(event: CredentialEvent) -> None:
    """It counts no more; the page says why."""
    _tell(Kind.LICENCE_LOST, event)


def number_contested(event: CredentialEvent) -> None:
    """Somebody else claims the number too; nothing is said of who."""
    _tell(Kind.NUMBER_CONTESTED, event)


def contact_code_asked(event: ContactCodeAsked) -> None:
    """A code waits in the mailbox that the register shows."""
    _tell(Kind.CONTACT_CODE_SENT, event, once=str(event.code_id))


def proof_removed(event: CredentialEvent) -> None:
    """A file was infected, or did not arrive whole."""
    _tell(Kind.PROOF_REMOVED, event)


def _short(reason: str) -> str:
    """What fits in the bell; the page says all of it."""
    return shorten(reason, LONGEST, placeholder="…")


def _tell(kind: Kind, event: CredentialEvent, once: str = "", **more: str) -> None:
    credential = db.session.get_one(Credential, event.credential_id)
    about = once or f"{credential.id}:{credential.version}"
    facts = {"credential_id": str(credential.id), "number": credential.number, **more}
    key = f"{kind.value}:{about}"
    tell(event.user_id, kind, key=key, facts=facts, url=VERIFICATION, about=credential.id)


def contact_requested(event: ContactEvent) -> None:
    """To the professional: a candidate wrote."""
    _tell_contact(Kind.CONTACT_REQUESTED, event, to=event.professional_id, by=event.candidate_id)


def contact_accepted(event: ContactEvent) -> None:
    """To the candidate; an offer to accompany them leads to where they answer it."""
    asked = db.session.get_one(ContactRequest, event.request_id)
    url = to_offer(event.request_id) if asked.offers else CONTACTS
    to, by = event.candidate_id, event.professional_id
    _tell_contact(Kind.CONTACT_ACCEPTED, event, to=to, by=by, url=url)


def contact_declined(event: ContactEvent) -> None:
    """To the candidate."""
    _tell_contact(Kind.CONTACT_DECLINED, event, to=event.candidate_id, by=event.professional_id)


def offer_declined(event: ContactEvent) -> None:
    """To the professional who offered."""
    _tell_contact(Kind.OFFER_DECLINED, event, to=event.professional_id, by=event.candidate_id)


def contact_lapsed(event: ContactEvent) -> None:
    """To the candidate, without a reason: it is the professional's own matter."""
    _tell_contact(Kind.CONTACT_LAPSED, event, to=event.candidate_id, by=event.professional_id)


def _tell_contact(
    kind: Kind, event: ContactEvent, *, to: uuid.UUID, by: uuid.UUID, url: str = CONTACTS
) -> None:
    facts = {"by": str(by), "request_id": str(event.request_id)}
    key = f"{kind.value}:{event.request_id}"
    tell(to, kind, key=key, facts=facts, url=url, about=event.request_id)
