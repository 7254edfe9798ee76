"""What is read of a dossier under a grant: which documents there are, and what was written; no file."""

import uuid
from itertools import groupby
from typing import Any

from sqlalchemy import Row, func, select

from capitune.accounts.models import User
from capitune.core.db import db
from capitune.core.listing import Page, one_more, page_of
from capitune.core.reads import Statement
from capitune.dossiers.models import Document, Message, MessageFile, Requirement

MOST, PAGE = 500, 50

DOCUMENTS: Statement = (
    select(
        Requirement.id.label("requirement_id"),
        Requirement.labels,
        Requirement.status.label("asked_status"),
        Document.id,
        Document.number,
        Document.kind,
        Document.status,
        Document.file_name,
        Document.created_at,
    )
    .outerjoin(
        Document, (Document.requirement_id == Requirement.id) & Document.deleted_at.is_(None)
    )
    .order_by(Requirement.position, Requirement.id, Document.id)
    .limit(MOST)
)
_files = (
    select(func.array_agg(MessageFile.file_name))
    .where(MessageFile.message_id == Message.id, MessageFile.deleted_at.is_(None))
    .correlate(Message)
    .scalar_subquery()
)
MESSAGES: Statement = (
    select(
        Message.id,
        Message.body,
        Message.created_at,
        Message.withdrawn_at,
        User.first_name,
        User.last_name,
        _files.label("files"),
    )
    .join(User, User.id == Message.author_id)
    .order_by(Message.id.desc())
)


def documents_of(dossier_id: uuid.UUID) -> list[list[Row[Any]]]:
    """What is asked for, each with its versions, at least one row each (one statement)."""
    rows = db.session.execute(DOCUMENTS.where(Requirement.dossier_id == dossier_id)).all()
    return [list(versions) for _key, versions in groupby(rows, lambda row: row.requirement_id)]


def messages_of(dossier_id: uuid.UUID, after: uuid.UUID | None) -> Page[Row[Any]]:
    """A page of the conversation, the latest first (one statement)."""
    read = MESSAGES.where(Message.dossier_id == dossier_id)
    if after:
        read = read.where(Message.id < after)
    return page_of(db.session.execute(read.limit(one_more(PAGE))).all(), PAGE)
