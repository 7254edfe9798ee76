"""Keeping texts to begin messages with. Not audited: one's own words, of no weight before they are sent."""

from sqlalchemy import func, select

from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid
from capitune.core.ids import new_id
from capitune.dossiers.models import CannedReply
from capitune.dossiers.typed import paragraphs

MOST = 50
LONGEST_TITLE, LONGEST_BODY = 80, 5000


def keep_reply(actor: Actor, *, title: str, body: str) -> CannedReply:
    """Keep one more. Raises ``Conflict`` (``too_many_replies``); ``Invalid`` on ``title``, ``body`` (``required``,
    ``too_long``, ``bad_text``).
    """
    require(actor, Permission.CANNED_KEEP)
    mine = select(func.count()).where(CannedReply.user_id == actor.user_id)
    if (db.session.scalar(mine) or 0) >= MOST:
        raise Conflict(code="too_many_replies", facts={"most": MOST})
    words = _fit(title, body)
    reply = CannedReply(id=new_id(), user_id=actor.user_id, title=words[0], body=words[1])
    db.session.add(reply)
    return reply


def change_reply(actor: Actor, reply: CannedReply, *, title: str, body: str) -> CannedReply:
    """Change one. Raises ``Invalid`` as ``keep_reply``."""
    require(actor, Permission.CANNED_EDIT, reply)
    reply.title, reply.body = _fit(title, body)
    return reply


def remove_reply(actor: Actor, reply: CannedReply) -> None:
    """Keep it no longer."""
    require(actor, Permission.CANNED_EDIT, reply)
    db.session.delete(reply)


def _fit(title: str, body: str) -> tuple[str, str]:
    found = (
        paragraphs(title, "title", most=LONGEST_TITLE),
        paragraphs(body, "body", most=LONGEST_BODY),
    )
    for field, words in zip(("title", "body"), found, strict=True):
        if not words:
            raise Invalid.on(field, "required")
    return found
