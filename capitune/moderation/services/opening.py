"""Opening a case, and closing one that was decided where the thing itself is read."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.dialects.postgresql import insert

from capitune.authz.actor import Actor
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.ids import new_id
from capitune.moderation.models import ModerationCase
from capitune.moderation.queries.cases import open_case_of
from capitune.moderation.services.settling import settle
from capitune.moderation.states import (
    LONGEST_EVIDENCE,
    CaseKind,
    Cause,
    Measure,
    Priority,
    ReportReason,
    TargetType,
)
from capitune.moderation.targets import Seen

MOST_WHY = 20


@dataclass(frozen=True, slots=True)
class Opening:
    """Why a case is opened. ``why``: what the machine has to say, each ``{"code": …, …}`` with codes and figures."""

    reason: Cause
    priority: Priority
    kind: CaseKind = CaseKind.HOLD
    why: Sequence[Mapping[str, Any]] = ()
    is_automatic: bool = False


def open_case(
    target_type: TargetType, target_id: uuid.UUID, seen: Seen, opening: Opening
) -> ModerationCase:
    """Have the team look at a thing, in the transaction of the cause; the case is held.

    A consequence, never an act: whoever calls it has asked and recorded, and holds the thing itself. One that is open
    already is joined: it keeps the words it had, takes the higher priority and what there is to say beside.
    """
    row = insert(ModerationCase).values(
        id=new_id(),
        created_at=now(),
        target_type=target_type,
        target_id=target_id,
        subject_id=seen.author_id,
        kind=opening.kind,
        reason=opening.reason,
        priority=int(opening.priority),
        is_automatic=opening.is_automatic,
        reports=0,
        title=seen.title,
        words=seen.words[:LONGEST_EVIDENCE],
        url=seen.url,
        why=[dict(each) for each in opening.why],
        version=1,
    )
    made = db.session.execute(row.on_conflict_do_nothing().returning(ModerationCase.id)).first()
    case = open_case_of(target_type, target_id)
    if case is None:
        raise LookupError(f"no case about {target_type} {target_id}")
    if made is None:
        _join(case, opening)
    return case


def settle_on_page(
    actor: Actor, target_type: TargetType, target_id: uuid.UUID, decision: Measure
) -> None:
    """Close the open case about a thing, if there is one: it was decided where it is read. A part of that act, which
    has asked, recorded, and holds the thing.
    """
    case = open_case_of(target_type, target_id)
    if case is not None:
        settle(actor, case, decision, ReportReason.OTHER)


def _join(case: ModerationCase, opening: Opening) -> None:
    if opening.priority < case.priority:
        case.priority, case.reason = int(opening.priority), opening.reason
    known = [*case.why, *(dict(each) for each in opening.why if dict(each) not in case.why)]
    case.why = known[:MOST_WHY]
    case.is_automatic = case.is_automatic or opening.is_automatic
    case.version += 1
