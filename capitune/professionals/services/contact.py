"""A one-time code to the address that the official register shows: whoever types it can read its mail.

The address was copied by staff from the register, never typed by the applicant: impersonating a licensee
whose number is public must not be enough.
"""

from sqlalchemy import update

from capitune.accounts import codes
from capitune.audit.acts import Act
from capitune.authz.actor import Actor
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid
from capitune.core.events import publish
from capitune.professionals import contactcodes
from capitune.professionals.events import ContactCodeAsked
from capitune.professionals.models import ContactCode, Credential
from capitune.professionals.queries.credentials import latest_codes, live_code
from capitune.professionals.services.checking import CHECKABLE
from capitune.professionals.services.hold import hold
from capitune.professionals.services.moves import journal


def send_contact_code(actor: Actor, credential: Credential) -> ContactCode:
    """Have a code (15 minutes, five tries) sent to the register's address; it replaces the one before.

    Raises ``Conflict``: ``no_contact`` without an address, ``code_too_soon`` within a minute of the last or
    after six in an hour.
    """
    credential = hold(actor, Permission.CREDENTIAL_CHECK, credential, CHECKABLE)
    if not credential.register_contact:
        raise Conflict(code="no_contact")
    sent = [code.created_at for code in latest_codes(credential.id, codes.MOST_AN_HOUR)]
    if codes.too_soon(sent, now()):
        raise Conflict(code="code_too_soon")
    db.session.execute(
        update(ContactCode)
        .where(
            ContactCode.credential_id == credential.id,
            ContactCode.used_at.is_(None),
            ContactCode.replaced_at.is_(None),
        )
        .values(replaced_at=now())
    )
    code = ContactCode(
        credential_id=credential.id,
        sent_to=credential.register_contact,
        expires_at=now() + codes.OF_DIGITS,
        tries=0,
    )
    db.session.add(code)
    db.session.flush()
    journal(actor, Act.CREDENTIAL_CODE_SENT, credential)
    publish(ContactCodeAsked(credential.user_id, credential.id, code.id))
    return code


def prove_contact(actor: Actor, credential: Credential, typed: str) -> Credential:
    """Use the code that came to the register's address. Raises ``Invalid`` on ``code`` (``wrong_code``), the same
    whatever is wrong with it; a wrong try is counted, and after five even the right one is.
    """
    credential = hold(actor, Permission.CREDENTIAL_EDIT, credential, CHECKABLE)
    code = live_code(credential.id, now())
    is_usable = code is not None and code.tries < codes.MOST_TRIES
    if code is None or not is_usable or code.sent_to != credential.register_contact:
        raise Invalid.on("code", "wrong_code")
    code.tries += 1
    if not contactcodes.is_code(code.id, typed):
        journal(actor, Act.CREDENTIAL_CODE_WRONG, credential, tries=code.tries)
        refusal = Invalid.on("code", "wrong_code")
        refusal.keep = True
        raise refusal
    code.used_at = credential.contact_proof_at = now()
    credential.version += 1
    journal(actor, Act.CREDENTIAL_CONTACT_PROVED, credential)
    return credential
