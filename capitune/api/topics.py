"""The tags that posts may bear; what a member follows and mutes, tags and members."""

from collections.abc import Callable

from flask import Response

from capitune.accounts.models import User
from capitune.accounts.queries import user_by_id
from capitune.api import shapes
from capitune.api.blueprint import bp
from capitune.api.presenters import posts as present
from capitune.api.replies import nothing, reply
from capitune.api.spec import operation
from capitune.authz.actor import Actor
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.inside import services
from capitune.inside.models import Topic
from capitune.inside.queries.tags import known, members_of, tag_of, topic_by_slug

TAG = "inside"
ONE, MEMBER = "/tags/<slug>", "/users/<uuid:user_id>"
Act = Callable[[Actor, Topic | User], None]


@bp.get("/tags")
@access(Permission.INSIDE_READ)
@operation(200, shapes.Topics, tag=TAG)
def list_tags() -> Response:
    """All of them, in the reader's language, and what the reader follows and mutes."""
    return reply({"items": [present.topic(each) for each in known(current_actor().user_id)]})


@bp.put(f"{ONE}/follow")
@access(Permission.TOPIC_FOLLOW, subject=topic_by_slug)
@operation(200, shapes.Topic, tag=TAG, refuses=(409,))
def follow_tag(topic: Topic) -> Response:
    """Find it among what one follows; twice is once."""
    return _topic(services.follow, topic)


@bp.put(f"{MEMBER}/follow")
@access(Permission.MEMBER_FOLLOW, subject=user_by_id)
@operation(204, tag=TAG, refuses=(409,))
def follow_member(member: User) -> Response:
    """Find what they write among what one follows; twice is once."""
    services.follow(current_actor(), member)
    return nothing()


@bp.delete(f"{ONE}/follow")
@access(Permission.TOPIC_FOLLOW, subject=topic_by_slug)
@operation(200, shapes.Topic, tag=TAG)
def unfollow_tag(topic: Topic) -> Response:
    """Follow it no longer; twice is once."""
    return _topic(services.unfollow, topic)


@bp.delete(f"{MEMBER}/follow")
@access(Permission.MEMBER_MUTE, subject=user_by_id)
@operation(204, tag=TAG)
def unfollow_member(member: User) -> Response:
    """Follow what they write no longer; twice is once."""
    services.unfollow(current_actor(), member)
    return nothing()


@bp.put(f"{ONE}/mute")
@access(Permission.TOPIC_FOLLOW, subject=topic_by_slug)
@operation(200, shapes.Topic, tag=TAG, refuses=(409,))
def mute_tag(topic: Topic) -> Response:
    """Leave it out of one's feeds; twice is once."""
    return _topic(services.mute, topic)


@bp.put(f"{MEMBER}/mute")
@access(Permission.MEMBER_MUTE, subject=user_by_id)
@operation(204, tag=TAG, refuses=(409,))
def mute_member(member: User) -> Response:
    """Leave what they write out of one's feeds; twice is once."""
    services.mute(current_actor(), member)
    return nothing()


@bp.delete(f"{ONE}/mute")
@access(Permission.TOPIC_FOLLOW, subject=topic_by_slug)
@operation(200, shapes.Topic, tag=TAG)
def unmute_tag(topic: Topic) -> Response:
    """Read it again; twice is once."""
    return _topic(services.unmute, topic)


@bp.delete(f"{MEMBER}/mute")
@access(Permission.MEMBER_MUTE, subject=user_by_id)
@operation(204, tag=TAG)
def unmute_member(member: User) -> Response:
    """Read what they write again; twice is once."""
    services.unmute(current_actor(), member)
    return nothing()


@bp.get("/users/me/following")
@access(Permission.INSIDE_READ)
@operation(200, shapes.Members, tag=TAG)
def list_members() -> Response:
    """Whom one follows and mutes, the last first."""
    found = members_of(current_actor().user_id)
    return reply({"items": [present.member(each) for each in found]})


def _topic(act: Act, topic: Topic) -> Response:
    actor = current_actor()
    act(actor, topic)
    return reply(present.topic(tag_of(actor.user_id, topic.slug)))
