"""The conversation of a dossier, for one of those it is between."""

from collections.abc import Sequence
from uuid import UUID

from capitune.api import shapes
from capitune.api.presenters.people import name
from capitune.core.listing import Page
from capitune.dossiers.queries.lines.messages import Mark, MessageLine


def messages(
    page: Page[MessageLine], marks: Sequence[Mark], reader: UUID | None
) -> shapes.Messages:
    """A page of it."""
    items = [message(line, marks, reader) for line in page.items]
    return {"items": items, "next_cursor": page.next_cursor}


def message(line: MessageLine, marks: Sequence[Mark], reader: UUID | None) -> shapes.Message:
    """One message."""
    return {
        "id": line.id,
        "dossier_id": line.dossier_id,
        "author": name(line.author),
        "mine": line.author_id == reader,
        "body": line.body,
        "client_id": line.client_id,
        "reply_expected": line.reply_expected,
        "answered_at": line.answered_at,
        "withdrawn_at": line.withdrawn_at,
        "seen_by": [
            name(mark.person)
            for mark in marks
            if mark.message_id >= line.id and mark.person.id != line.author_id
        ],
        "attachments": [
            {
                "id": file.id,
                "file_name": file.file_name,
                "mime_type": file.mime_type,
                "size": file.size,
                "sha256": file.sha256.hex(),
                "scan": file.scan,
            }
            for file in line.files
        ],
        "created_at": line.created_at,
    }
