"""The passages of the turn, as the journal of a dossier holds them."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, bindparam, func, literal_column, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.core.db import db
from capitune.dossiers.states import Party
from capitune.dossiers.turns import FIRST, Passage, Turn

_of_dossier = (AuditEvent.context_id == bindparam("key"), AuditEvent.act == Act.TURN_PASSED)
_told = (AuditEvent.data["to"].astext, AuditEvent.data["step_on"].astext)
# A column of another read, whose parameter ``key`` is the dossier: asked once, whatever its rows.
PASSAGES = (
    select(
        func.json_agg(
            aggregate_order_by(func.json_build_array(AuditEvent.at, *_told), AuditEvent.id),
            type_=JSON,
        )
    )
    .where(*_of_dossier)
    .scalar_subquery()
)
LATEST = (
    select(*_told).where(*_of_dossier).order_by(AuditEvent.id.desc()).limit(literal_column("1"))
)


def passages(told: Sequence[Sequence[Any]] | None) -> tuple[Passage, ...]:
    """What a row of ``PASSAGES`` means, in order."""
    return tuple(Passage(datetime.fromisoformat(at), _turn(*turn)) for at, *turn in told or ())


def latest_turn(dossier_id: uuid.UUID) -> Turn:
    """Whose turn the journal says it is (one statement)."""
    found = db.session.execute(LATEST, {"key": dossier_id}).first()
    return _turn(*found) if found else FIRST


def _turn(party: str, step_on: str | None) -> Turn:
    return Turn(Party(party), date.fromisoformat(step_on) if step_on else None)
