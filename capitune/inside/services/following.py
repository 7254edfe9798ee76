"""Following tags and members, and muting them: twice is once, and one ends the other."""

import uuid
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from capitune.accounts.models import User
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict
from capitune.inside.models import MemberStance, Topic, TopicStance
from capitune.inside.states import MOST_STANCES, Stance

Followed = Topic | User


def follow(actor: Actor, subject: Followed) -> None:
    """Find it among what one follows. Raises ``Refused`` (``oneself``, ``not_to_follow``), ``Conflict``
    (``too_many_followed``).
    """
    require(actor, _permission(subject, Permission.MEMBER_FOLLOW), subject)
    _take(actor.user_id, subject, Stance.FOLLOWED)


def unfollow(actor: Actor, subject: Followed) -> None:
    """Follow it no longer, whoever they are by now."""
    require(actor, _permission(subject, Permission.MEMBER_MUTE), subject)
    _drop(actor.user_id, subject, Stance.FOLLOWED)


def mute(actor: Actor, subject: Followed) -> None:
    """Read it in no feed any more. Raises as ``follow``."""
    require(actor, _permission(subject, Permission.MEMBER_MUTE), subject)
    _take(actor.user_id, subject, Stance.MUTED)


def unmute(actor: Actor, subject: Followed) -> None:
    """Read it again."""
    require(actor, _permission(subject, Permission.MEMBER_MUTE), subject)
    _drop(actor.user_id, subject, Stance.MUTED)


def _permission(subject: Followed, of_member: Permission) -> Permission:
    return Permission.TOPIC_FOLLOW if isinstance(subject, Topic) else of_member


def _kept(subject: Followed) -> tuple[Any, Any]:
    """The table, and its column that names the subject."""
    if isinstance(subject, Topic):
        return TopicStance, TopicStance.topic_id
    return MemberStance, MemberStance.member_id


def _take(user_id: uuid.UUID | None, subject: Followed, stance: Stance) -> None:
    table, named = _kept(subject)
    # One's own row is held, so that the number is not passed by two at once.
    db.session.execute(select(User.id).where(User.id == user_id).with_for_update())
    others = select(func.count()).where(table.user_id == user_id, named != subject.id)
    if (db.session.scalar(others) or 0) >= MOST_STANCES:
        raise Conflict(code="too_many_followed")
    facts = {"user_id": user_id, named.key: subject.id, "stance": stance, "created_at": now()}
    row = insert(table).values(**facts)
    taken = row.on_conflict_do_update(
        index_elements=[table.user_id, named],
        set_={"stance": stance, "created_at": row.excluded.created_at},
        where=table.stance != stance,
    )
    db.session.execute(taken)


def _drop(user_id: uuid.UUID | None, subject: Followed, stance: Stance) -> None:
    table, named = _kept(subject)
    mine = (table.user_id == user_id, named == subject.id, table.stance == stance)
    db.session.execute(delete(table).where(*mine))
