"""What the page of one's verification shows, whole or one licence at a time."""

import uuid
from collections.abc import Mapping
from typing import Any

from flask import Response, request

from capitune.accounts.identity import current_person
from capitune.authz.web import current_actor
from capitune.core.errors import NotFound
from capitune.core.forms import Form
from capitune.core.htmx import fragment, page
from capitune.core.ids import new_id
from capitune.professionals.forms import ContactForm, CredentialForm
from capitune.professionals.labels import BODIES, CLASSES, PROVINCE_NAMES, SCOPES, SHORT_BODIES
from capitune.professionals.models import Credential
from capitune.professionals.queries import practice_of
from capitune.professionals.queries.standing import standing_of
from capitune.professionals.services import Declaration

MOST_TRIES = 20
LABELS = {
    "bodies": BODIES,
    "short_bodies": SHORT_BODIES,
    "classes": CLASSES,
    "scopes": SCOPES,
    "provinces": PROVINCE_NAMES,
}


def declaration_of(form: CredentialForm) -> Declaration:
    """What was typed."""
    return Declaration(
        form.body.data or "",
        form.number.data or "",
        form.licence_class.data or "",
        form.jurisdiction.data or "",
    )


def verification_page(
    *,
    contact: Mapping[uuid.UUID, Form] | None = None,
    wrong: Mapping[uuid.UUID, str] | None = None,
    refused: Form | None = None,
    status: int = 200,
) -> Response:
    """The whole page; ``contact`` and ``wrong`` are what was refused of which licence."""
    person = current_person()
    if person is None:
        raise NotFound
    standing = standing_of(person.id, current_actor().scopes)
    return page(
        "professionals/verification.html",
        status=status,
        standing=standing,
        practice=practice_of(person.id),
        refused=refused,
        **_row_facts(contact, wrong),
    )


def credential_card(credential: Credential, *, wrong: str = "", status: int = 200) -> Response:
    """One licence, to take the place of itself."""
    standing = standing_of(credential.user_id, current_actor().scopes)
    found = next(line for line in standing.lines if line.credential.id == credential.id)
    errors = {credential.id: wrong} if wrong else {}
    return fragment(
        "professionals/_licence.html", status=status, line=found, **_row_facts(None, errors)
    )


def _row_facts(
    contact: Mapping[uuid.UUID, Form] | None, wrong: Mapping[uuid.UUID, str] | None
) -> dict[str, Any]:
    """What each licence reads besides itself."""
    return {
        **LABELS,
        "wrong": wrong or {},
        "contact_forms": contact or {},
        "new_contact_form": lambda: ContactForm(formdata=None),
        "new_form": lambda: Form(formdata=None),
        "new_key": lambda: str(new_id()),
        "tries": _tries(),
        "most_tries": MOST_TRIES,
    }


def _tries() -> int:
    """How often this licence has asked already whether its scans are over."""
    text = request.args.get("try", "0")
    return min(int(text), MOST_TRIES) if len(text) < 4 and text.isascii() and text.isdigit() else 0
