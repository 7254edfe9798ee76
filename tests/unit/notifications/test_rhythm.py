"""When a digest is due: at 8 where its reader is, also after the nights of the hour change."""

from datetime import UTC, datetime

import pytest

from capitune.notifications.rhythm import last_due
from capitune.notifications.states import DigestRhythm

DAILY, WEEKLY = DigestRhythm


@pytest.mark.parametrize(
    ("rhythm", "zone", "moment", "period", "at"),
    [
        (DAILY, "America/Toronto", "2026-01-14T12:59:59", "2026-01-13", "2026-01-13T13:00"),
        (DAILY, "America/Toronto", "2026-01-14T13:00:00", "2026-01-14", "2026-01-14T13:00"),
        (DAILY, "Africa/Dakar", "2026-01-14T08:00:00", "2026-01-14", "2026-01-14T08:00"),
        (DAILY, "Asia/Tokyo", "2026-01-14T00:00:00", "2026-01-14", "2026-01-13T23:00"),
        (DAILY, "America/St_Johns", "2026-01-14T11:30:00", "2026-01-14", "2026-01-14T11:30"),
        (DAILY, "no/where", "2026-01-14T08:00:00", "2026-01-14", "2026-01-14T08:00"),
        # Toronto, 8 March 2026: 2:00 becomes 3:00; 1 November: 2:00 becomes 1:00.
        (DAILY, "America/Toronto", "2026-03-08T11:59:59", "2026-03-07", "2026-03-07T13:00"),
        (DAILY, "America/Toronto", "2026-03-08T12:00:00", "2026-03-08", "2026-03-08T12:00"),
        (DAILY, "America/Toronto", "2026-11-01T12:59:59", "2026-10-31", "2026-10-31T12:00"),
        (DAILY, "America/Toronto", "2026-11-01T13:00:00", "2026-11-01", "2026-11-01T13:00"),
        # Mondays; the one after a night of the hour change too.
        (WEEKLY, "America/Toronto", "2026-01-12T12:59:59", "2026-01-05", "2026-01-05T13:00"),
        (WEEKLY, "America/Toronto", "2026-01-12T13:00:00", "2026-01-12", "2026-01-12T13:00"),
        (WEEKLY, "America/Toronto", "2026-01-18T23:00:00", "2026-01-12", "2026-01-12T13:00"),
        (WEEKLY, "America/Toronto", "2026-03-09T12:00:00", "2026-03-09", "2026-03-09T12:00"),
        (WEEKLY, "America/Toronto", "2026-11-02T12:59:59", "2026-10-26", "2026-10-26T12:00"),
        (WEEKLY, "Asia/Tokyo", "2026-01-11T23:00:00", "2026-01-12", "2026-01-11T23:00"),
    ],
)
def test_the_last_one_due(
    rhythm: DigestRhythm, zone: str, moment: str, period: str, at: str
) -> None:
    due = last_due(rhythm, zone, datetime.fromisoformat(moment).replace(tzinfo=UTC))
    assert due.period.isoformat() == period
    assert due.at == datetime.fromisoformat(at).replace(tzinfo=UTC)
