"""The conversation of a dossier, and what it holds for each reader."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Text,
    Uuid,
    any_,
    bindparam,
    func,
    literal,
    literal_column,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import aliased

from capitune.accounts.models import User
from capitune.accounts.people import Face
from capitune.authz.actor import Actor
from capitune.core.db import db
from capitune.core.listing import LAST, Page, one_more, page_of
from capitune.core.reads import Read
from capitune.dossiers.models import Dossier, Message, MessageFile, MessageSeen
from capitune.dossiers.queries.lines.messages import FileLine, Mark, MessageLine, Talk
from capitune.dossiers.states import Scan

AnyColumn = Any
PAGE = 30
FOUND = 20
COUNTED = 100  # a badge says "99+"
FIRST = uuid.UUID(int=0)
LINES = (
    select(
        Message.id,
        Message.created_at,
        Message.dossier_id,
        Message.author_id,
        Message.client_id,
        Message.body,
        Message.reply_expected,
        Message.answered_at,
        Message.withdrawn_at,
        (Message.author_id == Dossier.candidate_id).label("from_candidate"),
        User.first_name,
        User.last_name,
        User.avatar_id,
    )
    .join(Dossier, Dossier.id == Message.dossier_id)
    .join(User, User.id == Message.author_id)
)
ONE = Read(LINES.where(Message.id == bindparam("key")), into=MessageLine)
FILES = Read(
    select(
        MessageFile.id,
        MessageFile.message_id,
        MessageFile.file_name,
        MessageFile.mime_type,
        MessageFile.size,
        MessageFile.sha256,
        MessageFile.scan,
    )
    .where(
        MessageFile.dossier_id == bindparam("key"),
        MessageFile.message_id.between(bindparam("first"), bindparam("last")),
        MessageFile.deleted_at.is_(None),
    )
    .order_by(MessageFile.id),
    into=FileLine,
)
MARKS = Read(
    select(User.id, User.first_name, User.last_name, User.avatar_id, MessageSeen.message_id)
    .join(User, User.id == MessageSeen.user_id)
    .where(MessageSeen.dossier_id == bindparam("key"))
    .order_by(User.first_name, User.id)
)
ACTOR = bindparam("actor_id", type_=Uuid)
_theirs = aliased(Dossier)
AWAITED = (
    # As the index says it: with IS TRUE, PostgreSQL would read the whole conversation instead.
    Message.reply_expected,
    Message.answered_at.is_(None),
    Message.withdrawn_at.is_(None),
)


def unread(dossier_id: AnyColumn, reader: AnyColumn = ACTOR) -> ScalarSelect[int]:
    """How many messages of the dossier the ``reader`` (the parameter ``actor_id``) has not read, a hundred at
    most.
    """
    outside = [column.table for column in (dossier_id, reader) if hasattr(column, "table")]
    mark = (
        select(MessageSeen.message_id)
        .where(MessageSeen.dossier_id == dossier_id, MessageSeen.user_id == reader)
        .correlate(*outside)
    )
    found = (
        select(literal_column("1"))
        .where(
            Message.dossier_id == dossier_id,
            Message.id > func.coalesce(mark.scalar_subquery(), literal(FIRST, Uuid)),
            Message.author_id != reader,
            Message.withdrawn_at.is_(None),
        )
        .limit(literal_column(str(COUNTED)))
        .correlate(*outside)
        .lateral()
    )
    return select(func.count()).select_from(found).scalar_subquery()


def is_awaited(dossier_id: AnyColumn) -> ColumnElement[bool]:
    """The other side of the dossier waits for an answer of the reader ``actor_id``."""
    by_candidate = Message.author_id == _theirs.candidate_id
    return (
        select(Message.id)
        .join(_theirs, _theirs.id == Message.dossier_id)
        .where(
            Message.dossier_id == dossier_id,
            *AWAITED,
            by_candidate != (_theirs.candidate_id == ACTOR),
        )
        .correlate(dossier_id.table)
        .exists()
    )


def awaits(dossier_id: AnyColumn, *, candidate: bool) -> ColumnElement[bool]:
    """The candidate is waited for, or those who accompany them are."""
    by_candidate = Message.author_id == _theirs.candidate_id
    return (
        select(Message.id)
        .join(_theirs, _theirs.id == Message.dossier_id)
        .where(
            Message.dossier_id == dossier_id, *AWAITED, ~by_candidate if candidate else by_candidate
        )
        .correlate(dossier_id.table)
        .exists()
    )


TALKS = Read(
    select(
        Dossier.id,
        unread(Dossier.__table__.c.id).label("unread"),
        is_awaited(Dossier.__table__.c.id).label("is_awaited"),
    ).where(Dossier.id == any_(bindparam("ids", type_=ARRAY(Uuid))))
)


@lru_cache(maxsize=128)
def _lines(limit: int) -> Read:
    return Read(
        LINES.where(Message.dossier_id == bindparam("key"), Message.id < bindparam("before"))
        .order_by(Message.id.desc())
        .limit(one_more(limit)),
        into=MessageLine,
    )


def conversation(
    dossier_id: uuid.UUID, limit: int = PAGE, before: uuid.UUID | None = None
) -> Page[MessageLine]:
    """Its messages before one of them, the latest first, with their files (two statements)."""
    found = page_of(_lines(limit).rows(key=dossier_id, before=before or LAST), limit)
    return Page(_with_files(dossier_id, found.items), found.next_cursor)


@lru_cache(maxsize=8)
def _found(limit: int) -> Read:
    word = func.unnest(bindparam("words", type_=ARRAY(Text))).column_valued("word")
    absent = select(word).where(func.strpos(func.fold(Message.body), func.fold(word)) == 0)
    return Read(
        LINES.where(
            Message.dossier_id == bindparam("key"),
            Message.id < bindparam("before"),
            Message.withdrawn_at.is_(None),
            ~absent.exists(),
        )
        .order_by(Message.id.desc())
        .limit(one_more(limit)),
        into=MessageLine,
    )


def found_in(
    dossier_id: uuid.UUID, words: Sequence[str], before: uuid.UUID | None = None
) -> Page[MessageLine]:
    """Its messages that hold all these words, whatever their capitals and accents, the latest first (one
    statement; it reads the one conversation).
    """
    asked = {"key": dossier_id, "words": list(words), "before": before or LAST}
    return page_of(_found(FOUND).rows(**asked), FOUND)


def _with_files(dossier_id: uuid.UUID, lines: Sequence[MessageLine]) -> list[MessageLine]:
    if not lines:
        return []
    files: dict[uuid.UUID, list[FileLine]] = defaultdict(list)
    for file in FILES.rows(key=dossier_id, first=lines[-1].id, last=lines[0].id):
        files[file.message_id].append(file)
    return [line._replace(files=tuple(files[line.id])) for line in lines]


def message_line(message_id: uuid.UUID) -> MessageLine | None:
    """One message as it is shown, with its files (two statements)."""
    found: MessageLine | None = ONE.first(key=message_id)
    return _with_files(found.dossier_id, [found])[0] if found else None


def file_waiting_for_scan(file_id: uuid.UUID) -> str | None:
    """Where this file is kept, while its scan is still to be done (one statement)."""
    waiting = (
        MessageFile.id == file_id,
        MessageFile.scan == Scan.SCANNING,
        MessageFile.deleted_at.is_(None),
    )
    return db.session.scalar(select(MessageFile.storage_key).where(*waiting))


def marks_of(dossier_id: uuid.UUID) -> list[Mark]:
    """How far each person has read (one statement)."""
    return [
        Mark(Face(row.id, row.first_name, row.last_name, avatar_id=row.avatar_id), row.message_id)
        for row in MARKS.rows(key=dossier_id)
    ]


def talks(actor: Actor, dossier_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Talk]:
    """What the conversations of these dossiers hold for this person, who may read them (one statement; none
    without a dossier, nor for staff, whose conversations they are not).
    """
    if not dossier_ids or not (actor.is_candidate or actor.is_professional):
        return {}
    rows = TALKS.rows(actor_id=actor.user_id, ids=list(dossier_ids))
    return {row.id: Talk(row.unread, row.is_awaited) for row in rows}


def is_asked_back(dossier_id: uuid.UUID) -> bool:
    """A professional waits for an answer of the candidate (one statement)."""
    asked = (
        select(Message.id)
        .join(_theirs, _theirs.id == Message.dossier_id)
        .where(
            Message.dossier_id == dossier_id,
            *AWAITED,
            Message.author_id != _theirs.candidate_id,
        )
    )
    return db.session.scalar(select(asked.exists())) or False
