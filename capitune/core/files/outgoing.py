"""Files on their way out. A stored one never goes through this process, always by a link that dies within a
minute; what is made while it is sent goes piece by piece.
"""

from collections.abc import Iterator

from flask import Response, current_app, stream_with_context

from capitune.core.files.previews import WEBP
from capitune.core.storage import MAX_LINK_SECONDS, Disposition, current_storage
from capitune.core.storage.disposition import content_disposition

HEADERS = {"Cache-Control": "private, no-store"}
INERT = {**HEADERS, "Content-Security-Policy": "sandbox; default-src 'none'"}


def to_file(
    key: str, *, file_name: str, content_type: str, disposition: Disposition = "attachment"
) -> Response:
    """302 to the file under this name. Whoever calls has asked whether it may be opened, and noted it."""
    link = current_storage().link(
        key,
        file_name=file_name,
        content_type=content_type,
        disposition=disposition,
        expires=MAX_LINK_SECONDS,
    )
    return Response(status=302, headers={"Location": link, **HEADERS})


def to_picture(drawn: bytes) -> Response:
    """A picture of a page. Whoever calls has asked whether it may be seen, and noted it."""
    return Response(drawn, content_type=WEBP, headers=INERT)


def streamed(pieces: Iterator[bytes], *, file_name: str, content_type: str) -> Response:
    """A file that is made while it is sent, under this name.

    It has no length, so it is sent in chunks: one that breaks off has no last chunk, and whoever fetches it
    is told that it failed.
    """
    body = stream_with_context(pieces)
    response: Response = current_app.response_class(body, mimetype=content_type)
    response.headers["Content-Disposition"] = content_disposition(file_name, "attachment")
    response.headers.update(HEADERS)
    return response
