"""What letters tell of notifications."""

import uuid
from typing import Any

from sqlalchemy import ColumnElement, Row, literal_column, select

from capitune.core.db import db
from capitune.notifications.models import Notification
from capitune.notifications.queries.bell import TOLD, with_actors

ONE: ColumnElement[int] = literal_column("1")
# What its own words are made from, whatever group it stands in since.
ALONE = tuple(ONE.label(c.key) if c.key in {"group_size", "people"} else c for c in TOLD)


def told(notification_id: uuid.UUID) -> Row[Any] | None:
    """One notification as its own words tell it (one statement)."""
    statement = with_actors(select(Notification.url, *ALONE))
    return db.session.execute(statement.where(Notification.id == notification_id)).first()
