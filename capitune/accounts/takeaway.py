"""Handing a copy of one's data over."""

from flask import Response

from capitune.accounts.models import Export
from capitune.core.files.outgoing import to_file


def to_archive(export: Export) -> Response:
    """302 to the archive, under a name that says what it is."""
    name = f"capitune-{export.created_at:%Y-%m-%d}.zip"
    return to_file(export.storage_key, file_name=name, content_type="application/zip")
