"""Telling people, and their marking it as read."""

import uuid
from typing import Any

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.dialects.postgresql import insert

from capitune.authz.actor import Actor
from capitune.authz.engine import require
from capitune.authz.permissions import Permission
from capitune.core.clock import now
from capitune.core.db import db
from capitune.core.events import publish
from capitune.core.ids import new_id
from capitune.core.post import post
from capitune.notifications.events import NotificationsRead, NotificationWritten
from capitune.notifications.kinds import KINDS, Choice
from capitune.notifications.models import Notification
from capitune.notifications.queries import choice_of
from capitune.notifications.states import Mailing, NotificationKind, Place

NAMED = 100  # people whom a group remembers


def tell(
    user_id: uuid.UUID,
    kind: NotificationKind,
    *,
    key: str,
    facts: dict[str, Any],
    url: str,
    about: uuid.UUID | str | None = None,
) -> None:
    """Tell a person, in the transaction of its cause, as they want it: in the bell, by a letter at once or
    with the next digest, or not at all. The same ``key`` again does nothing.

    A consequence, never an act: it has no actor, asks no permission and is not audited (its cause is).
    ``facts`` hold codes, ids and public titles; ``by`` is the id of whoever caused it. ``about`` is what
    the kind's own letter is about.
    """
    choice = choice_of(user_id, kind)
    if choice is None or choice == Choice(in_app=False, mail=Mailing.OFF):
        return
    written, joins = _write(user_id, kind, choice, {"key": key, "facts": facts, "url": url})
    if written is None:
        return
    if choice.in_app:
        publish(NotificationWritten(user_id, written))
    told = KINDS[kind]
    if choice.mail is Mailing.NOW and not (told.grace and joins):
        # What was read in the product meanwhile needs no letter, unless the letter is what counts.
        unread = {} if told.fixed else {"unless_read": key}
        what = about if about and told.letter != "notice" else written
        post(
            told.letter, user_id, about=what, once=key, grace=told.grace, kind=kind.value, **unread
        )


def _write(
    user_id: uuid.UUID, kind: NotificationKind, choice: Choice, what: dict[str, Any]
) -> tuple[uuid.UUID | None, bool]:
    """The id of the new row, None when it was told before; and whether it joins others of its group that
    are not read.
    """
    by = what["facts"].get("by")
    values = what | {
        "id": new_id(),
        "created_at": now(),
        "user_id": user_id,
        "kind": kind.value,
        "group_key": _group(kind, what["facts"]),
        "place": Place.SHOWN if choice.in_app else Place.HIDDEN,
        "group_size": 1,
        "actors": [by] if by else [],
        "mail": choice.mail,
    }
    once = (
        insert(Notification)
        .values(values)
        .on_conflict_do_nothing(index_elements=["user_id", "key"])
    )
    written: uuid.UUID | None = db.session.scalar(once.returning(Notification.id))
    if written is not None and choice.in_app and values["group_key"]:
        return written, _fold(written, values)
    return written, False


def _group(kind: NotificationKind, facts: dict[str, Any]) -> str | None:
    by = KINDS[kind].grouped_by
    if by is None or (by and by not in facts):
        return None
    return f"{kind.value}:{facts.get(by, '')}"


def _fold(written: uuid.UUID, values: dict[str, Any]) -> bool:
    """Put the unread line of the same group behind the new one, which stands for both; False without one.

    A line that another act has in hand at this instant is left alone, rather than waited for: two lines
    do no harm, two acts that wait for each other do.
    """
    head = (
        select(Notification.id, Notification.group_size, Notification.actors)
        .where(
            Notification.user_id == values["user_id"],
            Notification.group_key == values["group_key"],
            Notification.read_at.is_(None),
            Notification.place == Place.SHOWN,
            Notification.id != written,
        )
        .order_by(Notification.id.desc())
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    found = db.session.execute(head).first()
    if found is None:
        return False
    people = list(dict.fromkeys([*values["actors"], *found.actors]))[:NAMED]
    _change(Notification.id == found.id, place=Place.FOLDED)
    _change(Notification.id == written, group_size=found.group_size + 1, actors=people)
    return True


def mark_read(actor: Actor, notification: Notification) -> None:
    """Mark one as read, with those of its group behind it; twice keeps the first time. Not audited: a
    reader's own mark.
    """
    require(actor, Permission.NOTIFICATION_READ, notification)
    if notification.read_at is not None:
        return
    notification.read_at = now()
    if notification.group_key is not None:
        _change(
            Notification.user_id == notification.user_id,
            Notification.group_key == notification.group_key,
            Notification.place == Place.FOLDED,
            Notification.read_at.is_(None),
            read_at=notification.read_at,
        )
    publish(NotificationsRead(notification.user_id))


def mark_group_read(actor: Actor, kind: NotificationKind, of: uuid.UUID) -> None:
    """Mark what one was told of this kind about one thing as read: it was read where it is. Not audited: a
    reader's own mark.
    """
    require(actor, Permission.NOTIFICATION_LIST)
    if actor.user_id is None:
        return
    unread = (
        Notification.user_id == actor.user_id,
        Notification.group_key == f"{kind.value}:{of}",
        Notification.read_at.is_(None),
    )
    marked = update(Notification).where(*unread).values(read_at=now()).returning(Notification.id)
    if db.session.execute(marked).first() is not None:
        publish(NotificationsRead(actor.user_id))


def mark_all_read(actor: Actor) -> None:
    """Mark all that one's bell shows as read. Not audited: a reader's own mark."""
    require(actor, Permission.NOTIFICATION_LIST)
    if actor.user_id is None:
        return
    _change(
        Notification.user_id == actor.user_id,
        Notification.place != Place.HIDDEN,
        Notification.read_at.is_(None),
        read_at=now(),
    )
    publish(NotificationsRead(actor.user_id))


def _change(*which: ColumnElement[bool], **values: Any) -> None:
    db.session.execute(update(Notification).where(*which).values(**values))
