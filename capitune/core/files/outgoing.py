"""A stored file on its way out: never through this process, always by a link that dies within a minute."""

from flask import Response

from capitune.core.storage import MAX_LINK_SECONDS, Disposition, current_storage

HEADERS = {"Cache-Control": "private, no-store"}


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
