"""What is new in the feed that is open: how many, and the way to them."""

import uuid

from flask import Response, request

from capitune.authz.permissions import Permission
from capitune.authz.web import access, current_actor
from capitune.core.htmx import fragment
from capitune.core.ids import parse_id
from capitune.inside import paths
from capitune.inside.queries.fresh import MOST_NEW, new_in
from capitune.inside.states import Category
from capitune.inside.views.blueprint import bp

NOTHING = uuid.UUID(int=0)


@bp.get(f"{paths.INSIDE}/new")
@access(Permission.INSIDE_READ)
def fresh() -> Response:
    """How many posts are newer than the place ``after``."""
    asked = request.args.get("category", "")
    category = asked if asked in set(Category) else ""
    after = parse_id(request.args.get("after")) or NOTHING
    number = new_in(current_actor().user_id, category, after)
    url = f"{paths.INSIDE}?category={category}" if category else paths.INSIDE
    return fragment("inside/_new.html", number=number, most=MOST_NEW, url=url)
