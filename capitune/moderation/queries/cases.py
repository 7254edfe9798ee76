"""Cases by their key and by what they are about."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select

from capitune.core.db import db
from capitune.moderation.models import CaseNote, ModerationCase, Report, Sanction
from capitune.moderation.states import TargetType

MOST = 50


def case_by_id(case_id: uuid.UUID, *, lock: bool = False) -> ModerationCase | None:
    """The case; with ``lock``, held and fresh until the unit of work ends."""
    found = select(ModerationCase).where(ModerationCase.id == case_id)
    if lock:
        found = found.with_for_update(of=ModerationCase).execution_options(populate_existing=True)
    return db.session.scalars(found).first()


def open_case_of(kind: TargetType, key: uuid.UUID) -> ModerationCase | None:
    """The open case about this thing, held."""
    found = select(ModerationCase).where(
        ModerationCase.target_type == kind,
        ModerationCase.target_id == key,
        ModerationCase.decided_at.is_(None),
    )
    held = found.with_for_update().execution_options(populate_existing=True)
    return db.session.scalars(held).first()


def reports_of(case_id: uuid.UUID) -> Sequence[Report]:
    """What was reported about it, the first first; fifty at most (one statement)."""
    found = select(Report).where(Report.case_id == case_id).order_by(Report.id).limit(MOST)
    return db.session.scalars(found).all()


def notes_of(case_id: uuid.UUID) -> Sequence[CaseNote]:
    """What the team noted for itself, the first first (one statement)."""
    found = select(CaseNote).where(CaseNote.case_id == case_id).order_by(CaseNote.id).limit(MOST)
    return db.session.scalars(found).all()


def sanctions_of(user_id: uuid.UUID) -> Sequence[Sanction]:
    """What was decided against somebody, the last first; fifty at most (one statement)."""
    found = select(Sanction).where(Sanction.user_id == user_id).order_by(Sanction.id.desc())
    return db.session.scalars(found.limit(MOST)).all()


def sanction_by_id(sanction_id: uuid.UUID, *, lock: bool = False) -> Sanction | None:
    """The sanction; with ``lock``, held and fresh."""
    found = select(Sanction).where(Sanction.id == sanction_id)
    if lock:
        found = found.with_for_update().execution_options(populate_existing=True)
    return db.session.scalars(found).first()


def sanction_of(case_id: uuid.UUID) -> Sanction | None:
    """What the decision of a case gave, and that still counts."""
    found = select(Sanction).where(Sanction.case_id == case_id, Sanction.lifted_at.is_(None))
    return db.session.scalars(found.order_by(Sanction.id.desc()).limit(1)).first()
