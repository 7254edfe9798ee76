"""Files sent with messages: scanned before anybody opens them, gone with the message."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select

from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core import outbox
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict, NotFound
from capitune.core.events import publish
from capitune.core.files.intake import StoredFile
from capitune.core.ids import new_id
from capitune.dossiers.events import MessageFileScanned
from capitune.dossiers.models import Message, MessageFile
from capitune.dossiers.queries.loaders import message_file_by_id
from capitune.dossiers.services.hold import lock
from capitune.dossiers.states import Scan

MOST_FILES = 5
ACTS = {
    Scan.CLEAN: Act.MESSAGE_FILE_SCANNED,
    Scan.INFECTED: Act.MESSAGE_FILE_INFECTED,
    Scan.ERROR: Act.MESSAGE_FILE_SCANNED,
}


def attach(message: Message, files: Sequence[StoredFile]) -> None:
    """Record stored files as sent with a message that is being written; their scans are asked for."""
    for stored in files:
        file = MessageFile(
            id=new_id(),
            dossier_id=message.dossier_id,
            message_id=message.id,
            author_id=message.author_id,
            storage_key=stored.key,
            file_name=stored.file_name,
            mime_type=stored.mime_type,
            size=stored.size,
            pages=stored.pages,
            sha256=stored.sha256,
        )
        db.session.add(file)
        payload = {"file_id": str(file.id)}
        outbox.put("messages.scan", payload, key=f"messages.scan:{file.id}")
    db.session.flush()


def detach(message: Message) -> None:
    """Have the files of a message that is taken back erased."""
    mine = select(MessageFile).where(
        MessageFile.message_id == message.id, MessageFile.deleted_at.is_(None)
    )
    for file in db.session.scalars(mine):
        file.deleted_at = now()
        _forget(file)


def record_message_file_scan(
    actor: Actor, file_id: uuid.UUID, result: Scan, signature: str | None = None
) -> bool:
    """Record the end of a scan; False when there was nothing to record any more: twice is once. A file that
    is not clean, or was not found in the store, is erased.
    """
    require(actor, Permission.FILE_SCAN)
    file = message_file_by_id(file_id)
    if file is None:
        return False
    lock(file.dossier_id)
    db.session.refresh(file)
    if file.scan is not Scan.SCANNING or file.deleted_at is not None:
        return False
    file.scan = result
    if result is not Scan.CLEAN:
        _forget(file)
    _record(actor, ACTS[result], file, scan=result.value, signature=signature or "")
    message = db.session.get_one(Message, file.message_id)
    publish(MessageFileScanned(file.dossier_id, None, message.id, message.client_id))
    return True


def record_message_file_opening(actor: Actor, file: MessageFile) -> None:
    """Note in the journal that a file is opened. Raises ``Conflict`` (``not_scanned``) while it is scanned,
    ``NotFound`` when there is none that anyone may read.
    """
    require(actor, Permission.MESSAGE_FILE_OPEN, file)
    if file.deleted_at is None and file.scan is Scan.SCANNING:
        raise Conflict(code="not_scanned")
    if not file.is_readable:
        raise NotFound
    _record(actor, Act.MESSAGE_FILE_OPENED, file)


def _forget(file: MessageFile) -> None:
    outbox.put("messages.remove", {"key": file.storage_key}, key=f"messages.remove:{file.id}")


def _record(actor: Actor, act: Act, file: MessageFile, **codes: str) -> None:
    data = {"message_id": str(file.message_id), **codes}
    record(actor, act, ("message_file", file.id), context_id=file.dossier_id, data=data)
