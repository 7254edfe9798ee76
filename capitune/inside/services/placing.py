"""Where a post stands in the feeds: the narrow rows follow the post, in the same transaction."""

from sqlalchemy import delete, insert, literal, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from capitune.core import markdown
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.events import publish
from capitune.core.ids import new_id
from capitune.inside.events import PostPublished, PostWithdrawn
from capitune.inside.models import Post, PostStats, PostTag, Topic
from capitune.inside.services.counting import heat
from capitune.inside.states import LONGEST_SHOWN, PostStatus
from capitune.inside.typed import Fit


def say(post: Post, fit: Fit) -> None:
    """It says this from now on, and bears these tags and no other; its HTML is made once."""
    post.title, post.body, post.category = fit.title, fit.body, fit.category
    post.body_html = str(markdown.said(fit.body))
    post.excerpt = markdown.beginning(post.body_html, LONGEST_SHOWN)
    post.render_version = markdown.VERSION
    post.version += 1
    _tag(post, fit.tags)


def show(post: Post) -> None:
    """Everybody may read it from now on; where it was before, if it was ever there."""
    post.status, post.reason = PostStatus.PUBLISHED, ""
    post.published_at = post.published_at or now()
    post.place = post.place or new_id()
    follow(post)
    publish(PostPublished(post.id, post.category.value if post.category else ""))


def withdraw(post: Post, status: PostStatus) -> None:
    """Nobody but its author and the team reads it any more."""
    post.status = status
    follow(post)
    publish(PostWithdrawn(post.id))


def follow(post: Post) -> None:
    """The narrow rows say what the post says (three statements)."""
    db.session.flush()
    place = post.place if post.is_published else None
    born = {"post_id": post.id, "category": post.category, "place": place, "likes": 0}
    seen = {"category": post.category, "place": place}
    row = upsert(PostStats).values(**born, comments=0, hot=heat(0, 0, post.published_at or now()))
    row = row.on_conflict_do_update(index_elements=[PostStats.post_id], set_=seen)
    db.session.execute(row)
    db.session.execute(update(PostTag).where(PostTag.post_id == post.id).values(place=place))


def _tag(post: Post, slugs: tuple[str, ...]) -> None:
    post.tags = sorted(slugs)
    db.session.flush()
    db.session.execute(delete(PostTag).where(PostTag.post_id == post.id))
    if slugs:
        found = select(literal(post.id), Topic.id).where(Topic.slug.in_(slugs))
        db.session.execute(insert(PostTag).from_select(["post_id", "topic_id"], found))
