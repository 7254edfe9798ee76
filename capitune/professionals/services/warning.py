"""Telling professionals that a licence ends soon."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row

from capitune.core.clock import zone
from capitune.core.i18n import HOME_ZONE
from capitune.notifications.services import tell
from capitune.notifications.states import NotificationKind as Kind
from capitune.professionals.paths import to_credential

# How long before its last instant: once a month ahead, once a week ahead.
NOTICES = (timedelta(days=7), timedelta(days=30))


def warn(licence: Row[Any], moment: datetime) -> None:
    """Tell the professional until when it counts; again in the same month, or week, does nothing.

    A consequence of time: not audited (see ``tell``). ``licence`` is a row of ``queries.credentials.ending``.
    """
    left = licence.expires_at - moment
    notice = next((notice for notice in NOTICES if left <= notice), None)
    if notice is None:
        return
    kind = Kind.LICENCE_EXPIRING
    on = licence.expires_at.astimezone(zone(licence.timezone or HOME_ZONE)).date()
    facts = {"number": licence.number, "on": on.isoformat(), "credential_id": str(licence.id)}
    key = f"{kind.value}:{licence.id}:{licence.expires_at.date()}:{notice.days}"
    tell(licence.user_id, kind, key=key, facts=facts, url=to_credential(licence.id))
