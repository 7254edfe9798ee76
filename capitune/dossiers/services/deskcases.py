"""The desk of the team, brought up to date by every act that may change it, and by the days that pass."""

import uuid

from sqlalchemy import DateTime, bindparam, cast, func, update

from capitune.accounts.events import ProfileEdited
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.audit.services import record
from capitune.authz import engine, recent
from capitune.authz.actor import Actor
from capitune.authz.permissions import Permission
from capitune.core.clock import now, today
from capitune.core.db import db
from capitune.dossiers.models import DeskCase, Dossier
from capitune.dossiers.queries.deskcases import as_of, desking
from capitune.dossiers.states import Party

AS_IT_IS = {"synchronize_session": False}
NEW = desking(Dossier.id == bindparam("dossier_id"))
OF_PERSON = desking(Dossier.candidate_id == bindparam("user_id"))
OVERDUE = (
    update(DeskCase)
    .where(DeskCase.step_on < bindparam("day"))
    .values(
        turn=Party.CANDIDATE,
        turn_since=func.timezone("UTC", cast(DeskCase.step_on + 1, DateTime)),
        step_on=None,
    )
)


def put_on_desk(dossier_id: uuid.UUID) -> None:
    """Have this dossier found as it is now (one statement). The caller holds it."""
    facts = {"dossier_id": dossier_id, **as_of(now(), today())}
    db.session.execute(NEW, facts, execution_options=AS_IT_IS)


def move(event: ProfileEdited) -> None:
    """Have a person's dossiers found in the country where they live now."""
    db.session.flush()
    facts = {"user_id": event.user_id, **as_of(now(), today())}
    db.session.execute(OF_PERSON, facts, execution_options=AS_IT_IS)


def pass_turns() -> int:
    """Say of the dossiers whose candidate's own step is overdue that the turn is theirs; how many. Twice is once.

    Not audited: the journal told that day when the turn passed (``turns.Turn.step_on``).
    """
    done = db.session.execute(OVERDUE, {"day": today()}, execution_options=AS_IT_IS)
    return int(done.rowcount)  # type: ignore[attr-defined]


def take_list(actor: Actor, filters: dict[str, str]) -> AuditEvent:
    """Note that ``actor`` takes away the list that ``filters`` (ids and codes) find."""
    engine.require(actor, Permission.DESK_DOSSIERS)
    recent.require_recent(actor)
    return record(actor, Act.DOSSIERS_EXPORTED, ("dossier", None), data=filters)
