"""Which letters leave because of what happened to a credential or a contact request.

Consequences of acts that have asked, recorded and published: wired in ``capitune.reactions``.
"""

import uuid

from capitune.core.db import db
from capitune.core.post import post
from capitune.notifications.states import NotificationKind as Kind
from capitune.professionals.events import ContactCodeAsked, ContactEvent, CredentialEvent
from capitune.professionals.models import Credential


def credential_approved(event: CredentialEvent) -> None:
    """To the professional."""
    _send_about("credential_approved", event)


def credential_refused(event: CredentialEvent) -> None:
    """To the professional, with the reason."""
    _send_about("credential_refused", event)


def licence_lost(event: CredentialEvent) -> None:
    """To the professional: what ended, and why."""
    _send_about("licence_lost", event)


def contact_code(event: ContactCodeAsked) -> None:
    """To the address that the official register shows."""
    post("credential_contact_code", event.user_id, about=event.code_id)


def contact_requested(event: ContactEvent) -> None:
    """To the professional, unless they have read of it meanwhile."""
    _send_contact(Kind.CONTACT_REQUESTED, event, to=event.professional_id)


def contact_accepted(event: ContactEvent) -> None:
    """To the candidate, unless they have read of it meanwhile."""
    _send_contact(Kind.CONTACT_ACCEPTED, event, to=event.candidate_id)


def contact_declined(event: ContactEvent) -> None:
    """To the candidate, unless they have read of it meanwhile."""
    _send_contact(Kind.CONTACT_DECLINED, event, to=event.candidate_id)


def _send_contact(kind: Kind, event: ContactEvent, *, to: uuid.UUID) -> None:
    """The letter has the name of the notification, and knows the key under which that was told."""
    about = event.request_id
    post(kind.value, to, about=about, unless_read=f"{kind.value}:{about}")


def _send_about(letter: str, event: CredentialEvent) -> None:
    """Once for each version of the credential: it may be refused twice."""
    version = db.session.get_one(Credential, event.credential_id).version
    about = event.credential_id
    post(letter, event.user_id, about=about, once=f"{about}:{version}")
