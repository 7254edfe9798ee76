"""Messages, written by the product's own acts."""

import io
import uuid

from sqlalchemy import select

from capitune.accounts.models import User
from capitune.core.db import db
from capitune.core.files.intake import receive
from capitune.core.ids import new_id
from capitune.core.work import unit_of_work
from capitune.dossiers import services
from capitune.dossiers.models import CannedReply, Dossier, Message, MessageFile
from capitune.dossiers.queries import message_by_id
from capitune.dossiers.states import Scan
from tests.factories.documents import PDF, SCANNER
from tests.factories.people import acting


def write(
    dossier: Dossier,
    person: User,
    body: str = "Bonjour.",
    *,
    awaits: bool = False,
    client_id: uuid.UUID | None = None,
) -> Message:
    """A message of this person, as ``message_by_id`` gives it."""
    with unit_of_work():
        sent = services.send_message(
            acting(person),
            dossier,
            body=body,
            client_id=client_id or new_id(),
            reply_expected=awaits,
        )
    return fresh_message(sent)


def write_with_file(
    dossier: Dossier,
    person: User,
    name: str = "reste-a-fournir.pdf",
    scan: Scan | None = Scan.CLEAN,
) -> MessageFile:
    """A file sent with a message, scanned unless ``scan`` is None."""
    stored = receive(io.BytesIO(PDF), name)
    with unit_of_work():
        sent = services.send_message(
            acting(person), dossier, body="", client_id=new_id(), files=[stored]
        )
    found = db.session.scalars(select(MessageFile).where(MessageFile.message_id == sent.id)).one()
    if scan:
        with unit_of_work():
            services.record_message_file_scan(SCANNER, found.id, scan)
    return found


def see(message: Message, person: User) -> None:
    """That person has read as far as this."""
    with unit_of_work():
        services.mark_seen(acting(person), message)


def fresh_message(message: Message) -> Message:
    """The same, as it is now."""
    found = message_by_id(message.id)
    assert found is not None
    return found


def keep(person: User, title: str = "Relevé", body: str = "Bonjour {prénom}") -> CannedReply:
    """A text that this professional keeps."""
    with unit_of_work():
        return services.keep_reply(acting(person), title=title, body=body)
