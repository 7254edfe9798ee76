"""The tags there are."""

from collections.abc import Sequence

from sqlalchemy import select

from capitune.core.db import db
from capitune.inside.models import Topic

MOST = 500


def topics() -> Sequence[Topic]:
    """Each, by its address (one statement)."""
    return db.session.scalars(select(Topic).order_by(Topic.slug).limit(MOST)).all()


def slugs() -> Sequence[str]:
    """The address of each (one statement)."""
    return db.session.scalars(select(Topic.slug).limit(MOST)).all()
