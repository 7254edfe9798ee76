"""Who looks at a case now: for ten minutes nobody else decides it."""

import uuid
from typing import Any

from sqlalchemy import ColumnElement, literal_column, or_, select

from capitune.accounts.queries import faces
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict, NotFound
from capitune.moderation.models import ModerationCase
from capitune.moderation.queries.cases import case_by_id
from capitune.moderation.queries.desk import CONDITIONS
from capitune.moderation.states import CLAIM_LASTS, CaseKind, Pile


def claim(actor: Actor, case_id: uuid.UUID) -> ModerationCase:
    """Look at it for ten minutes from now on; again makes it ten more.

    Raises ``NotFound``, ``Refused``, ``Conflict``: ``case_decided``, ``case_claimed`` while somebody else does.
    """
    case = held(actor, case_id)
    require_open(case)
    require_free(actor, case)
    return _take(actor, case)


def take_next(actor: Actor, pile: Pile = Pile.ALL) -> ModerationCase | None:
    """The first case of a pile that nobody has in hand; None when there is none. Two who ask at once get two."""
    require(actor, Permission.CASE_JUDGE)
    moment = now()
    judged: list[ColumnElement[bool]] = [
        or_(ModerationCase.claimed_until.is_(None), ModerationCase.claimed_until < moment),
        ModerationCase.subject_id != actor.user_id,
        or_(
            ModerationCase.kind != CaseKind.APPEAL,
            ModerationCase.against_id.is_distinct_from(actor.user_id),
        ),
    ]
    if pile in CONDITIONS and pile not in (Pile.DECIDED, Pile.MINE):
        judged += CONDITIONS[pile]
    found = (
        select(ModerationCase)
        .where(literal_column("decided_at IS NULL"), *judged)
        .order_by(ModerationCase.priority, ModerationCase.id)
        .limit(literal_column("1"))
        .with_for_update(skip_locked=True, of=ModerationCase)
        .execution_options(populate_existing=True)
    )
    case = db.session.scalars(found).first()
    return _take(actor, case) if case else None


def give_back(actor: Actor, case_id: uuid.UUID) -> ModerationCase:
    """Look at it no longer; of somebody else's changes nothing."""
    case = held(actor, case_id)
    if case.claimed_by == actor.user_id and case.is_claimed_at(now()):
        case.claimed_by = case.claimed_until = None
        record(actor, Act.CASE_GIVEN_BACK, ("case", case.id))
    return case


def held(actor: Actor, case_id: uuid.UUID) -> ModerationCase:
    """The case, held until the unit of work ends, once the actor may judge it."""
    case = case_by_id(case_id, lock=True)
    if case is None:
        raise NotFound
    require(actor, Permission.CASE_JUDGE, case)
    return case


def require_open(case: ModerationCase) -> None:
    """Raises ``Conflict`` (``case_decided``, with who and what) once it is decided."""
    if not case.is_open:
        facts: dict[str, Any] = {"by": _known(case.decided_by), "decision": case.decision}
        raise Conflict(code="case_decided", facts=facts)


def require_free(actor: Actor, case: ModerationCase) -> None:
    """Raises ``Conflict`` (``case_claimed``, with who and until when) while somebody else looks at it."""
    if case.is_claimed_at(now(), but_by=actor.user_id):
        until = case.claimed_until.isoformat() if case.claimed_until else ""
        raise Conflict(code="case_claimed", facts={"by": _known(case.claimed_by), "until": until})


def _known(user_id: uuid.UUID | None) -> str:
    found = faces([user_id] if user_id else [])
    return found[user_id].name if user_id in found else ""


def _take(actor: Actor, case: ModerationCase) -> ModerationCase:
    case.claimed_by, case.claimed_until = actor.user_id, now() + CLAIM_LASTS
    record(actor, Act.CASE_CLAIMED, ("case", case.id))
    return case
