"""Writing in the conversation of a dossier, reading it, taking back what one has just written."""

import uuid
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import bindparam, func, literal_column, select, update
from sqlalchemy.dialects.postgresql import insert

from capitune.audit.acts import Act
from capitune.audit.services import record
from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.errors import Conflict, Invalid, Limited
from capitune.core.events import publish
from capitune.core.files.intake import StoredFile
from capitune.core.ids import new_id
from capitune.dossiers.events import MessageEvent, MessageSent, MessagesSeen, MessageWithdrawn
from capitune.dossiers.models import Dossier, Message, MessageFile, MessageSeen
from capitune.dossiers.services.figures import recompute
from capitune.dossiers.services.hold import hold
from capitune.dossiers.services.messagefiles import MOST_FILES, attach, detach
from capitune.dossiers.typed import paragraphs
from capitune.notifications.services import mark_group_read
from capitune.notifications.states import NotificationKind

LONGEST = 10_000
REGRET = timedelta(minutes=5)
# How fast one person may write in one conversation, at all doors together.
MOST, WINDOW = 20, timedelta(seconds=10)

_latest = (
    select(Message.author_id, Message.created_at)
    .where(Message.dossier_id == bindparam("dossier_id"))
    .order_by(Message.id.desc())
    .limit(literal_column("100"))
    .subquery()
)
PACE = select(func.count()).where(
    _latest.c.author_id == bindparam("author_id"), _latest.c.created_at > bindparam("since")
)


def send_message(
    actor: Actor,
    dossier: Dossier,
    *,
    body: str,
    client_id: uuid.UUID,
    reply_expected: bool = False,
    files: Sequence[StoredFile] = (),
) -> Message:
    """Write in the conversation. The same ``client_id`` with the same words again is the same message.

    What the other side was waiting for is answered by it. ``files`` are stored already; one that is not named by
    the message afterwards (see ``holds``) belongs to nobody. Raises ``Invalid`` on ``body`` (``message_empty``,
    ``too_long``, ``bad_text``), on ``file`` (``too_many_attached``); ``Conflict`` (``client_id_reused``: with other words, or elsewhere); ``Limited``.
    """
    require(actor, Permission.MESSAGE_READ, dossier)
    words = paragraphs(body, "body", most=LONGEST)
    if not words and not files:
        raise Invalid.on("body", "message_empty")
    if len(files) > MOST_FILES:
        raise Invalid.on("file", "too_many_attached", most=MOST_FILES)
    known = _known(actor, client_id)
    if known is None:
        dossier = hold(actor, Permission.MESSAGE_SEND, dossier)
        # Asked again behind the lock: its twin may have been on its way.
        known = _known(actor, client_id)
    if known is not None:
        return _same(known, dossier, words, reply_expected=reply_expected)
    _keep_pace(actor, dossier)
    message = Message(
        id=_following(dossier),
        dossier_id=dossier.id,
        author_id=actor.user_id,
        client_id=client_id,
        body=words,
        reply_expected=reply_expected,
    )
    return _written(actor, dossier, message, files)


def _known(actor: Actor, client_id: uuid.UUID) -> Message | None:
    mine = select(Message).where(Message.author_id == actor.user_id, Message.client_id == client_id)
    return db.session.scalars(mine, execution_options={"populate_existing": True}).first()


def _same(known: Message, dossier: Dossier, words: str, *, reply_expected: bool) -> Message:
    asked = (dossier.id, words, reply_expected)
    kept = (known.dossier_id, known.body, known.reply_expected)
    if known.withdrawn_at is None and asked != kept:
        raise Conflict(code="client_id_reused")
    if known.dossier_id != dossier.id:
        raise Conflict(code="client_id_reused")
    return known


def _keep_pace(actor: Actor, dossier: Dossier) -> None:
    facts = {"dossier_id": dossier.id, "author_id": actor.user_id, "since": now() - WINDOW}
    if (db.session.scalar(PACE, facts) or 0) >= MOST:
        raise Limited(facts={"retry_after": int(WINDOW.total_seconds())})


def _following(dossier: Dossier) -> uuid.UUID:
    """A key after the last of the conversation, whatever the clocks of two machines say."""
    last = db.session.scalar(
        select(Message.id)
        .where(Message.dossier_id == dossier.id)
        .order_by(Message.id.desc())
        .limit(literal_column("1"))
    )
    fresh = new_id()
    return fresh if last is None or last < fresh else uuid.UUID(int=last.int + 1)


def holds(message: Message, stored: StoredFile) -> bool:
    """The message was sent with this very file: not with its twin of an earlier try."""
    mine = select(MessageFile.id).where(
        MessageFile.message_id == message.id, MessageFile.storage_key == stored.key
    )
    return db.session.scalar(mine) is not None


def _written(
    actor: Actor, dossier: Dossier, message: Message, files: Sequence[StoredFile]
) -> Message:
    answered = _answer(dossier, message)
    db.session.add(message)
    db.session.flush()
    attach(message, files)
    if answered or message.reply_expected:
        recompute(dossier)
    return _told(actor, message, Act.MESSAGE_SENT, MessageSent)


def _answer(dossier: Dossier, message: Message) -> int:
    """What the other side was waiting for has its answer; how many messages that were."""
    by_candidate = message.author_id == dossier.candidate_id
    of_others = (
        Message.author_id != dossier.candidate_id
        if by_candidate
        else Message.author_id == dossier.candidate_id
    )
    awaited = update(Message).where(
        Message.dossier_id == dossier.id,
        Message.reply_expected,
        Message.answered_at.is_(None),
        Message.withdrawn_at.is_(None),
        of_others,
    )
    return len(db.session.execute(awaited.values(answered_at=now()).returning(Message.id)).all())


def withdraw_message(actor: Actor, message: Message) -> Message:
    """Take back what one wrote, within five minutes: its place stays, its words go. Again changes nothing.

    Raises ``Conflict`` (``message_too_old``).
    """
    message = hold(actor, Permission.MESSAGE_WITHDRAW, message)
    if message.withdrawn_at is not None:
        return message
    if now() - message.created_at > REGRET:
        raise Conflict(code="message_too_old")
    message.body, message.withdrawn_at = "", now()
    detach(message)
    if message.reply_expected:
        recompute(message.dossier)
    return _told(actor, message, Act.MESSAGE_WITHDRAWN, MessageWithdrawn)


def _told(actor: Actor, message: Message, act: Act, event: type[MessageEvent]) -> Message:
    record(actor, act, ("message", message.id), context_id=message.dossier_id)
    publish(event(message.dossier_id, actor.user_id, message.id, message.client_id))
    return message


def mark_seen(actor: Actor, message: Message) -> None:
    """Note that its reader has read as far as this message; never backwards. What the bell says of the
    conversation is read with it. Not audited: a reader's own mark.
    """
    require(actor, Permission.MESSAGE_READ, message)
    if actor.user_id is None:
        return
    values = {"dossier_id": message.dossier_id, "user_id": actor.user_id}
    put = insert(MessageSeen).values(**values, message_id=message.id, seen_at=now())
    forward = put.on_conflict_do_update(
        index_elements=["dossier_id", "user_id"],
        set_={"message_id": put.excluded.message_id, "seen_at": put.excluded.seen_at},
        where=put.excluded.message_id > MessageSeen.message_id,
    )
    if db.session.scalar(forward.returning(MessageSeen.message_id)) is None:
        return
    mark_group_read(actor, NotificationKind.MESSAGE_RECEIVED, message.dossier_id)
    publish(MessagesSeen(message.dossier_id, actor.user_id, message.id))
