"""One URL, two shapes: the whole page, or the fragment that HTMX asked for."""

from typing import Any

from flask import Response, make_response, redirect, render_template

from capitune.core.http import is_htmx


def page(template: str, *, status: int = 200, **context: Any) -> Response:
    """The whole page; to HTMX only its content block (the layouts read ``is_fragment``)."""
    response = make_response(render_template(template, is_fragment=is_htmx(), **context), status)
    response.headers["Vary"] = "HX-Request"
    return response


def fragment(
    template: str, *, status: int = 200, trigger: str | None = None, **context: Any
) -> Response:
    """A partial, with an event that other parts of the page may listen to."""
    response = make_response(render_template(template, **context), status)
    response.headers["Vary"] = "HX-Request"
    if trigger:
        response.headers["HX-Trigger"] = trigger
    return response


def go(target: str) -> Response:
    """Go to ``target`` after a success: a redirect, or its HTMX form."""
    if is_htmx():
        return Response(status=204, headers={"HX-Redirect": target})
    response: Response = make_response(redirect(target, 303))
    return response
