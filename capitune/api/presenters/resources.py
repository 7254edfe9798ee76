"""Resources, in the reader's language."""

from typing import Any

from flask import current_app

from capitune.api import shapes
from capitune.core.clock import today
from capitune.core.i18n import current_language
from capitune.core.listing import Page
from capitune.resources.models import Resource
from capitune.resources.paths import to_resource
from capitune.resources.shown import is_due, lessons_shown
from capitune.resources.states import ResourceKind


def resources(page: Page[Any]) -> shapes.Resources:
    """A page of them."""
    named = current_language()
    return {
        "items": [
            _line(row, getattr(row, f"title_{named}"), getattr(row, f"summary_{named}"))
            for row in page.items
        ],
        "next_cursor": page.next_cursor,
    }


def resource(found: Resource, done: set[int]) -> shapes.Resource:
    """One, with its parts."""
    text = found.text(current_language())
    is_paper = found.kind is ResourceKind.CHECKLIST
    address = f"{current_app.config['BASE_URL']}{to_resource(found.id)}/checklist.pdf"
    return {
        **_line(found, text["title"], text["summary"]),
        "lessons": [
            {
                "number": each.number,
                "title": each.title,
                "body_html": str(each.words),
                "done": each.done,
            }
            for each in lessons_shown(found, current_language(), done)
        ],
        "download_url": address if is_paper else None,
    }


def _line(row: Any, title: str, summary: str) -> shapes.ResourceLine:
    return {
        "id": row.id,
        "kind": row.kind,
        "title": title,
        "summary": summary,
        "minutes": row.minutes,
        "source_name": row.source_name,
        "source_url": row.source_url,
        "valid_on": row.valid_on,
        "review_on": row.review_on,
        "due": is_due(row.review_on, today()),
        "published_at": row.published_at,
    }
