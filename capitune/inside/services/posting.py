"""Writing: kept as a draft, published, changed, deleted."""

import uuid

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict, NotFound
from capitune.core.events import publish as tell
from capitune.core.i18n import current_language
from capitune.core.ids import new_id
from capitune.inside.events import PostWithdrawn
from capitune.inside.models import Post, PostRevision
from capitune.inside.policy import is_trusted
from capitune.inside.queries.posts import post_by_id, published_by, written_by
from capitune.inside.queries.standing import tier
from capitune.inside.queries.tags import slugs
from capitune.inside.services.guarding import guard
from capitune.inside.services.hold import hold, require_version
from capitune.inside.services.pacing import bound_links, keep_pace
from capitune.inside.services.placing import follow, say, show, withdraw
from capitune.inside.services.screening import screen_post
from capitune.inside.services.waiting import wait_for_team
from capitune.inside.states import FIRST_POSTS_HELD, MOST_DRAFTS, PostStatus
from capitune.inside.typed import Said, fit
from capitune.moderation.queries.bound import require_may_write
from capitune.moderation.states import SanctionKind
from capitune.safety.judging import Verdict


def keep_draft(actor: Actor, said: Said, *, key: uuid.UUID | None = None, version: int = 0) -> Post:
    """Keep it for its author alone. ``key`` names a draft that may be there already, at ``version``.

    Raises ``Invalid`` as ``typed.fit`` does of a draft; ``NotFound`` when ``key`` is another's post; ``Conflict``:
    ``stale_version`` when another tab kept it meanwhile, ``post_published`` once it is no draft, ``too_many_drafts``.
    """
    require(actor, Permission.POST_WRITE)
    kept = fit(said, slugs(), whole=False)
    post = _draft(actor, key or new_id(), version)
    say(post, kept)
    return post


def publish(
    actor: Actor,
    said: Said,
    *,
    key: uuid.UUID | None = None,
    version: int | None = None,
    mask: bool = True,
) -> Post:
    """Let everybody read it; the first two of whoever is no verified professional and not of the team wait for it
    (``held``), and what the rules hold does (``reason``); whoever asks for help waits for nobody. ``key`` names the draft it comes from, with ``version`` only as that one stands.

    Raises ``Invalid`` as ``typed.fit`` and, without ``mask``, as ``guarding.guard``, ``Conflict`` as ``keep_draft``; as ``pacing.keep_pace``. Twice with the same ``key`` is once.
    """
    require(actor, Permission.POST_WRITE)
    bound = require_may_write(actor.user_id)
    whole, standing = fit(said, slugs(), whole=True), tier(actor)
    keep_pace(actor, standing, Act.POST_PUBLISHED, whole.body)
    post = _draft(actor, key or new_id(), version)
    say(post, guard(actor, whole, mask=mask))
    verdict = screen_post(post, whole, standing)
    goes = verdict.is_victim or (_is_known(actor) and SanctionKind.RESTRICTED not in bound)
    if goes and not verdict.held:
        show(post)
    else:
        post.status = PostStatus.HELD
        follow(post)
    if not post.is_published or verdict.flagged:
        wait_for_team(post, verdict)
    record(actor, Act.POST_PUBLISHED, ("post", post.id), data={"status": post.status.value})
    return post


def change_post(
    actor: Actor,
    said: Said,
    *,
    key: uuid.UUID,
    version: int | None = None,
    mask: bool = True,
) -> Post:
    """Say it otherwise; how it read before stays for its author and the team.

    Raises ``NotFound``, ``Refused``, ``Invalid`` as ``publish``, ``Conflict`` (``stale_version``).
    """
    post = hold(actor, Permission.POST_EDIT, key)
    require_version(post, version)
    require_may_write(actor.user_id)
    is_draft = post.status is PostStatus.DRAFT
    typed = fit(said, slugs(), whole=not is_draft)
    new, standing = (typed if is_draft else guard(actor, typed, mask=mask)), tier(actor)
    if not is_draft:
        bound_links(standing, typed.body)
    if not is_draft and (new.title, new.body) != (post.title, post.body):
        before = PostRevision(
            post_id=post.id, version=post.version, title=post.title, body=post.body
        )
        db.session.add(before)
        post.edited_at = now()
    say(post, new)
    verdict = Verdict() if is_draft else screen_post(post, typed, standing)
    if verdict.held and post.is_published:
        withdraw(post, PostStatus.HELD)
    if (post.status is PostStatus.HELD and verdict.held) or (post.is_published and verdict.flagged):
        wait_for_team(post, verdict)
    follow(post)
    record(actor, Act.POST_CHANGED, ("post", post.id))
    return post


def delete_post(actor: Actor, key: uuid.UUID) -> None:
    """It is gone, its words and what others did with it too."""
    post = hold(actor, Permission.POST_DELETE, key)
    was_there = post.is_published
    record(actor, Act.POST_DELETED, ("post", post.id), data={"status": post.status.value})
    db.session.delete(post)
    db.session.flush()
    if was_there:
        tell(PostWithdrawn(key))


def _is_known(actor: Actor) -> bool:
    """What they write waits for nobody any more."""
    of_theirs = actor.user_id and published_by(actor.user_id, FIRST_POSTS_HELD)
    return is_trusted(actor) or (of_theirs or 0) >= FIRST_POSTS_HELD


def _draft(actor: Actor, key: uuid.UUID, version: int | None) -> Post:
    """The author's own draft of this key, made if it is not there; locked. Two tabs meet at it."""
    if actor.user_id is None:
        raise NotFound
    found = post_by_id(key, lock=True)
    if found is None:
        if written_by(actor.user_id, PostStatus.DRAFT, MOST_DRAFTS) >= MOST_DRAFTS:
            raise Conflict(code="too_many_drafts")
        empty = {"id": key, "author_id": actor.user_id, "status": PostStatus.DRAFT, "version": 0}
        words = {
            "title": "",
            "body": "",
            "body_html": "",
            "excerpt": "",
            "render_version": 0,
            "reason": "",
        }
        times = {"created_at": now(), "updated_at": now(), "language": current_language()}
        row = insert(Post).values(**empty, **words, **times)
        db.session.execute(row.on_conflict_do_nothing())
        found = db.session.scalars(select(Post).where(Post.id == key).with_for_update()).one()
    if found.author_id != actor.user_id:
        raise NotFound
    if found.status is not PostStatus.DRAFT:
        raise Conflict(code="post_published")
    require_version(found, version)
    return found
