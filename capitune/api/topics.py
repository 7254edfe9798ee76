"""The tags that posts may bear."""

from flask import Response

from capitune.api import shapes
from capitune.api.blueprint import bp
from capitune.api.replies import reply
from capitune.api.spec import operation
from capitune.authz.permissions import Permission
from capitune.authz.web import access
from capitune.core.i18n import current_language
from capitune.inside.queries.tags import topics

TAG = "inside"


@bp.get("/tags")
@access(Permission.INSIDE_READ)
@operation(200, shapes.Topics, tag=TAG)
def list_tags() -> Response:
    """All of them, in the reader's language."""
    named = f"name_{current_language()}"
    return reply(
        {"items": [{"slug": each.slug, "name": getattr(each, named)} for each in topics()]}
    )
