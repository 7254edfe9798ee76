"""Announcements as the team reads them."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select

from capitune.announcements.models import Announcement
from capitune.core.db import db

SHOWN = 100


def announcements() -> Sequence[Announcement]:
    """The last hundred, the newest first (one statement)."""
    return db.session.scalars(
        select(Announcement).order_by(Announcement.id.desc()).limit(SHOWN)
    ).all()


def announcement_by_id(key: uuid.UUID, *, lock: bool = False) -> Announcement | None:
    """The announcement; with ``lock``, held and fresh until the unit of work ends."""
    found = select(Announcement).where(Announcement.id == key)
    if lock:
        found = found.with_for_update().execution_options(populate_existing=True)
    return db.session.scalars(found).first()
