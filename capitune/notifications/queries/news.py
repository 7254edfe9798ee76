"""What letters tell of notifications."""

import uuid
from typing import Any

from sqlalchemy import ColumnElement, Row, literal_column, select

from capitune.core.db import db
from capitune.notifications.models import Notification
from capitune.notifications.queries.bell import TOLD, with_actors

ONE: ColumnElement[int] = literal_column("1")


def told(notification_id: uuid.UUID) -> Row[Any] | None:
    """One notification as its own words tell it, whatever group it stands in since (one statement)."""
    alone = [ONE.label("group_size") if column.key == "group_size" else column for column in TOLD]
    statement = with_actors(select(Notification.url, *alone))
    return db.session.execute(statement.where(Notification.id == notification_id)).first()
