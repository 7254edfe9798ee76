"""Who reads, writes and thanks in the community. The switches of an admin are facts of now."""

from sqlalchemy import ColumnElement, or_

from capitune.accounts.models import User
from capitune.authz.actor import STAFF, Actor, Role
from capitune.authz.engine import Denial, Verdict, can, rule
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.inside.models import Comment, Post
from capitune.inside.states import PostStatus
from capitune.settings.queries import is_on
from capitune.settings.states import Switch

NOT_OPEN = Denial("publishing_closed")


def is_trusted(actor: Actor) -> bool:
    """Verified professionals and the team: what they write waits for nobody."""
    return actor.is_staff or actor.is_verified_professional


def is_followed(member: User) -> bool:
    """The team, and professionals whose licence is valid now."""
    if member.role in STAFF:
        return True
    return member.role is Role.PROFESSIONAL and bool(member.scopes_at(now()))


def is_visible(actor: Actor) -> ColumnElement[bool]:
    """The condition on ``Post`` that keeps those this actor may read."""
    kept = [Post.status == PostStatus.PUBLISHED]
    if actor.user_id:
        kept.append(Post.author_id == actor.user_id)
    if actor.is_staff:
        kept.append(Post.status != PostStatus.DRAFT)
    return or_(*kept)


@rule(Permission.INSIDE_READ)
def _(actor: Actor, _subject: object) -> Verdict:
    """Whoever is signed in."""
    return actor.is_signed_in


@rule(Permission.POST_READ, sees=Permission.POST_READ)
def _(actor: Actor, post: Post) -> Verdict:
    """Everybody's are for whoever is signed in; a draft is its author's, what waits or was hidden the team's too."""
    if not actor.is_signed_in:
        return False
    if post.status is PostStatus.PUBLISHED or post.author_id == actor.user_id:
        return True
    return actor.is_staff and post.status is not PostStatus.DRAFT


@rule(Permission.POST_WRITE)
def _(actor: Actor, _subject: object) -> Verdict:
    """Verified professionals and the team; candidates and other professionals while an admin lets them."""
    if is_trusted(actor):
        return True
    if actor.is_candidate:
        return is_on(Switch.CANDIDATES_PUBLISH) or NOT_OPEN
    if actor.is_professional:
        return is_on(Switch.UNVERIFIED_PUBLISH) or NOT_OPEN
    return False


@rule(Permission.POST_EDIT, sees=Permission.POST_READ)
def _(actor: Actor, post: Post) -> Verdict:
    """Its author; not what the team took away."""
    if post.author_id != actor.user_id:
        return False
    return Denial("post_hidden") if post.status is PostStatus.HIDDEN else True


@rule(Permission.POST_DELETE, sees=Permission.POST_READ)
def _(actor: Actor, post: Post) -> Verdict:
    """Its author, whatever became of it."""
    return post.author_id == actor.user_id


@rule(Permission.POST_REACT, sees=Permission.POST_READ)
def _(actor: Actor, post: Post) -> Verdict:
    """Whoever is signed in, while everybody may read it."""
    return actor.is_signed_in and (post.is_published or Denial("post_not_published"))


@rule(Permission.TOPIC_FOLLOW)
def _(actor: Actor, _topic: object) -> Verdict:
    """Whoever is signed in."""
    return actor.is_signed_in


@rule(Permission.MEMBER_FOLLOW, sees=Permission.PROFILE_READ)
def _(actor: Actor, member: User) -> Verdict:
    """Whoever is signed in, of verified professionals and of the team: nobody collects candidates."""
    if member.id == actor.user_id:
        return Denial("oneself")
    return actor.is_signed_in and (is_followed(member) or Denial("not_to_follow"))


@rule(Permission.MEMBER_MUTE, sees=Permission.PROFILE_READ)
def _(actor: Actor, member: User) -> Verdict:
    """Whoever is signed in, of everybody else."""
    return actor.is_signed_in and (member.id != actor.user_id or Denial("oneself"))


@rule(Permission.POST_HISTORY, sees=Permission.POST_READ)
def _(actor: Actor, post: Post) -> Verdict:
    """Its author and the team."""
    return actor.is_staff or post.author_id == actor.user_id


@rule(Permission.POST_MODERATE, sees=Permission.POST_READ)
def _(actor: Actor, post: Post | None) -> Verdict:
    """The team; never on what one wrote oneself."""
    if not actor.is_staff:
        return False
    return Denial("own_post") if post is not None and post.author_id == actor.user_id else True


@rule(Permission.COMMENT_WRITE, sees=Permission.POST_READ)
def _(actor: Actor, post: Post) -> Verdict:
    """Whoever is signed in, while everybody may read the post."""
    return actor.is_signed_in and (post.is_published or Denial("post_not_published"))


@rule(Permission.COMMENT_READ, sees=Permission.COMMENT_READ)
def _(actor: Actor, comment: Comment) -> Verdict:
    """Whoever may read the post it belongs to; one that is held, its author and the team."""
    theirs = actor.is_staff or comment.author_id == actor.user_id
    return (theirs or not comment.held) and can(actor, Permission.POST_READ, comment.post)


@rule(Permission.COMMENT_EDIT, sees=Permission.COMMENT_READ)
def _(actor: Actor, comment: Comment) -> Verdict:
    """Its author, while it is there and everybody may read the post."""
    return comment.author_id == actor.user_id and comment.is_there and comment.post.is_published


@rule(Permission.COMMENT_MODERATE, sees=Permission.COMMENT_READ)
def _(actor: Actor, comment: Comment) -> Verdict:
    """The team; never on what one wrote oneself."""
    if not actor.is_staff:
        return False
    return Denial("own_comment") if comment.author_id == actor.user_id else True


@rule(Permission.COMMENT_DELETE, sees=Permission.COMMENT_READ)
def _(actor: Actor, comment: Comment) -> Verdict:
    """Its author, and the team; of a post that they may read."""
    theirs = actor.is_staff or comment.author_id == actor.user_id
    return comment.is_there and theirs and can(actor, Permission.POST_READ, comment.post)
