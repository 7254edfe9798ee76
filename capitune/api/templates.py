"""The published catalogue."""

from flask import Response

from capitune.api import shapes
from capitune.api.blueprint import bp
from capitune.api.presenters.catalogue import templates
from capitune.api.replies import listed
from capitune.api.spec import operation
from capitune.authz.web import public
from capitune.dossiers.queries import template_details


@bp.get("/templates")
@public("the catalogue is published")
@operation(200, shapes.Templates, tag="templates")
def list_templates() -> Response:
    """The templates on offer, with what each asks for."""
    return listed(templates(template_details()))
