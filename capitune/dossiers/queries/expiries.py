"""Documents that are valid for a while only."""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, literal_column, or_, select

from capitune.core.db import db
from capitune.dossiers.models import Dossier, Requirement
from capitune.dossiers.queries.needs import IS_COUNTED, IS_WANTED
from capitune.dossiers.states import NextAction

AT_ONCE: ColumnElement[int] = literal_column("100")
# Figures follow the day after: so far back in case the clock stood still.
LOOKS_BACK = timedelta(days=7)
_is_open = Dossier.archived_at.is_(None)


def to_warn_of(day: date, notices: Sequence[int]) -> Sequence[uuid.UUID]:
    """At most 100 requirements of which a notice is due (``notices``: days before the end) and has not left (one
    statement).
    """
    due: list[ColumnElement[bool]] = [
        and_(
            Requirement.expires_on <= day + timedelta(days=notice),
            or_(Requirement.expiry_told.is_(None), Requirement.expiry_told > notice),
        )
        for notice in notices
    ]
    last = day + timedelta(days=max(notices))
    statement = (
        select(Requirement.id)
        .join(Dossier, Dossier.id == Requirement.dossier_id)
        .where(Requirement.expires_on.between(day, last), or_(*due), _is_open, IS_WANTED)
        .order_by(Requirement.expires_on, Requirement.id)
        .limit(AT_ONCE)
    )
    return db.session.scalars(statement).all()


def lapsed_since(day: date) -> Sequence[uuid.UUID]:
    """At most 100 dossiers of which a document that counts is past its end by ``day``, and whose next action does
    not say so (one statement).
    """
    said = (NextAction.RENEW_DOCUMENT, NextAction.REPLACE_DOCUMENT)
    statement = (
        select(Dossier.id)
        .join(Requirement, Requirement.dossier_id == Dossier.id)
        .where(
            Requirement.expires_on >= day - LOOKS_BACK,
            Requirement.expires_on < day,
            Dossier.next_action.not_in(said),
            _is_open,
            IS_COUNTED,
        )
        .distinct()
        .limit(AT_ONCE)
    )
    return db.session.scalars(statement).all()
