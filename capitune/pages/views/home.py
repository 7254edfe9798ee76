"""Home and the legal pages: for everybody."""

from flask import Response

from capitune.authz.web import public
from capitune.core.htmx import page
from capitune.pages.views.blueprint import bp


@bp.get("/")
@public("the home page")
def home() -> Response:
    """What CAPITUNE is, and the two doors."""
    return page("pages/home.html")


@bp.get("/legal/terms")
@public("read before an account exists")
def terms() -> Response:
    """The terms of use."""
    return page("pages/legal_terms.html")


@bp.get("/legal/privacy")
@public("read before an account exists")
def privacy() -> Response:
    """What is kept of people, and who sees it."""
    return page("pages/legal_privacy.html")
