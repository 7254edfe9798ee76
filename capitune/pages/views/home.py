"""Home: for everybody."""

from flask import Response

from capitune.authz.web import public
from capitune.core.htmx import page
from capitune.pages.views.blueprint import bp


@bp.get("/")
@public("the home page")
def home() -> Response:
    """What CAPITUNE is, and the two doors."""
    return page("pages/home.html")
