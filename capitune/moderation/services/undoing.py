"""Taking a decision back, within ten minutes."""

import uuid

from capitune.accounts import services as accounts
from capitune.accounts.queries import user_by_id
from capitune.accounts.queries.suspensions import open_suspension
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.errors import Conflict, NotFound
from capitune.core.events import publish
from capitune.moderation import targets
from capitune.moderation.events import SanctionLifted
from capitune.moderation.models import ModerationCase, Sanction
from capitune.moderation.queries.cases import case_by_id, open_case_of, sanction_of
from capitune.moderation.services.claiming import held
from capitune.moderation.services.settling import unsettle
from capitune.moderation.states import UNDO_LASTS, SanctionKind, Standing


def undo(actor: Actor, case_id: uuid.UUID) -> ModerationCase:
    """It waits again, and stands as it did before; whoever decided does this, within ten minutes.

    Raises ``NotFound``, ``Refused``, ``Conflict``: ``undo_over``, ``case_open``, ``case_reopened`` when another case about it is
    open by now; ``ProofNeeded`` when an account opens again.
    """
    known = case_by_id(case_id)
    if known is None:
        raise NotFound
    require(actor, Permission.CASE_JUDGE, known)
    targets.look(known.target_type, known.target_id, lock=True)
    case = held(actor, case_id)
    if case.decided_at is None:
        raise Conflict(code="case_open")
    if case.decided_by != actor.user_id or case.decided_at < now() - UNDO_LASTS:
        raise Conflict(code="undo_over")
    if open_case_of(case.target_type, case.target_id) is not None:
        raise Conflict(code="case_reopened")
    if case.before is not None:
        reason = "hidden_automatically" if case.is_automatic else ""
        is_held = case.before is Standing.HELD
        targets.put(case.target_type, case.target_id, case.before, reason if is_held else "")
    sanction = sanction_of(case.id)
    if sanction is not None:
        lift(actor, sanction)
    unsettle(case)
    record(actor, Act.CASE_UNDONE, ("case", case.id))
    return case


def lift(actor: Actor, sanction: Sanction) -> None:
    """It counts no more; an account that it closed opens again."""
    sanction.lifted_at, sanction.lifted_by = now(), actor.user_id
    closed = sanction.kind in (SanctionKind.SUSPENSION, SanctionKind.BAN)
    user = user_by_id(sanction.user_id) if closed else None
    if user is not None and open_suspension(user.id) is not None:
        accounts.reinstate(actor, user)
    record(actor, Act.SANCTION_LIFTED, ("user", sanction.user_id))
    publish(SanctionLifted(sanction.id))
