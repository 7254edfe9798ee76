"""Announcements for tests."""

from datetime import timedelta
from typing import Any

from capitune.announcements.models import Announcement
from capitune.announcements.states import Tone
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.work import unit_of_work

TEXTS = {
    "fr": {"title": "Entretien ce soir", "body": "Le site s’arrête à 22 h."},
    "en": {"title": "Maintenance tonight", "body": "The site stops at 10 PM."},
}


def announced(*audience: str, **facts: Any) -> Announcement:
    """Shown now to these roles, for a day; ``facts`` are columns."""
    values: dict[str, Any] = {
        "tone": Tone.NEWS,
        "audience": list(audience),
        "texts": TEXTS,
        "starts_at": now() - timedelta(minutes=1),
        "ends_at": now() + timedelta(days=1),
        **facts,
    }
    made = Announcement(**values)
    with unit_of_work():
        db.session.add(made)
        db.session.flush()
    return made
