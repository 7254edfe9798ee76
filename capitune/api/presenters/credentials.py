"""Licences and their check."""

from collections.abc import Iterable, Sequence
from typing import Any

from capitune.api import shapes
from capitune.core.listing import Page
from capitune.professionals.models import Credential, Proof
from capitune.professionals.registers import official


def credential(facts: Credential, proofs: Iterable[Proof], *, contested: bool) -> shapes.Credential:
    """One of one's own."""
    return {
        "id": facts.id,
        "body": facts.body,
        "number": facts.number,
        "class": facts.licence_class,
        "jurisdiction": facts.jurisdiction,
        "status": facts.status,
        "reason": facts.reason,
        "contested": contested,
        "contact_proved": facts.contact_proof_at is not None,
        "register_url": facts.register_url or official(facts.body, facts.jurisdiction),
        "submitted_at": facts.submitted_at,
        "checked_at": facts.checked_at,
        "expires_at": facts.expires_at,
        "proofs": [proof(found) for found in proofs],
        "version": facts.version,
        "created_at": facts.created_at,
    }


def credentials(items: Sequence[shapes.Credential], scopes: Iterable[str]) -> shapes.Credentials:
    """All of one's own: there are few, so one page holds them."""
    return {"items": list(items), "next_cursor": None, "scopes": sorted(scopes)}


def proof(facts: Proof) -> shapes.SupportingFile:
    """A file that supports a licence."""
    return {
        "id": facts.id,
        "file_name": facts.file_name,
        "size": facts.size,
        "mime_type": facts.mime_type,
        "scan": facts.scan,
        "created_at": facts.created_at,
    }


def validations(page: Page[Any]) -> shapes.Validations:
    """A page of what waits."""
    return {
        "items": [validation(row) for row in page.items],
        "next_cursor": page.next_cursor,
    }


def validation(row: Any) -> shapes.Validation:
    """One of them."""
    return {
        "id": row.id,
        "professional": {
            "id": row.user_id,
            "first_name": row.first_name,
            "last_name": row.last_name,
            "organization": row.organization or "",
        },
        "body": row.body,
        "number": row.number,
        "class": row.licence_class,
        "jurisdiction": row.jurisdiction,
        "status": row.status,
        "approvals": row.approvals,
        "proofs": row.proofs,
        "contested": row.contested,
        "contact_proved": row.contact_proof_at is not None,
        "register_name": row.register_name,
        "register_status": row.register_status,
        "register_url": row.register_url or official(row.body, row.jurisdiction),
        "submitted_at": row.submitted_at,
        "checked_at": row.checked_at,
        "next_check_at": row.next_check_at,
        "expires_at": row.expires_at,
        "created_at": row.created_at,
    }
