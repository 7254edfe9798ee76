"""The document of the API, for programs and for people."""

from flask import Response, render_template

from capitune.api.blueprint import bp
from capitune.api.document import written
from capitune.api.replies import JSON
from capitune.authz.web import public


@bp.get("/openapi.json")
@public("how to use the API is no secret")
def openapi() -> Response:
    """The OpenAPI 3.1 document."""
    return Response(written(), content_type=JSON)


@bp.get("/docs")
@public("how to use the API is no secret")
def docs() -> str:
    """The same in Swagger UI, which runs here under the strict policy of every page."""
    return render_template("api/docs.html")
