"""Which letters leave because of what happened to a credential: rows of the outbox, with ids only.

Consequences of acts that have asked, recorded and published: wired in ``capitune.reactions``.
"""

import uuid

from capitune.core import outbox
from capitune.core.db import db
from capitune.professionals.events import ContactCodeAsked, CredentialEvent
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
    _send("credential_contact_code", event.user_id, event.code_id, str(event.code_id))


def _send_about(letter: str, event: CredentialEvent) -> None:
    """Once for each version of the credential: it may be refused twice."""
    version = db.session.get_one(Credential, event.credential_id).version
    _send(letter, event.user_id, event.credential_id, f"{event.credential_id}:{version}")


def _send(letter: str, to: uuid.UUID, about: uuid.UUID, once: str) -> None:
    payload = {"letter": letter, "to": str(to), "about": str(about)}
    outbox.put("mail", payload, key=f"mail:{letter}:{to}:{once}")
