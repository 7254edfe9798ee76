"""What somebody wrote lately, and what of theirs stands: by it they are known, and limited."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from capitune.accounts.models import User
from capitune.audit.acts import Act
from capitune.audit.models import AuditEvent
from capitune.authz.actor import Actor
from capitune.core.clock import now
from capitune.core.db import db
from capitune.inside.models import Comment, Post
from capitune.inside.states import PostStatus
from capitune.inside.tiers import DAY, HOUR, WELL_KNOWN_BY, tier_of
from capitune.safety.states import Tier


@dataclass(frozen=True, slots=True)
class Written:
    """How many within the last hour, within the last day; when the oldest of each was written."""

    hour: int
    day: int
    first_of_hour: datetime | None
    first_of_day: datetime | None


def tier(actor: Actor) -> Tier:
    """How well this actor is known now (one statement, none for the team and verified professionals)."""
    if actor.user_id is None or actor.is_staff or actor.is_verified_professional:
        return tier_of(actor, since=now(), posts=0, comments=0, moment=now())
    posts = select(Post.id).where(
        Post.author_id == actor.user_id, Post.status == PostStatus.PUBLISHED
    )
    # Of others' posts: whoever talks to themselves is not better known by it.
    comments = (
        select(Comment.id)
        .join(Post, Post.id == Comment.post_id)
        .where(Comment.author_id == actor.user_id, Comment.held.is_(False), Comment.body != "")
        .where(Post.author_id != actor.user_id)
    )
    asked = select(
        User.created_at,
        select(func.count()).select_from(posts.limit(WELL_KNOWN_BY).subquery()).scalar_subquery(),
        select(func.count())
        .select_from(comments.limit(WELL_KNOWN_BY).subquery())
        .scalar_subquery(),
    ).where(User.id == actor.user_id)
    since, written, said = db.session.execute(asked).one()
    return tier_of(actor, since=since, posts=written, comments=said, moment=now())


def lately(user_id: uuid.UUID, act: Act) -> Written:
    """How often they did this within a day, by the log, which forgets nothing that was deleted since (one statement)."""
    moment = now()
    within_hour = AuditEvent.at > moment - HOUR
    counted = select(
        func.count().filter(within_hour),
        func.count(),
        func.min(AuditEvent.at).filter(within_hour),
        func.min(AuditEvent.at),
    ).where(AuditEvent.actor_id == user_id, AuditEvent.act == act, AuditEvent.at > moment - DAY)
    hour, day, first_of_hour, first_of_day = db.session.execute(counted).one()
    return Written(hour, day, first_of_hour, first_of_day)
