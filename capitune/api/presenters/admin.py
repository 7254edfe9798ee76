"""People, as programs of the team see them."""

from typing import Any

from capitune.accounts.models import Suspension
from capitune.accounts.queries.suspensions import open_suspensions
from capitune.accounts.versions import version_of
from capitune.api import shapes
from capitune.core.listing import Page


def people(page: Page[Any]) -> shapes.KnownPeople:
    """A page of the list, with what holds back each of them."""
    held = open_suspensions([row.id for row in page.items])
    items = [_person(row, held.get(row.id)) for row in page.items]
    return {"items": items, "next_cursor": page.next_cursor}


def person(user: Any) -> shapes.KnownPerson:
    """One account."""
    return _person(user, open_suspensions([user.id]).get(user.id))


def _person(row: Any, held: Suspension | None) -> shapes.KnownPerson:
    return {
        "id": row.id,
        "email": row.email,
        "role": row.role,
        "first_name": row.first_name,
        "last_name": row.last_name,
        "phone": row.phone,
        "country": row.country,
        "language": row.language,
        "status": row.standing,
        "suspension": _suspension(held) if held else None,
        "email_verified": row.email_verified_at is not None,
        "created_at": row.created_at,
        "version": version_of(row),
    }


def _suspension(held: Suspension) -> shapes.OpenSuspension:
    return {"reason": held.reason, "message": held.message, "until": held.until}
