"""The published fees."""

from flask import Response

from capitune.api import shapes
from capitune.api.blueprint import bp
from capitune.api.presenters.catalogue import fees
from capitune.api.replies import listed
from capitune.api.spec import operation
from capitune.authz.web import public
from capitune.dossiers.queries import published_fees


@bp.get("/fees")
@public("the catalogue is published")
@operation(200, shapes.Fees, tag="templates")
def list_fees() -> Response:
    """What authorities and others ask, dated, with where it was read."""
    return listed(fees(published_fees()))
