"""Files of the folder driver, to whoever holds a link that is still good."""

import os

from flask import Response, request
from werkzeug.wsgi import wrap_file

from capitune.authz.web import public
from capitune.core.errors import NotFound
from capitune.core.storage import (
    FileStorage,
    LinkFacts,
    LinkRefused,
    StorageMissing,
    current_storage,
)
from capitune.core.storage.disposition import content_disposition
from capitune.pages.views.blueprint import bp

CHUNK = 1 << 16
# Whatever a file holds, it is data: no script, no style, no frame, no origin.
SANDBOX = "sandbox; default-src 'none'"


@bp.get("/files/<token>")
@public("the signed link is the right, for a minute")
def stored_file(token: str) -> Response:
    """The bytes that the link stands for. 404 for a link that is forged, altered or too old."""
    storage = current_storage()
    if not isinstance(storage, FileStorage):
        raise NotFound
    try:
        facts = storage.read_link(token)
        stream = storage.open(facts.key)
    except (LinkRefused, StorageMissing) as error:
        raise NotFound from error
    size = os.fstat(stream.fileno()).st_size
    body = wrap_file(request.environ, stream, CHUNK)
    response = Response(body, content_type=facts.content_type, direct_passthrough=True)
    response.content_length = size
    response.headers.update(_headers(facts))
    # It changes the response in place and gives it back under its base type.
    response.make_conditional(request, accept_ranges=True, complete_length=size)
    return response


def _headers(facts: LinkFacts) -> dict[str, str]:
    return {
        "Content-Disposition": content_disposition(facts.file_name, facts.disposition),
        "Content-Security-Policy": SANDBOX,
        "Cache-Control": "private, no-store",
    }
