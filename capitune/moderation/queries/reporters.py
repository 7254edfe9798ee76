"""How much the reports of somebody weigh."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from capitune.accounts.models import User
from capitune.authz.actor import STAFF, Role
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.ids import first_id_of
from capitune.moderation.models import Report
from capitune.moderation.states import (
    ABUSE_COUNTS,
    ACCURATE,
    MOST_ABUSES,
    OLD_ENOUGH,
    SETTLED_ENOUGH,
    URGENT,
    Outcome,
)


@dataclass(frozen=True, slots=True)
class Record:
    """Of somebody's reports: how many the team agreed with, how many it has settled."""

    upheld: int
    settled: int

    @property
    def is_accurate(self) -> bool:
        """Right often enough, of enough, to be believed alone."""
        return self.settled >= SETTLED_ENOUGH and self.upheld / self.settled >= ACCURATE


def record_of(reporter_id: uuid.UUID) -> Record:
    """How right somebody's reports were (one statement)."""
    upheld = func.count().filter(Report.outcome == Outcome.UPHELD)
    found = select(upheld, func.count(Report.outcome)).where(Report.reporter_id == reporter_id)
    return Record(*db.session.execute(found).one())


def has_abused(reporter_id: uuid.UUID) -> bool:
    """The team found so many of their reports to be abuses lately that none counts (one statement)."""
    abuses = select(func.count()).where(
        Report.reporter_id == reporter_id,
        Report.outcome == Outcome.ABUSIVE,
        Report.settled_at > now() - ABUSE_COUNTS,
    )
    return (db.session.scalar(abuses) or 0) >= MOST_ABUSES


def reported_since(reporter_id: uuid.UUID, moment: datetime) -> int:
    """How many things they reported since then (one statement)."""
    since = Report.id > first_id_of(moment)
    found = select(func.count()).where(Report.reporter_id == reporter_id, since)
    return db.session.scalar(found) or 0


def urgent_reporters(case_id: uuid.UUID) -> list[uuid.UUID]:
    """Who reported it for a reason that may hide a thing, with an account that is old enough, and counts
    (one statement).
    """
    found = (
        select(Report.reporter_id)
        .join(User, User.id == Report.reporter_id)
        .where(
            Report.case_id == case_id,
            Report.counts,
            Report.reason.in_(sorted(URGENT)),
            User.created_at < now() - OLD_ENOUGH,
        )
    )
    return list(db.session.scalars(found.limit(20)))


def is_beyond_reports(user_id: uuid.UUID) -> bool:
    """Reports alone never hide what they write: verified professionals and the team."""
    user = db.session.get(User, user_id)
    if user is None:
        return False
    is_verified = user.role is Role.PROFESSIONAL and bool(user.scopes_at(now()))
    return is_verified or user.role in STAFF
