"""What a member reported."""

import uuid
from functools import cache
from typing import Any

from sqlalchemy import Uuid, bindparam, select

from capitune.core.listing import LAST, Page, decode, one_more, page_of
from capitune.core.reads import Read
from capitune.moderation.models import Report

COLUMNS = (
    Report.id,
    Report.created_at,
    Report.target_type,
    Report.reason,
    Report.evidence,
    Report.outcome,
)


def own_reports(reader: uuid.UUID | None, limit: int, after: str | None) -> Page[Any]:
    """A page of theirs, the last first (one statement). Raises ``Invalid`` (``bad_cursor``)."""
    return page_of(_read(limit).rows(reader=reader, last=decode(after) or LAST), limit)


@cache
def _read(limit: int) -> Read:
    mine = Report.reporter_id == bindparam("reader", type_=Uuid)
    found = select(*COLUMNS).where(mine, Report.id < bindparam("last", type_=Uuid))
    return Read(found.order_by(Report.id.desc()).limit(one_more(limit)))
