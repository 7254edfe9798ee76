"""The conversation of a dossier, live: words in, ids out. What others receive they fetch under their own rights."""

import uuid
from typing import Annotated, Any

from pydantic import BeforeValidator

from capitune.authz.actor import Actor
from capitune.authz.frames import OnSubject, identifier
from capitune.authz.permissions import Permission
from capitune.authz.sockets import on
from capitune.core import realtime
from capitune.core.errors import NotFound
from capitune.dossiers import services
from capitune.dossiers.events import MessageEvent, MessagesSeen
from capitune.dossiers.models import Dossier
from capitune.dossiers.queries import dossier_by_id, message_by_id
from capitune.dossiers.sockets.changes import ROOM

Id = Annotated[uuid.UUID, BeforeValidator(identifier)]


class Words(OnSubject):
    """What is written in the conversation of this dossier."""

    body: str
    client_id: Id
    reply_expected: bool = False


class Seen(OnSubject):
    """How far the conversation of this dossier was read."""

    message_id: Id


@on("dossier:message", Permission.MESSAGE_SEND, subject=dossier_by_id, payload=Words)
def message(actor: Actor, dossier: Dossier, payload: Words) -> dict[str, Any]:
    """Write; sent again under the same ``client_id``, the same answer. Long texts go by HTTP."""
    sent = services.send_message(
        actor,
        dossier,
        body=payload.body,
        client_id=payload.client_id,
        reply_expected=payload.reply_expected,
    )
    return {"message_id": str(sent.id), "client_id": str(sent.client_id)}


@on("dossier:typing", Permission.MESSAGE_SEND, subject=dossier_by_id)
def typing(actor: Actor, dossier: Dossier, _payload: OnSubject) -> None:
    """Say that one is writing: asked again at each word, so that it ends with the right to write."""
    ids = {"dossier_id": dossier.id, "user_id": actor.user_id}
    realtime.nudge(ROOM, dossier.id, "dossier:typing", ids)


@on("dossier:seen", Permission.MESSAGE_READ, subject=dossier_by_id, payload=Seen)
def seen(actor: Actor, dossier: Dossier, payload: Seen) -> None:
    """Note how far one has read."""
    found = message_by_id(payload.message_id, dossier.id)
    if found is None:
        raise NotFound
    services.mark_seen(actor, found)


def announce_message(event: MessageEvent) -> None:
    """Tell whoever watches the dossier that there is a message."""
    ids = {
        "dossier_id": event.dossier_id,
        "message_id": event.message_id,
        "client_id": event.client_id,
    }
    realtime.nudge(ROOM, event.dossier_id, "dossier:message", ids)


def announce_seen(event: MessagesSeen) -> None:
    """Tell them how far somebody has read."""
    ids = {
        "dossier_id": event.dossier_id,
        "message_id": event.message_id,
        "user_id": event.by_id,
    }
    realtime.nudge(ROOM, event.dossier_id, "dossier:seen", ids)
