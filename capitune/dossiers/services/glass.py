"""Looking into a dossier that is none of one's own: asked with a reason, told to its candidate, for 15 minutes."""

from datetime import timedelta

from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz import recent
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Invalid
from capitune.core.events import publish
from capitune.core.ids import new_id
from capitune.dossiers.events import GlassBroken
from capitune.dossiers.models import Dossier, GlassGrant
from capitune.dossiers.queries.glass import running_grant
from capitune.dossiers.services.hold import hold
from capitune.dossiers.typed import paragraphs

TIME = timedelta(minutes=15)
SHORTEST_REASON, LONGEST_REASON = 20, 1000


def break_glass(actor: Actor, dossier: Dossier, reason: str) -> GlassGrant:
    """Let this admin read the list of documents and the conversation for 15 minutes; the candidate is told at once,
    with the reason. One that runs already is not made longer.

    Raises ``Invalid`` on ``reason`` (``reason_too_short``, ``too_long``, ``bad_text``), ``ProofNeeded``.
    """
    dossier = hold(actor, Permission.GLASS_BREAK, dossier)
    recent.require_recent(actor)
    why = paragraphs(reason, "reason", most=LONGEST_REASON)
    if len(why) < SHORTEST_REASON:
        raise Invalid.on("reason", "reason_too_short", least=SHORTEST_REASON)
    running = running_grant(actor, dossier.id)
    if running is not None:
        return running
    moment = now()
    facts = {"dossier_id": dossier.id, "admin_id": actor.user_id, "reason": why}
    grant = GlassGrant(id=new_id(), created_at=moment, until=moment + TIME, **facts)
    db.session.add(grant)
    db.session.flush()
    _note(actor, grant, Act.GLASS_BROKEN, until=grant.until.isoformat())
    publish(GlassBroken(dossier.id, actor.user_id, grant.id))
    return grant


def read_glass(actor: Actor, grant: GlassGrant, what: str) -> None:
    """Note that a page of ``what`` is read under it. Raises ``NotFound`` once it is over."""
    require(actor, Permission.GLASS_READ, grant)
    _note(actor, grant, Act.GLASS_READ, what=what)


def end_glass(actor: Actor, grant: GlassGrant) -> None:
    """It ends now. Raises ``NotFound`` once it is over."""
    require(actor, Permission.GLASS_READ, grant)
    grant.ended_at = now()
    _note(actor, grant, Act.GLASS_ENDED)


def _note(actor: Actor, grant: GlassGrant, act: Act, **facts: str) -> None:
    data = {"grant": str(grant.id), **facts}
    record(actor, act, ("dossier", grant.dossier_id), context_id=grant.dossier_id, data=data)
