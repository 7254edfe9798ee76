"""Whose digest is due, and what one tells."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Row,
    Text,
    Values,
    and_,
    column,
    exists,
    func,
    select,
    values,
)

from capitune.accounts.models import User
from capitune.accounts.states import Standing
from capitune.core.db import Moment, db
from capitune.core.i18n import HOME_ZONE
from capitune.notifications.models import Digest, Notification, NotificationSettings
from capitune.notifications.queries.bell import BY, with_actors
from capitune.notifications.queries.news import ALONE
from capitune.notifications.rhythm import Due, last_due
from capitune.notifications.states import DigestRhythm, Mailing

WAITING: tuple[ColumnElement[bool], ...] = (
    Notification.mail == Mailing.DIGEST,
    Notification.digest_id.is_(None),
    Notification.read_at.is_(None),
)
_zone = func.coalesce(User.timezone, HOME_ZONE)
_rhythm = func.coalesce(NotificationSettings.digest, DigestRhythm.DAILY.value)
_someone = select(Notification.user_id).where(*WAITING)
ZONES = select(_zone).where(User.id.in_(_someone)).distinct()


def digests_due(moment: datetime, limit: int) -> list[tuple[uuid.UUID, Due]]:
    """Whom to send a digest at ``moment``, and which: people for whom something waits that is older than
    their last 8 o'clock, and who were not sent the one of that day (two statements).
    """
    dues = [
        (zone, rhythm.value, due.period, due.at)
        for zone in db.session.scalars(ZONES)
        for rhythm in DigestRhythm
        for due in (last_due(rhythm, zone, moment),)
    ]
    if not dues:
        return []
    due = _table(dues)
    sent = exists().where(Digest.user_id == User.id, Digest.period == due.c.period)
    older = _someone.where(Notification.created_at < due.c.at).correlate(due)
    statement = (
        select(User.id, due.c.period, due.c.at)
        .outerjoin(NotificationSettings, NotificationSettings.user_id == User.id)
        .join(due, and_(due.c.zone == _zone, due.c.rhythm == _rhythm))
        .where(User.standing == Standing.ACTIVE, User.id.in_(older), ~sent)
        .order_by(User.id)
        .limit(limit)
    )
    return [(row.id, Due(row.period, row.at)) for row in db.session.execute(statement)]


def _table(dues: list[tuple[str, str, date, datetime]]) -> Values:
    columns = (
        column("zone", Text),
        column("rhythm", Text),
        column("period", Date),
        column("at", Moment),
    )
    return values(*columns, name="due").data(dues)


def news_of(digest_id: uuid.UUID) -> Sequence[Row[Any]]:
    """What the digest tells that has not been read since, the oldest first, each as its own words tell it
    (one statement). Columns: those of ``TOLD``, and url group_key by.
    """
    columns = (Notification.url, Notification.group_key, BY.label("by"), *ALONE)
    statement = with_actors(select(*columns)).where(
        Notification.digest_id == digest_id, Notification.read_at.is_(None)
    )
    return db.session.execute(statement.order_by(Notification.id)).all()
