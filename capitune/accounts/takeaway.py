"""Handing a copy over: a link to storage that dies within a minute, given only behind a sign-in."""

from flask import Response

from capitune.accounts.models import Export
from capitune.core.storage import current_storage

LINK_SECONDS = 60


def to_archive(export: Export) -> Response:
    """302 to the archive, under a name that says what it is."""
    link = current_storage().link(
        export.storage_key,
        file_name=f"capitune-{export.created_at:%Y-%m-%d}.zip",
        content_type="application/zip",
        disposition="attachment",
        expires=LINK_SECONDS,
    )
    headers = {"Location": link, "Cache-Control": "private, no-store"}
    return Response(status=302, headers=headers)
