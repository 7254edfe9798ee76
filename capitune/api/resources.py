"""What the library of the team holds."""

from flask import Response, request

from capitune.api import shapes
from capitune.api.blueprint import bp
from capitune.api.presenters import resources as present
from capitune.api.replies import listed, reply
from capitune.api.spec import ReadingResources, operation
from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.asked import words_of
from capitune.core.errors import Invalid
from capitune.core.listing import limit_of
from capitune.resources.models import Resource
from capitune.resources.queries import lessons_done, library, resource_by_id
from capitune.resources.states import ResourceKind

TAG = "resources"
MOST_TYPED = 200


@bp.get("/resources")
@access(Permission.RESOURCE_READ)
@operation(200, shapes.Resources, tag=TAG, paged=ReadingResources)
def list_resources() -> Response:
    """What everybody may read, the newest first, in your language."""
    asked = request.args.get("kind", "")
    if asked and asked not in set(ResourceKind):
        raise Invalid.on("kind", "unknown_resource_kind")
    kind = ResourceKind(asked) if asked else None
    typed = words_of(request.args, "q", MOST_TYPED)
    limit = limit_of(request.args.get("limit"))
    return listed(present.resources(library(kind, typed, limit, request.args.get("after"))))


@bp.get("/resources/<uuid:resource_id>")
@access(Permission.RESOURCE_READ, subject=resource_by_id)
@operation(200, shapes.Resource, tag=TAG)
def read_resource(resource: Resource) -> Response:
    """One of them, with its parts as HTML."""
    user_id = current_actor().user_id
    done = lessons_done(user_id, resource.id) if user_id else set()
    return reply(present.resource(resource, done))
