"""Invitations of prospects, for the professional who made them."""

from capitune.api import shapes
from capitune.core.i18n import label
from capitune.core.listing import Page
from capitune.dossiers.models import Invitation


def invitation(found: Invitation) -> shapes.Invitation:
    """One of them, as it is now."""
    return {
        "id": found.id,
        "email": found.email,
        "name": found.name,
        "language": found.language,
        "template": {"code": found.template.code, "title": label(found.template.labels)},
        "role": found.role,
        "status": found.state,
        "sent_at": found.sent_at,
        "expires_at": found.expires_at,
        "created_at": found.created_at,
        "dossier_id": found.dossier_id,
    }


def invitations(page: Page[Invitation]) -> shapes.Invitations:
    """A page of them."""
    return {"items": [invitation(row) for row in page.items], "next_cursor": page.next_cursor}
