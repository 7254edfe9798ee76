"""Verified professionals."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from capitune.api import shapes
from capitune.api.presenters.people import avatar_url
from capitune.core.listing import Page
from capitune.professionals.queries import Badge, CheckedLicence


def professionals(page: Page[Any], badges: Mapping[UUID, Badge]) -> shapes.Professionals:
    """A page of the directory. Who lost their licence between two statements is left out."""
    items = [professional(row, badges[row.id]) for row in page.items if row.id in badges]
    return {"items": items, "next_cursor": page.next_cursor}


def professional(row: Any, badge: Badge) -> shapes.Professional:
    """One of them."""
    return {
        "id": row.id,
        "first_name": row.first_name,
        "last_name": row.last_name,
        "organization": row.organization,
        "profession": row.profession,
        "domain": row.domain,
        "province": row.province,
        "languages": row.languages,
        "avatar_url": avatar_url(row),
        "badge": _badge(badge),
    }


def profile(row: Any, badge: Badge) -> shapes.ProfessionalProfile:
    """One of them, with all that they say of their practice."""
    return {
        **professional(row, badge),
        "bio": row.bio,
        "years": row.years,
        "expertise": row.expertise or [],
        "services": row.services or [],
        "portfolio": row.portfolio or [],
    }


def _badge(badge: Badge) -> shapes.Badge:
    return {
        "scopes": sorted(badge.scopes),
        "checked_at": badge.checked_at,
        "late": badge.is_late,
        "contactable": badge.is_contactable,
        "licences": [_licence(licence) for licence in badge.licences],
    }


def _licence(licence: CheckedLicence) -> shapes.CheckedLicence:
    return {
        "body": licence.body,
        "number": licence.number,
        "class": licence.licence_class,
        "jurisdiction": licence.jurisdiction,
        "register_name": licence.register_name,
        "register_url": licence.register_url,
        "restrictions": licence.restrictions if licence.is_restricted else "",
        "contact_proved": licence.contact_confirmed,
        "checked_at": licence.checked_at,
        "expires_at": licence.expires_at,
        "late": licence.is_late,
    }


def contact_requests(page: Page[Any]) -> shapes.ContactRequests:
    """A page of one's own."""
    items = [contact_request(row) for row in page.items]
    return {"items": items, "next_cursor": page.next_cursor}


def contact_request(row: Any) -> shapes.ContactRequest:
    """One of them."""
    return {
        "id": row.id,
        "candidate": _named(row, "candidate"),
        "professional": _named(row, "professional"),
        "text": row.text,
        "status": row.status,
        "answer": row.answer,
        "offers": row.offers,
        "created_at": row.created_at,
        "answered_at": row.answered_at,
    }


def _named(row: Any, who: str) -> shapes.Name:
    return {
        "id": getattr(row, f"{who}_id"),
        "first_name": getattr(row, f"{who}_first_name"),
        "last_name": getattr(row, f"{who}_last_name"),
    }
