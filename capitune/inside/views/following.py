"""What one follows and mutes: tags and members, each with its buttons, and all of them on one page."""

from collections.abc import Callable

from flask import Response

from capitune.accounts.models import User
from capitune.accounts.queries import user_by_id
from capitune.authz.actor import Actor
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.htmx import fragment, go, page
from capitune.core.http import is_htmx
from capitune.inside import paths, services
from capitune.inside.about import About, about_member, about_tag, of_member, of_tag
from capitune.inside.models import Topic
from capitune.inside.queries.tags import members_of, tags_of, topic_by_slug
from capitune.inside.states import Stance
from capitune.inside.views.blueprint import bp

TAG = f"{paths.TAGS}/<slug>"
MEMBER = f"{paths.MEMBERS}/<uuid:user_id>"
Act = Callable[[Actor, Topic | User], None]


@bp.get(paths.FOLLOWING)
@access(Permission.INSIDE_READ)
def following() -> Response:
    """All that one follows and mutes."""
    actor = current_actor()
    found = [of_tag(row) for row in tags_of(actor.user_id)]
    found += [of_member(row, actor, row.stance) for row in members_of(actor.user_id)]
    return page(
        "inside/following.html",
        followed=[each for each in found if each.stance is Stance.FOLLOWED],
        muted=[each for each in found if each.stance is Stance.MUTED],
    )


@bp.post(f"{TAG}/follow")
@access(Permission.TOPIC_FOLLOW, subject=topic_by_slug)
def follow_tag(topic: Topic) -> Response:
    """Follow it."""
    return _tag(services.follow, topic)


@bp.post(f"{MEMBER}/follow")
@access(Permission.MEMBER_FOLLOW, subject=user_by_id)
def follow_member(member: User) -> Response:
    """The same, of what somebody writes."""
    return _member(services.follow, member)


@bp.post(f"{TAG}/unfollow")
@access(Permission.TOPIC_FOLLOW, subject=topic_by_slug)
def unfollow_tag(topic: Topic) -> Response:
    """Follow it no longer."""
    return _tag(services.unfollow, topic)


@bp.post(f"{MEMBER}/unfollow")
@access(Permission.MEMBER_MUTE, subject=user_by_id)
def unfollow_member(member: User) -> Response:
    """The same, of what somebody writes."""
    return _member(services.unfollow, member)


@bp.post(f"{TAG}/mute")
@access(Permission.TOPIC_FOLLOW, subject=topic_by_slug)
def mute_tag(topic: Topic) -> Response:
    """Leave it out of one's feeds."""
    return _tag(services.mute, topic)


@bp.post(f"{MEMBER}/mute")
@access(Permission.MEMBER_MUTE, subject=user_by_id)
def mute_member(member: User) -> Response:
    """The same, of what somebody writes."""
    return _member(services.mute, member)


@bp.post(f"{TAG}/unmute")
@access(Permission.TOPIC_FOLLOW, subject=topic_by_slug)
def unmute_tag(topic: Topic) -> Response:
    """Read it again."""
    return _tag(services.unmute, topic)


@bp.post(f"{MEMBER}/unmute")
@access(Permission.MEMBER_MUTE, subject=user_by_id)
def unmute_member(member: User) -> Response:
    """The same, of what somebody writes."""
    return _member(services.unmute, member)


def _tag(act: Act, topic: Topic) -> Response:
    actor = current_actor()
    act(actor, topic)
    return _done(about_tag(actor, topic.slug), paths.about_tag(topic.slug))


def _member(act: Act, member: User) -> Response:
    actor = current_actor()
    act(actor, member)
    return _done(about_member(actor, member.id), paths.about_member(member.id))


def _done(about: About | None, place: str) -> Response:
    return fragment("inside/_stance.html", about=about) if is_htmx() else go(place)
