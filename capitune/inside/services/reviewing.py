"""What the team does with a post: lets it be read, takes it away with a reason."""

import uuid

from capitune.accounts.typed import words
from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.permissions import Permission
from capitune.core.errors import Conflict
from capitune.inside.models import Post
from capitune.inside.services.hold import hold, require_version
from capitune.inside.services.placing import show, withdraw
from capitune.inside.states import LONGEST_REASON, PostStatus
from capitune.moderation.services import settle_on_page
from capitune.moderation.states import Measure, TargetType
from capitune.safety.services import confirm_fraud, judge_hits


def release(actor: Actor, key: uuid.UUID, *, version: int) -> Post:
    """Let everybody read what waited or was hidden.

    Raises ``NotFound``, ``Refused`` (``own_post``), ``Conflict``: ``stale_version`` when it was changed or decided
    since it was read, ``post_published`` when it is there already.
    """
    post = _judged(actor, key, version)
    if post.is_published:
        raise Conflict(code="post_published")
    show(post)
    judge_hits(post.id, right=False)
    post.version += 1
    record(actor, Act.POST_RELEASED, ("post", post.id))
    settle_on_page(actor, TargetType.POST, post.id, Measure.KEEP)
    return post


def hide(actor: Actor, key: uuid.UUID, reason: str, *, version: int, fraud: bool = False) -> Post:
    """Take it away from everybody but its author, who reads ``reason``. ``fraud``: it is one, and known from now on.

    Raises as ``release``, ``Invalid`` on ``reason``, ``Conflict`` (``post_hidden``) when it is hidden already.
    """
    post = _judged(actor, key, version)
    if post.status is PostStatus.HIDDEN:
        raise Conflict(code="post_hidden")
    post.reason = words(reason, "reason", most=LONGEST_REASON)
    withdraw(post, PostStatus.HIDDEN)
    judge_hits(post.id, right=True)
    if fraud:
        confirm_fraud(post.id, f"{post.title}\n{post.body}", post.contacts)
    post.version += 1
    record(actor, Act.POST_HIDDEN, ("post", post.id), data={"reason": post.reason, "fraud": fraud})
    settle_on_page(actor, TargetType.POST, post.id, Measure.REMOVE)
    return post


def _judged(actor: Actor, key: uuid.UUID, version: int) -> Post:
    post = hold(actor, Permission.POST_MODERATE, key)
    require_version(post, version)
    return post
